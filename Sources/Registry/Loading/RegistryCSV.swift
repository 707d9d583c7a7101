/// Reads the rows of a CSV file, RFC 4180, as ranges of its bytes (spec 2).
///
/// The separator is `,` or `;`, told from the header; lines end in `\n` or `\r\n`; a byte order mark and empty lines
/// are skipped; a quoted field may hold separators, line ends and doubled quotes. Any bytes can be read: what breaks
/// the rules is noted in `problems` and reading goes on, so that every fault of a file is found in one go.
struct RegistryCSV {
  /// What breaks the rules of CSV in one field of the row.
  struct Problem {
    enum Kind {
      case unclosedQuote, textAfterQuote, quoteInText, carriageReturn, notUTF8, tooLong
    }

    var kind: Kind
    /// From 0.
    var fieldIndex: Int
    /// The line on which the field begins.
    var line: Int
  }

  /// The file; a quoted field's doubled quotes are made single in place once it has been read.
  private(set) var bytes: [UInt8]
  let separator: UInt8
  /// How many fields the row has, also beyond those that are kept.
  private(set) var fieldCount = 0
  private(set) var problems: [Problem] = []
  /// The line on which the row begins, from 1.
  private(set) var rowLine = 0

  /// The row's fields; only the first `fieldCount` are of this row.
  private var fields = [FieldRange](repeating: .blank, count: RegistryLimits.maximumColumns)
  private var offset: Int
  private var line = 1

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  /// - Parameter bytes: at most `RegistryLimits.maximumTableBytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    separator = Self.separator(in: bytes[offset...])
  }

  /// Field `index` of the row, blank if the row or `RegistryLimits.maximumColumns` ends before it.
  func field(_ index: Int) -> FieldRange {
    index < min(fieldCount, fields.count) ? fields[index] : .blank
  }

  /// Reads the next row that is not an empty line; false at the end of the file.
  mutating func readRow() -> Bool {
    skipEmptyLines()
    guard offset < bytes.count else { return false }
    rowLine = line
    fieldCount = 0
    if !problems.isEmpty { problems.removeAll() }
    var isRowOpen = true
    while isRowOpen {
      if offset < bytes.count, bytes[offset] == Self.quote {
        isRowOpen = readQuotedField()
      } else {
        isRowOpen = readPlainField()
      }
    }
    return true
  }

  /// The first `,` or `;` of the header that is not in quotes; `,` if there is none.
  private static func separator(in bytes: ArraySlice<UInt8>) -> UInt8 {
    var isQuoted = false
    var isBlank = true
    for byte in bytes {
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, byte == comma || byte == UInt8(ascii: ";") { return byte }
      if !isQuoted, byte == newline, !isBlank { break }
      if byte != newline, byte != carriageReturn { isBlank = false }
    }
    return comma
  }

  private mutating func skipEmptyLines() {
    while offset < bytes.count {
      if bytes[offset] == Self.newline {
        offset += 1
      } else if bytes[offset] == Self.carriageReturn, offset + 1 < bytes.count, bytes[offset + 1] == Self.newline {
        offset += 2
      } else {
        return
      }
      line += 1
    }
  }
}

// MARK: - Fields

extension RegistryCSV {
  /// Reads the field without quotes at `offset`.
  ///
  /// - Returns: whether the row goes on.
  private mutating func readPlainField() -> Bool {
    let start = offset
    let startLine = line
    var index = start
    var union: UInt8 = 0
    var next = bytes.count
    var isRowOpen = false
    while index < bytes.count {
      let byte = bytes[index]
      // Every byte with a meaning but `;` is at most `,`: letters and digits take one comparison each.
      if byte > Self.comma && byte != separator {
        union |= byte
      } else if byte == separator {
        isRowOpen = true
        next = index + 1
        break
      } else if let lineEnd = lineEnd(at: index) {
        next = lineEnd
        line += 1
        break
      } else {
        noteStray(byte)
      }
      index += 1
    }
    keep(start..<index, union: union, line: startLine)
    offset = next
    return isRowOpen
  }

  /// The offset after the line end at `index`, or nil if none is there.
  private func lineEnd(at index: Int) -> Int? {
    if bytes[index] == Self.newline { return index + 1 }
    if bytes[index] == Self.carriageReturn, index + 1 < bytes.count, bytes[index + 1] == Self.newline {
      return index + 2
    }
    return nil
  }

  /// A quote or a lone carriage return in a field without quotes.
  private mutating func noteStray(_ byte: UInt8) {
    if byte == Self.quote { note(.quoteInText, line: line) }
    if byte == Self.carriageReturn { note(.carriageReturn, line: line) }
  }

  /// Reads the quoted field at `offset`, doubled quotes made single, and what wrongly follows it.
  ///
  /// - Returns: whether the row goes on.
  private mutating func readQuotedField() -> Bool {
    let openLine = line
    let start = offset + 1
    var index = start
    var end = start
    var union: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Self.quote {
        guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { break }
        index += 1
      }
      if byte == Self.newline { line += 1 }
      if end != index { bytes[end] = byte }
      union |= byte
      end += 1
      index += 1
    }
    guard index < bytes.count else {
      note(.unclosedQuote, line: openLine)
      keep(start..<start, union: 0, line: openLine)
      offset = bytes.count
      return false
    }
    offset = index + 1
    return closeQuotedField(start..<end, union: union, openLine: openLine)
  }

  /// Takes the field up to the separator or line end at `offset`; anything else there is a fault.
  private mutating func closeQuotedField(_ range: Range<Int>, union: UInt8, openLine: Int) -> Bool {
    if offset < bytes.count, bytes[offset] != separator, lineEnd(at: offset) == nil {
      note(.textAfterQuote, line: line)
      return readPlainField()
    }
    keep(range, union: union, line: openLine)
    guard offset < bytes.count else { return false }
    if let lineEnd = lineEnd(at: offset) {
      line += 1
      offset = lineEnd
      return false
    }
    offset += 1
    return true
  }

  /// Adds a field to the row.
  ///
  /// - Parameter union: every byte of the field or-ed; its high bit tells whether there is text beyond ASCII.
  private mutating func keep(_ range: Range<Int>, union: UInt8, line: Int) {
    if union >= 0x80, String(validating: bytes[range], as: UTF8.self) == nil { note(.notUTF8, line: line) }
    if range.count > RegistryLimits.maximumFieldBytes { note(.tooLong, line: line) }
    if fieldCount < fields.count { fields[fieldCount] = FieldRange(range) }
    fieldCount += 1
  }

  /// At most one problem a field: the first says enough.
  private mutating func note(_ kind: Problem.Kind, line: Int) {
    if problems.last?.fieldIndex == fieldCount { return }
    problems.append(Problem(kind: kind, fieldIndex: fieldCount, line: line))
  }
}
