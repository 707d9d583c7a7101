import ByteScanning
import CallModel
import FileInput
import Rating
import RecordLayouts

extension RowCensus {
  /// A file's bytes in order, decompressed.
  struct Source {
    private let file: OpenFile
    private let stream: GzipStream?
    private var offset: Int64 = 0

    init(_ file: OpenFile, isGzip: Bool) {
      self.file = file
      stream = isGzip ? GzipStream(file: file) : nil
    }

    /// Fills `buffer`, or less at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
      if let stream { return try stream.read(into: buffer) }
      let count = try file.read(into: buffer, at: offset)
      offset += Int64(count)
      return count
    }
  }

  /// Where reading stands: the layout bound to the file, and the lines passed.
  final class Reading {
    let layout: BoundLayout
    let reader: RowReader
    var fieldReader: CallFieldReader
    var fields = CallFields()
    var linesBefore: Int

    init(_ layout: BoundLayout, linesBefore: Int) {
      self.layout = layout
      self.linesBefore = linesBefore
      reader = RowReader(layout: layout)
      fieldReader = CallFieldReader(layout: layout)
    }
  }

  /// Returns the bytes read: of rows of several lines the last need not be whole if there is more.
  @discardableResult
  mutating func readRows(_ bytes: UnsafeRawBufferPointer, _ reading: Reading, hasMore: Bool = false) -> Int {
    let reader = reading.reader
    reader.start(bytes, layout: reading.layout, hasMore: hasMore)
    while true {
      let step = reader.next()
      let line = reading.linesBefore + reader.row.lineInChunk + 1
      switch step {
      case .end:
        reading.linesBefore += reader.lineCount
        return reader.consumed
      case .fault(let reason):
        rowCount += 1
        count(reason, line, reader.row)
      case .ignored:
        rowCount += 1
        ignoredCount += 1
      case .fields:
        rowCount += 1
        if let reason = reading.fieldReader.read(reader.row, into: &reading.fields) {
          count(reason, line, reader.row)
        } else if reading.fields.isAnswered, DialledDigits(reading.fields.called) == nil {
          count(.badNumber, line, reader.row)
        } else {
          keep(reading.fields, line)
        }
      }
    }
  }

  private mutating func count(_ reason: Reason, _ line: Int, _ row: Row) {
    if let index = faults.firstIndex(where: { $0.reason == reason }) {
      faults[index].count += 1
      return
    }
    var excerpt = String(decoding: row.raw.prefix(Self.maximumExcerptBytes), as: UTF8.self)
    if row.raw.count > Self.maximumExcerptBytes { excerpt += "…" }
    faults.append(Fault(reason: reason, count: 1, firstLine: line, firstRow: excerpt))
  }

  private mutating func keep(_ fields: CallFields, _ line: Int) {
    if fields.isAnswered { answeredCount += 1 }
    guard previews.count < Self.maximumPreviews else { return }
    let direction: Direction? =
      switch fields.direction {
      case .inbound: .inbound
      case .outbound: .outbound
      case .byRegistry: nil
      }
    previews.append(
      Preview(
        line: line, startedAt: times.text(fields.instant), direction: direction,
        caller: String(decoding: fields.caller, as: UTF8.self), called: String(decoding: fields.called, as: UTF8.self),
        billableSeconds: Int(fields.billableSeconds), isAnswered: fields.isAnswered,
        globalID: String(decoding: fields.globalID, as: UTF8.self)))
  }
}
