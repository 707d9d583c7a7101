/// RFC 4180 cells, and the guard against spreadsheets that run a cell as a formula (spec 2.5).
package enum CSVText {
  /// Whether the cell must stand in quotes.
  @inlinable
  package static func needsQuotes(_ cell: some Sequence<UInt8>) -> Bool {
    for byte in cell where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13 {
      return true
    }
    return false
  }

  /// `needsQuotes`, eight bytes at a time: what has no byte below `-` needs none.
  @inline(__always)
  static func needsQuotesQuickly(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(cell)
    guard raw.count >= 8 else { return needsQuotes(cell) }
    // The upper bit of a byte is set in the result if the byte is below 0x2D, and maybe if one below it is.
    func hasLow(_ word: UInt64) -> Bool { (word &- 0x2D2D_2D2D_2D2D_2D2D) & ~word & 0x8080_8080_8080_8080 != 0 }
    var at = 0
    while at + 8 < raw.count {
      // SAFETY: eight bytes from `at` on are within the cell; the last load ends with it.
      if hasLow(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) { return needsQuotes(cell) }
      at += 8
    }
    let isLow = hasLow(raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
    return isLow && needsQuotes(cell)
  }

  /// Whether a spreadsheet would take a cell that starts with `byte` for a formula.
  @inlinable
  package static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
    default: false
    }
  }

  /// The cell, quoted if need be, `'` before it if `guardsFormulas` and a spreadsheet would run it.
  package static func cell(_ text: String, guardsFormulas: Bool = false) -> [UInt8] {
    let isFormula = guardsFormulas && text.utf8.first.map(startsFormula) == true
    let bytes = Array((isFormula ? "'" + text : text).utf8)
    guard needsQuotes(bytes) else { return bytes }
    return [34] + bytes.flatMap { $0 == 34 ? [34, 34] : [$0] } + [34]
  }
}

extension TextBuffer {
  /// Appends a cell, quoted if need be, `'` before it if `guardsFormulas` and a spreadsheet would run it.
  package func append(cell: UnsafeBufferPointer<UInt8>, guardsFormulas: Bool) {
    guard let first = cell.first else { return }
    reserve(cell.count * 2 + 3)
    let quoted = CSVText.needsQuotesQuickly(cell)
    if quoted { appendReserved(34) }
    if guardsFormulas, CSVText.startsFormula(first) { appendReserved(UInt8(ascii: "'")) }
    if quoted {
      for byte in cell {
        appendReserved(byte)
        if byte == 34 { appendReserved(34) }
      }
      appendReserved(34)
    } else {
      copyReserved(cell)
    }
  }
}
