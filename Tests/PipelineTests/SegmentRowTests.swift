import Pipeline
import Testing

/// Cells are found eight bytes at a time: held to splitting at each comma (spec 4.1).
@Suite("Rows of segments")
struct SegmentRowTests {
  /// Neighbours of the comma and the line end, and bytes that differ from them in one bit or in a borrow.
  private static let bytes: [UInt8] = [0, 1, 9, 11, 13, 32, 43, 45, 48, 97, 127, 128, 138, 172, 255]

  @Test("cells of all lengths and places", arguments: 1...200 as ClosedRange<UInt64>)
  func cells(_ seed: UInt64) throws {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let columns = SegmentRow.Column.allCases
    let rows = (0..<3).map { _ in columns.map { _ in (0..<next(20)).map { _ in Self.bytes[next(Self.bytes.count)] } } }
    let text = rows.flatMap { $0.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "\n")] }
    var found: [[[UInt8]]] = []
    try SegmentRowReader().forEach(in: text) { row in found.append(columns.map { Array(row[$0]) }) }
    #expect(found == rows)
    #expect(throws: DamagedRows.self) { try SegmentRowReader().forEach(in: Array(text.dropLast())) { _ in } }
  }
}
