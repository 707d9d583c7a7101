import Pipeline
import Testing

/// Cells are found in blocks of many rows: held to splitting at each comma (spec 4.1).
@Suite("Rows of segments")
struct SegmentRowTests {
  /// Neighbours of the comma and the line end, and bytes that differ from them in one bit or in a borrow.
  private static let bytes: [UInt8] = [0, 1, 9, 11, 13, 32, 43, 45, 48, 97, 127, 128, 138, 172, 255]
  /// What a cell has only in quotes.
  private static let quoted: [UInt8] = Array(",\"\n".utf8)

  private struct Cells {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func cell(of bytes: [UInt8], maximum: Int) -> [UInt8] {
      (0..<next(maximum)).map { _ in bytes[next(bytes.count)] }
    }
  }

  private static func text(_ cell: [UInt8]) -> [UInt8] {
    guard cell.contains(where: quoted.contains) else { return cell }
    return [34] + cell.flatMap { $0 == 34 ? [34, 34] : [$0] } + [34]
  }

  @Test(
    "cells of all lengths and places, quoted or not, and rows of before 2026-12",
    arguments: 1...200 as ClosedRange<UInt64>)
  func cells(_ seed: UInt64) throws {
    var random = Cells(state: seed)
    let columns = SegmentRow.Column.allCases
    let oddRow = 2 + random.next(40)
    let rows = (0..<80).map { _ in
      let isOld = random.next(oddRow) == 0
      let bytes = random.next(oddRow) == 0 ? Self.bytes + Self.quoted : Self.bytes
      let count = isOld ? SegmentRow.Column.told.rawValue : columns.count
      return (0..<count).map { _ in random.cell(of: bytes, maximum: 20) }
    }
    let text = rows.flatMap { $0.map(Self.text).joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "\n")] }
    var found: [[[UInt8]]] = []
    var raw: [UInt8] = []
    try SegmentRowReader().forEach(in: text) { row in
      found.append(columns.map { Array(row[$0]) })
      raw += row.raw
    }
    let missing = rows.map { $0 + Array(repeating: [], count: columns.count - $0.count) }
    #expect(found == missing)
    #expect(raw == text)
    #expect(throws: DamagedRows.self) { try SegmentRowReader().forEach(in: Array(text.dropLast())) { _ in } }
  }

  @Test("a row with a cell too many or too few is damaged", arguments: [-1, 1])
  func damaged(_ more: Int) {
    let row = Array(repeating: "1", count: SegmentRow.Column.allCases.count + more).joined(separator: ",") + "\n"
    #expect(throws: DamagedRows.self) { try SegmentRowReader().forEach(in: Array((row + row).utf8)) { _ in } }
  }
}
