import ByteScanning
import CallModel
import FileInput
import Pipeline
import Rating
import RecordLayouts

/// Every row of a file read with a layout: how many, the first of them, and the faults by reason.
package struct RowCensus: Sendable {
  /// A row as the product reads it.
  package struct Preview: Equatable, Sendable {
    /// The row's line in the file.
    package var line: Int
    /// ISO 8601 with offset, in the layout's zone.
    package var startedAt: String
    /// nil: the registry decides.
    package var direction: Direction?
    package var caller: String
    package var called: String
    package var billableSeconds: Int
    package var isAnswered: Bool
    package var globalID: String
  }

  /// Rows rejected for one reason.
  package struct Fault: Equatable, Sendable {
    package var reason: Reason
    package var count: Int
    package var firstLine: Int
    /// The first such row; of a long one the beginning.
    package var firstRow: String
  }

  package private(set) var rowCount = 0
  package private(set) var answeredCount = 0
  /// The first rows that were read.
  package private(set) var previews: [Preview] = []
  /// In the order of 2.4.
  package private(set) var faults: [Fault] = []
  /// The fields of a row.
  package private(set) var columnCount = 0

  /// Rows shown.
  package static let maximumPreviews = 10
  /// Bytes of a faulty row that are kept to be shown.
  package static let maximumExcerptBytes = 200
  /// Read at a time.
  private static let pieceBytes = 1 << 20

  private var times: TimeText

  /// - Throws: what reading the file does, and `.wrongLayout` if its header does not fit the layout.
  package init(_ file: OpenFile, isGzip: Bool, _ layout: RecordLayout) throws(FileFailure) {
    guard let zone = TimeZoneRules(identifier: layout.timeZone) else {
      throw FileFailure(
        file: file.path, kind: .wrongLayout, expected: "a layout with a known time zone", found: layout.timeZone,
        remedy: "correct time_zone in the layout")
    }
    times = TimeText(zone)
    try read(file, isGzip: isGzip, layout, zone)
    faults.sort { $0.reason.rawValue < $1.reason.rawValue }
  }

  private mutating func read(
    _ file: OpenFile, isGzip: Bool, _ layout: RecordLayout, _ zone: TimeZoneRules
  ) throws(FileFailure) {
    let stream = isGzip ? GzipStream(file: file) : nil
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.pieceBytes + RowCutter.maximumCarry, alignment: 64)
    defer { buffer.deallocate() }
    var cutter = RowCutter()
    var reading: Reading?
    var filled = 0
    var offset: Int64 = 0
    while !cutter.isAtEnd {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + Self.pieceBytes)])
      let count = if let stream { try stream.read(into: room) } else { try file.read(into: room, at: offset) }
      offset += Int64(count)
      let carried = filled
      filled += count
      let isAtEnd = count < Self.pieceBytes
      var start = 0
      if reading == nil {
        let head = try Self.head(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), isAtEnd, layout, file)
        if head.isEmpty { break }
        reading = Reading(try Self.bind(head, layout, zone, file), linesBefore: head.lineCount)
        start = head.rowsStart
      }
      guard let current = reading else { break }
      columnCount = current.layout.fieldCount
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<filled])
      let cut = cutter.cut(bytes, newFrom: max(0, carried - start), isAtEnd: isAtEnd)
      readRows(UnsafeRawBufferPointer(rebasing: bytes[cut]), current)
      let rest = UnsafeRawBufferPointer(rebasing: bytes[cut.upperBound...])
      buffer.copyMemory(from: rest)
      filled = rest.count
    }
    try file.checkUnchanged()
  }

  private static func head(
    _ bytes: UnsafeRawBufferPointer, _ isWhole: Bool, _ layout: RecordLayout, _ file: OpenFile
  ) throws(FileFailure) -> FileHead {
    guard let head = FileHead(bytes, hasHeader: layout.hasHeader, isWhole: isWhole) else {
      throw mismatch(file, expected: "a header of at most 64 KiB", found: "a longer first line")
    }
    return head
  }

  private static func bind(
    _ head: FileHead, _ layout: RecordLayout, _ zone: TimeZoneRules, _ file: OpenFile
  ) throws(FileFailure) -> BoundLayout {
    do throws(BoundLayout.Mismatch) {
      return try BoundLayout(layout, zone: zone, header: head.header)
    } catch {
      throw mismatch(file, expected: error.expected, found: error.found)
    }
  }

  private static func mismatch(_ file: OpenFile, expected: String, found: String) -> FileFailure {
    FileFailure(
      file: file.path, kind: .wrongLayout, expected: expected, found: found,
      remedy: "choose another layout, or inspect the file without --layout")
  }
}

extension RowCensus {
  /// Where reading stands: the layout bound to the file, and the lines passed.
  private final class Reading {
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

  private mutating func readRows(_ bytes: UnsafeRawBufferPointer, _ reading: Reading) {
    let reader = reading.reader
    reader.start(bytes, layout: reading.layout)
    while true {
      let step = reader.next()
      let line = reading.linesBefore + reader.row.lineInChunk + 1
      switch step {
      case .end:
        reading.linesBefore += reader.lineCount
        return
      case .fault(let reason):
        rowCount += 1
        count(reason, line, reader.row)
      case .fields:
        rowCount += 1
        if let reason = reading.fieldReader.read(reader.row, into: &reading.fields) {
          count(reason, line, reader.row)
        } else if DialledDigits(reading.fields.called) == nil {
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
