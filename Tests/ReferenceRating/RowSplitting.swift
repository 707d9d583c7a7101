/// One row as it stands in its file.
struct InputRow {
  let file: Text
  /// From 1; every line of the file counts, the header and empty ones too (spec 2.5).
  let line: Int
  /// Without its line end.
  let bytes: ArraySlice<UInt8>
  /// It has more than the longest row before its end.
  var isTooLong = false
}

/// A file's header and rows (spec 2.3, 7.2): rows end in `\n` or `\r\n`, a last row without line end is a row, a byte order
/// mark, skipped lines, comments and empty lines are no rows. Without `multiline` a row ends at `\n` even inside quotes.
struct FileRows {
  private(set) var header: ArraySlice<UInt8>?
  private(set) var rows: [InputRow] = []

  init(file: Text, bytes: [UInt8], layout: ReferenceLayout) {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var line = 0
    for _ in 0..<layout.skippedLines where !rest.isEmpty {
      _ = Self.takeLine(&rest)
      line += 1
    }
    let comment = Array(layout.comment.utf8)
    func isNone(_ row: ArraySlice<UInt8>) -> Bool {
      row.isEmpty || (!comment.isEmpty && row.starts(with: comment))
    }
    while layout.hasHeader, header == nil, !rest.isEmpty {
      Self.passMarks(&rest)
      let content = Self.takeLine(&rest)
      line += 1
      if !isNone(content) { header = content }
    }
    while !rest.isEmpty {
      let before = rest
      Self.passMarks(&rest)
      let content = layout.isMultiline ? Self.takeRow(&rest, layout) : Self.takeLine(&rest)
      if !isNone(content) {
        rows.append(
          InputRow(file: file, line: line + 1, bytes: content, isTooLong: content.count > maximumRowBytes))
      }
      let passed = before[..<rest.startIndex]
      line += passed.count { $0 == 0x0A } + (passed.last == 0x0A ? 0 : 1)
    }
  }

  /// Files put together have a byte order mark before a row.
  private static func passMarks(_ rest: inout ArraySlice<UInt8>) {
    while rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
  }

  private static func takeLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    take(upTo: rest.firstIndex(of: 0x0A), &rest)
  }

  private static func take(upTo end: Int?, _ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let end else {
      defer { rest = rest[rest.endIndex...] }
      return rest
    }
    let content = rest[..<end]
    rest = rest[(end + 1)...]
    // The `\r` of a last row without `\n` is data: only `\r\n` ends a row.
    return content.last == 0x0D ? content.dropLast() : content
  }

  /// A row that may have line ends inside quotes. One that is too long ends at the first line end behind the longest row.
  private static func takeRow(_ rest: inout ArraySlice<UInt8>, _ layout: ReferenceLayout) -> ArraySlice<UInt8> {
    let whole = rest
    var end = whole.firstIndex(of: 0x0A)
    while let found = end, !layout.isComplete(whole[..<found]) { end = whole[(found + 1)...].firstIndex(of: 0x0A) }
    let content = take(upTo: end, &rest)
    if content.count <= maximumRowBytes { return content }
    rest = whole
    let start = min(whole.endIndex, whole.startIndex + maximumRowBytes)
    return take(upTo: whole[start...].firstIndex(of: 0x0A), &rest)
  }
}

extension ReferenceLayout {
  /// The fields of a row as text (spec 2.3: delimiter, quote character or none).
  func fields(of row: ArraySlice<UInt8>) -> [String] { cells(of: row).map { decode($0) } }

  /// The fields' bytes; of a row that is cut by places there are none.
  ///
  /// A field that starts with a quote runs to the next single one, a doubled one being one (or, with backslashes, one
  /// behind a backslash); what follows up to the delimiter is appended as it is. One that never closes runs to the end
  /// of the row.
  func cells(of row: ArraySlice<UInt8>) -> [[UInt8]] {
    if isFixed { return [] }
    var fields: [[UInt8]] = []
    var rest = row
    while true {
      var field: [UInt8] = []
      if trims { rest = rest.drop(while: isBlank) }
      if let quote, rest.first == quote { _ = takeQuoted(quote, from: &rest, into: &field) }
      guard let end = rest.firstIndex(of: delimiter) else {
        return fields + [trimmed(field + rest)]
      }
      fields.append(trimmed(field + rest[..<end]))
      rest = rest[(end + 1)...]
    }
  }

  /// Whether no quote is open at the end of `row`.
  func isComplete(_ row: ArraySlice<UInt8>) -> Bool {
    guard let quote else { return true }
    var rest = row
    while true {
      if trims { rest = rest.drop(while: isBlank) }
      var field: [UInt8] = []
      if rest.first == quote, !takeQuoted(quote, from: &rest, into: &field) { return false }
      guard let end = rest.firstIndex(of: delimiter) else { return true }
      rest = rest[(end + 1)...]
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { (byte == 0x20 || byte == 0x09) && (isFixed || byte != delimiter) }

  func trimmed(_ field: [UInt8]) -> [UInt8] {
    guard trims || isFixed else { return field }
    return field.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
  }

  /// Whether the quote was closed.
  private func takeQuoted(_ quote: UInt8, from rest: inout ArraySlice<UInt8>, into field: inout [UInt8]) -> Bool {
    rest = rest.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if hasBackslashes {
        if byte == quote { return true }
        if byte == 0x5C, let next = rest.first, next == quote || next == 0x5C {
          field.append(next)
          rest = rest.dropFirst()
          continue
        }
      } else if byte == quote {
        guard rest.first == quote else { return true }
        rest = rest.dropFirst()
      }
      field.append(byte)
    }
    return false
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

  /// Whether the bytes are text of the layout's encoding: any byte is a character of Latin-1, and none is NUL (spec 7.1).
  func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.contains(0) && (encoding == .latin1 || String(validating: bytes, as: UTF8.self) != nil)
  }
}
