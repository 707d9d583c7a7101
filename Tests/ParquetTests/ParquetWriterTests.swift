import Output
import Testing

@testable import Parquet

/// What other programs read of it is held by `dev/check-files`.
@Suite("Parquet files (spec 11.4)")
struct ParquetWriterTests {
  private static let columns = [
    ParquetColumn("id", .text), ParquetColumn("s", .integer), ParquetColumn("price", .decimal, isOptional: true),
    ParquetColumn("day", .date),
  ]

  private func file(rows: Int, rowsOfGroup: Int = ParquetWriter.usualRowsOfGroup) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = ParquetWriter(Self.columns, createdBy: "test", rowsOfGroup: rowsOfGroup) { bytes += $0 }
    for row in 0..<rows {
      writer.text(0, "id-\(row)")
      writer.value(1, Int64(row % 3))
      writer.value(2, row % 2 == 0 ? nil : 390_000)
      writer.value(3, 20_000)
      try writer.endRow()
    }
    try writer.end()
    return bytes
  }

  @Test func `it begins and ends as such a file, and the same rows give the same bytes`() throws {
    for rows in [0, 1, 8, 1_000] {
      let bytes = try file(rows: rows)
      #expect(bytes.starts(with: Array("PAR1".utf8)) && bytes.suffix(4).elementsEqual("PAR1".utf8))
      let length = bytes.suffix(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      #expect(length > 0 && length <= bytes.count - 12)
      #expect(try file(rows: rows) == bytes)
    }
    #expect(try file(rows: 1_000, rowsOfGroup: 100) != file(rows: 1_000))
  }

  @Test func `values that repeat go to a dictionary, others stand one after the other`() throws {
    func chunk(_ values: [String]) -> (place: ColumnChunk.Place, bytes: [UInt8]) {
      var chunk = ColumnChunk(ParquetColumn("c", .text), rows: values.count)
      defer { chunk.deallocate() }
      for value in values { value.withContiguous { chunk.append($0) } }
      let buffer = TextBuffer(capacity: 64)
      let place = chunk.write(to: buffer, at: 100)
      return (place, Array(buffer.bytes))
    }
    let repeated = chunk(Array(repeating: ["a", "bb"], count: 50).flatMap { $0 })
    #expect(repeated.place.dictionaryOffset == 100 && repeated.place.values == 100)
    #expect(repeated.place.byteCount == repeated.bytes.count && repeated.bytes.count < 80)
    let different = chunk((0..<100).map { "\($0)" })
    #expect(different.place.dictionaryOffset == nil && different.place.dataOffset == 100)
    #expect(different.bytes.suffix(6).elementsEqual([2, 0, 0, 0, 57, 57]))
    let many = chunk((0..<ColumnChunk.maximumDictionary + 1).flatMap { ["\($0)", "\($0)", "\($0)"] })
    #expect(many.place.dictionaryOffset == nil)
  }

  @Test func `numbers of a few bits are packed from the lowest bit on, in groups of eight`() {
    func packed(_ numbers: [UInt32], width: Int) -> [UInt8] {
      var store = ByteStore(capacity: 4)
      defer { store.deallocate() }
      numbers.withUnsafeBufferPointer { store.append(packed: $0, width: width) }
      return Array(store.bytes)
    }
    // The example of the format's description: 0 to 7 with three bits.
    #expect(packed([0, 1, 2, 3, 4, 5, 6, 7], width: 3) == [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010])
    #expect(packed([1, 0, 1], width: 1) == [0b11, 0b101])
    for width in 1...14 {
      let numbers = (0..<1_001).map { UInt32($0 * 7_919) & ((1 << width) - 1) }
      let bytes = packed(numbers, width: width).dropFirst(2)
      #expect(bytes.count == 126 * width)
      let bits = bytes.flatMap { byte in (0..<8).map { byte >> $0 & 1 } }
      let read = numbers.indices.map { row in
        (0..<width).reduce(UInt32(0)) { $0 | UInt32(bits[row * width + $1]) << $1 }
      }
      #expect(read == numbers, "\(width) bits")
    }
  }

  @Test func `a number that is read from the same text is not read again, and is the same`() throws {
    func file(_ texts: [String], isTold: Bool) throws -> (bytes: [UInt8], reads: Int) {
      var bytes: [UInt8] = []
      var reads = 0
      let writer = ParquetWriter(Self.columns, createdBy: "test", rowsOfGroup: 50) { bytes += $0 }
      for text in texts {
        let number = Int64(text)
        writer.text(0, text)
        writer.value(1, Int64(text.count))
        if let number, isTold {
          text.withContiguous { told in
            writer.value(2, of: told) {
              reads += 1
              return number
            }
          }
        } else {
          writer.value(2, number)
        }
        writer.value(3, 1)
        try writer.endRow()
      }
      try writer.end()
      return (bytes, reads)
    }
    let texts = ["1", "1", "", "1", "01", "01", "2", "", "2"]
    let told = try file(texts, isTold: true)
    #expect(try told.bytes == file(texts, isTold: false).bytes)
    #expect(told.reads == 3)
    // Row groups, and more different values than a dictionary takes.
    let many = (0..<300).map { "\($0 / 3)" } + ["", "7"]
    #expect(try file(many, isTold: true).bytes == file(many, isTold: false).bytes)
  }

  @Test func `structs are in the compact protocol`() {
    let buffer = TextBuffer(capacity: 16)
    var thrift = ThriftWriter(buffer)
    thrift.structure {
      $0.i32(1, -1)
      $0.i64(3, 300)
      $0.text(4, "é")
      $0.bool(5, true)
      $0.list(6, of: .i32, count: 2) { list in for value in [0, 1] { list.element(value) } }
      $0.structure(8) { $0.bool(1, false) }
    }
    #expect(
      Array(buffer.bytes) == [
        0x15, 0x01, 0x26, 0xD8, 0x04, 0x18, 0x02, 0xC3, 0xA9, 0x11, 0x19, 0x25, 0x00, 0x02, 0x2C, 0x12, 0x00, 0x00,
      ])
  }

  @Test func `what is no UTF-8 is repaired`() throws {
    var bytes: [UInt8] = []
    let writer = ParquetWriter([ParquetColumn("c", .text)], createdBy: "test") { bytes += $0 }
    let broken: [UInt8] = [0x61, 0xFF, 0x62]
    broken.withUnsafeBufferPointer { writer.text(0, $0) }
    try writer.endRow()
    try writer.end()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("a\u{FFFD}b"))
    #expect(bytes.contains(5))
  }
}

extension String {
  fileprivate func withContiguous(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = self
    text.withUTF8(body)
  }
}
