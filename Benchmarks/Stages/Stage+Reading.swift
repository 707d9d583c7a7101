import ByteScanning
import CallModel
import FileInput
import RecordLayouts

/// From bytes to fields.
extension Stage {
  /// With each library that is compiled in; checksums included.
  static func inflate(_ input: StageInput) throws -> [Stage] {
    let bytes = input.pieces.reduce(0) { $0 + $1.count }
    return InflateEngine.allCases.map { engine in
      let stream = GzipStream(file: input.gzip, engine: engine)
      return Stage(name: "inflate-\(engine)", unit: "row", count: input.rowCount, bytes: bytes) {
        stream.restart(file: input.gzip)
        return try inflateAll(stream)
      }
    }
  }

  private static func inflateAll(_ stream: GzipStream) throws -> UInt64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    var sum: UInt64 = 0
    while true {
      let count = try stream.read(into: buffer)
      if count == 0 { return sum }
      sum = sum &* 31 &+ UInt64(count) &+ UInt64(buffer[count - 1])
    }
  }

  static func reading(_ input: StageInput) -> [Stage] {
    [scan(input, name: "scan", isScalar: false), scan(input, name: "scan-scalar", isScalar: true)]
      + [fields(input), timestamp(input)]
  }

  /// Where the separators are, by masks over 64 bytes, and by its slow twin.
  private static func scan(_ input: StageInput, name: String, isScalar: Bool) -> Stage {
    let index = SeparatorIndex()
    let bytes = input.pieces.reduce(0) { $0 + $1.count }
    return Stage(name: name, unit: "row", count: input.rowCount, bytes: bytes) {
      var sum: UInt64 = 0
      for piece in input.pieces {
        if isScalar {
          index.scanScalar(piece, separator: input.layout.delimiter)
        } else {
          index.scan(piece, separator: input.layout.delimiter)
        }
        sum = sum &* 31 &+ UInt64(index.count) &+ UInt64(index.offsets[index.count / 2])
      }
      return sum
    }
  }

  /// All of reading a row: scan, split, and the fields with timestamp and seconds.
  private static func fields(_ input: StageInput) -> Stage {
    let reader = RowReader(layout: input.layout)
    let bytes = input.pieces.reduce(0) { $0 + $1.count }
    return Stage(name: "fields", unit: "row", count: input.rowCount, bytes: bytes) {
      var fieldReader = CallFieldReader(layout: input.layout)
      var fields = CallFields()
      var sum: UInt64 = 0
      for piece in input.pieces {
        reader.start(piece, layout: input.layout)
        reading: while true {
          switch reader.next() {
          case .end: break reading
          case .fault, .ignored: sum &+= 1
          case .fields:
            guard reader.readFields(&fieldReader, into: &fields) == nil else { continue }
            sum = sum &+ UInt64(bitPattern: fields.instant) &+ UInt64(fields.called.count + fields.trunk.count)
          }
        }
      }
      return sum
    }
  }

  /// A timestamp's text to its parts.
  private static func timestamp(_ input: StageInput) -> Stage {
    let cells = input.rows.map(\.startedAt)
    let pattern = input.layout.timestamp
    return Stage(name: "timestamp", unit: "row", count: cells.count, bytes: cells.reduce(0) { $0 + $1.count }) {
      var parts = TimestampPattern.Parts()
      var sum: UInt64 = 0
      for cell in cells where pattern.parse(cell, into: &parts) {
        sum &+= UInt64(parts.year + parts.month + parts.day + parts.hour + parts.minute + parts.second)
      }
      return sum
    }
  }
}
