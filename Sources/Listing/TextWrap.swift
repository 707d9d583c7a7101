import CallModel

/// Sentences in lines of a terminal.
package enum TextWrap {
  package static let width = 96

  /// - Parameter hanging: spaces before the lines after the first, beyond `indent`.
  package static func lines(_ text: String, indent: Int, hanging: Int = 0, width: Int = width) -> [String] {
    var lines: [String] = []
    var line = "".padded(to: indent)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = "".padded(to: indent + hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
