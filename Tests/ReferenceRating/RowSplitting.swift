/// One row as it stands in its file.
struct InputRow {
  let file: Text
  /// From 1; every line of the file counts, the header and empty ones too (spec 2.5).
  let line: Int
  /// Without its line end.
  let bytes: ArraySlice<UInt8>
}

/// The lines of a file that are not empty (spec 2.3): rows end in `\n` or `\r\n`, a last row without line end is a
/// row, a byte order mark is skipped. A row ends at `\n` even inside quotes.
func splitLines(file: Text, bytes: [UInt8]) -> [InputRow] {
  var rest = bytes[...]
  if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  var rows: [InputRow] = []
  var line = 0
  while !rest.isEmpty {
    line += 1
    var content = rest
    if let end = rest.firstIndex(of: 0x0A) {
      content = rest[..<end]
      rest = rest[(end + 1)...]
      // The `\r` of a last row without `\n` is data: only `\r\n` ends a row.
      if content.last == 0x0D { content = content.dropLast() }
    } else {
      rest = rest[rest.endIndex...]
    }
    if !content.isEmpty { rows.append(InputRow(file: file, line: line, bytes: content)) }
  }
  return rows
}

extension ReferenceLayout {
  /// The fields of a row (spec 2.3: delimiter, quote character or none).
  ///
  /// A field that starts with a quote runs to the next single one, a doubled one being one; what follows up to the
  /// delimiter is appended as it is. One that never closes runs to the end of the row.
  func fields(of row: ArraySlice<UInt8>) -> [String] {
    var fields: [String] = []
    var rest = row
    while true {
      var field: [UInt8] = []
      if let quote, rest.first == quote { takeQuoted(quote, from: &rest, into: &field) }
      guard let end = rest.firstIndex(of: delimiter) else {
        return fields + [decode(field + rest)]
      }
      fields.append(decode(field + rest[..<end]))
      rest = rest[(end + 1)...]
    }
  }

  private func takeQuoted(_ quote: UInt8, from rest: inout ArraySlice<UInt8>, into field: inout [UInt8]) {
    rest = rest.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == quote {
        guard rest.first == quote else { return }
        rest = rest.dropFirst()
      }
      field.append(byte)
    }
  }

  /// Bytes in the layout's encoding as text; invalid UTF-8 as U+FFFD (spec 2.5).
  func decode(_ bytes: some Collection<UInt8>) -> String {
    switch encoding {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .latin1:
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(Unicode.Scalar(byte)) }
      return String(text)
    }
  }

  /// Whether the bytes are text of the layout's encoding. Any byte is a character of Latin-1.
  func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    encoding == .latin1 || String(validating: bytes, as: UTF8.self) != nil
  }
}
