import Ledger

/// A file of CSV in the making (spec 2): header first, cells quoted where they must be.
struct CSVRows {
  private(set) var bytes: [UInt8]
  /// Where each row begins, in the order in which they were appended.
  private var starts: [Int] = []

  init(header: [String]) { bytes = Array((header.joined(separator: ",") + "\n").utf8) }

  var count: Int { starts.count }

  /// Appends the first cells of the row that a statement is at.
  mutating func append(_ statement: BulkStatement, columns: Int) {
    starts.append(bytes.count)
    for column in 0..<columns {
      if column > 0 { bytes.append(Self.comma) }
      statement.withCell(column) { Self.append($0, to: &bytes) }
    }
    bytes.append(Self.newline)
  }

  /// Appends a row; nil for a blank cell.
  mutating func append(_ cells: [String?]) {
    starts.append(bytes.count)
    for (column, cell) in cells.enumerated() {
      if column > 0 { bytes.append(Self.comma) }
      if var cell { cell.withUTF8 { Self.append($0, to: &bytes) } }
    }
    bytes.append(Self.newline)
  }

  /// Puts the rows in the order of their bytes; the last thing to be done. Linear if they are.
  mutating func sort() {
    let ends = starts.dropFirst() + [bytes.count]
    let rows = zip(starts, ends).map { $0..<$1 }
    let sorted = bytes.withUnsafeBufferPointer { bytes -> [UInt8]? in
      let precedes = { (left: Range<Int>, right: Range<Int>) in
        // SAFETY: both are rows, whose ranges are within the bytes.
        UnsafeBufferPointer(rebasing: bytes[left]).lexicographicallyPrecedes(
          UnsafeBufferPointer(rebasing: bytes[right]))
      }
      if zip(rows, rows.dropFirst()).allSatisfy({ !precedes($1, $0) }) { return nil }
      var result = Array(bytes[..<(rows.first?.lowerBound ?? 0)])
      result.reserveCapacity(bytes.count)
      for row in rows.sorted(by: precedes) { result += bytes[row] }
      return result
    }
    guard let sorted else { return }
    bytes = sorted
  }

  private static func append(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard cell.contains(where: needsQuotes) else {
      bytes.append(contentsOf: cell)
      return
    }
    bytes.append(quote)
    for byte in cell {
      if byte == quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte <= comma && (byte == comma || byte == quote || byte == newline || byte == UInt8(ascii: "\r"))
  }
}
