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

  package internal(set) var rowCount = 0
  package internal(set) var answeredCount = 0
  /// Rows taken out by the layout's `rows`.
  package internal(set) var ignoredCount = 0
  /// The first rows that were read.
  package internal(set) var previews: [Preview] = []
  /// In the order of spec 2.4.
  package internal(set) var faults: [Fault] = []
  /// The fields of a row; 0: rows may have several numbers of them.
  package internal(set) var columnCount = 0
  /// What the rows say against themselves.
  package private(set) var checks = RowChecks()

  /// Rows shown.
  package static let maximumPreviews = 10
  /// Bytes of a faulty row that are kept to be shown.
  package static let maximumExcerptBytes = 200
  /// Read at a time.
  private static let pieceBytes = 1 << 20

  var times: TimeText

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
    var source = Source(file, isGzip: isGzip)
    // SAFETY: the cutter leaves at most `maximumCarry` bytes over, so each piece has room behind them; every slice below
    // is within `filled`, which is within the buffer, and the readers keep no pointer beyond their call.
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.pieceBytes + RowCutter.maximumCarry, alignment: 64)
    defer { buffer.deallocate() }
    var cutter = RowCutter()
    var reading: Reading?
    var filled = 0
    while !cutter.isAtEnd {
      let carried = filled
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + Self.pieceBytes)]))
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
      columnCount = layout.hasSeveralCounts ? 0 : current.layout.fieldCount
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<filled])
      let cut = cutter.cut(bytes, newFrom: max(0, carried - start), isAtEnd: isAtEnd)
      var end = cut.upperBound
      if layout.isMultiline {
        end = readRows(bytes, current, hasMore: !isAtEnd)
      } else {
        readRows(UnsafeRawBufferPointer(rebasing: bytes[cut]), current)
      }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[end...])
      buffer.copyMemory(from: rest)
      filled = rest.count
    }
    if let reading { checks = reading.fieldReader.checks }
    // What was appended to a plain file meanwhile says nothing against what was read of it.
    if isGzip { try file.checkUnchanged() } else { _ = try file.hasGrown() }
  }

  private static func head(
    _ bytes: UnsafeRawBufferPointer, _ isWhole: Bool, _ layout: RecordLayout, _ file: OpenFile
  ) throws(FileFailure) -> FileHead {
    guard let head = FileHead(bytes, layout: layout, isWhole: isWhole) else {
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
