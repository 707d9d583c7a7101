/// Names by the first digits of what they name: the longest that fits counts.
struct NamesByPrefix: Sendable {
  private let names: [Substring: Substring]
  private let lengths: ClosedRange<Int>

  /// - Parameter table: lines `name:digits,digits…`; the same name may stand in several.
  init(_ table: StaticString) {
    var names: [Substring: Substring] = [:]
    for line in "\(table)".split(separator: "\n") {
      guard let colon = line.lastIndex(of: ":") else { continue }
      for digits in line[line.index(after: colon)...].split(separator: ",") { names[digits] = line[..<colon] }
    }
    self.names = names
    let counts = names.keys.map(\.utf8.count)
    lengths = (counts.min() ?? 1)...(counts.max() ?? 1)
  }

  func name(_ digits: Substring) -> String? {
    for length in lengths.reversed() where length <= digits.utf8.count {
      if let name = names[digits.prefix(length)] { return String(name) }
    }
    return nil
  }
}
