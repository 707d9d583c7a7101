/// Text of files and options, made safe to show.
package enum DisplayText {
  /// Bytes as text in which invalid UTF-8 and control characters, which could drive a terminal or break a line, are
  /// U+FFFD. Two byte sequences may look alike. Linear in the bytes.
  package static func of(_ bytes: some Sequence<UInt8>) -> String { of(String(decoding: Array(bytes), as: UTF8.self)) }

  /// The same of a text.
  package static func of(_ text: String) -> String {
    var shown = String()
    for scalar in text.unicodeScalars {
      shown.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return shown
  }
}
