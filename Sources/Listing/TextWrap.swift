import CallModel

/// Sentences in lines of a terminal.
package enum TextWrap {
  package static let width = 96

  /// - Parameter hanging: spaces before the lines after the first, beyond `indent`.
  package static func lines(_ text: String, indent: Int, hanging: Int = 0, width: Int = width) -> [String] {
    var lines: [String] = []
    var line = "".padded(to: indent)
    var length = indent
    var isEmpty = true
    for word in text.split(separator: " ") {
      let count = word.count
      if !isEmpty, length + 1 + count > width {
        lines.append(line)
        line = "".padded(to: indent + hanging)
        length = indent + hanging
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      length += (isEmpty ? 0 : 1) + count
      isEmpty = false
    }
    return lines + [line]
  }
}
