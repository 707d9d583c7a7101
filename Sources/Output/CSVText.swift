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
    let quoted = CSVText.needsQuotes(cell)
    if quoted { appendReserved(34) }
    if guardsFormulas, CSVText.startsFormula(first) { appendReserved(UInt8(ascii: "'")) }
    if quoted {
      for byte in cell {
        appendReserved(byte)
        if byte == 34 { appendReserved(34) }
      }
      appendReserved(34)
    } else if let address = cell.baseAddress {
      appendReserved(address, cell.count)
    }
  }
}
