/// A number with what is counted, for people: `1 file`, `1,204 files`.
enum CountText {
  static func of(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(ProgressLine.grouped(count)) \(count == 1 ? singular : plural)"
  }
}
