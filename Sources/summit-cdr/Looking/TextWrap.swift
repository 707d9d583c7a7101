/// Sentences in lines of a terminal.
enum TextWrap {
  static let width = 96

  /// - Parameter hanging: spaces before the lines after the first, beyond `indent`.
  static func lines(_ text: String, indent: Int, hanging: Int = 0, width: Int = width) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent + hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
