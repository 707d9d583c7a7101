import ByteScanning
import CallModel
import Ledger
import Pipeline

/// The recorded calls, in the order of `call-records.csv` (spec 2.5).
package struct RecordedCalls {
  private let ledger: Ledger
  private let segments: SegmentReader

  package init(_ ledger: Ledger) throws {
    self.ledger = ledger
    segments = try SegmentReader(ledger)
  }

  /// Calls `body` for each row that is asked for, with its span. The row's cells live until it returns.
  ///
  /// The memory is that of the calls of one line that overlap in time.
  package func forEach(_ selection: RecordSelection, _ body: (SegmentRow, SpanRow) throws -> Void) throws {
    try forEachRow(selection.calls) { row, span in
      if selection.includes(row) { try body(row, span) }
    }
  }

  /// Calls `body` for each row. The row's cells live until it returns.
  package func forEach(_ filter: CallFilter, _ body: (SegmentRow) throws -> Void) throws {
    try forEachRow(filter) { row, _ in try body(row) }
  }

  private func forEachRow(_ filter: CallFilter, _ body: (SegmentRow, SpanRow) throws -> Void) throws {
    // Before the ledger is looked at: the segments it then names stay.
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    let reader = SegmentRowReader()
    try ledger.forEachLine(filter) { line in
      var cluster: [SpanRow] = []
      var end = Int64.min
      for span in line.spans {
        if !cluster.isEmpty, span.firstStart > end {
          try emit(cluster, filter, reader, body)
          cluster.removeAll()
        }
        cluster.append(span)
        end = max(end, span.lastStart)
      }
      if !cluster.isEmpty { try emit(cluster, filter, reader, body) }
    }
  }

  /// Emits spans that overlap in time: the calls of each are in order, those of several are put in order.
  private func emit(
    _ spans: [SpanRow], _ filter: CallFilter, _ reader: SegmentRowReader, _ body: (SegmentRow, SpanRow) throws -> Void
  ) throws {
    if spans.count == 1 {
      return try read(try segments.rows(of: spans[0]), spans[0], filter, reader, body)
    }
    var rows: [MergedRow] = []
    for span in spans {
      try read(try segments.rows(of: span), span, filter, reader) { row, span in rows.append(MergedRow(row, span)) }
    }
    rows.sort { $0.precedes($1) }
    for row in rows { try read(row.raw, row.span, filter, reader, body) }
  }

  private func read(
    _ bytes: [UInt8], _ span: SpanRow, _ filter: CallFilter, _ reader: SegmentRowReader,
    _ body: (SegmentRow, SpanRow) throws -> Void
  ) throws {
    do {
      try reader.forEach(in: bytes) { row in
        guard let instant = row.instant else { throw DamagedRows() }
        if filter.includes(start: instant) { try body(row, span) }
      }
    } catch is DamagedRows {
      throw Self.damaged(span)
    }
  }

  static func damaged(_ cycleAccount: CycleAccountRow) -> LedgerFailure {
    LedgerFailure(
      path: "\(cycleAccount.isPool ? "contract" : "line") \(cycleAccount.owner), cycle \(cycleAccount.cycleStart)",
      expected: "rows of call records in its segments", found: "damaged or foreign bytes",
      remedy: "run summit-cdr verify, and restore the data directory from a backup")
  }

  static func damaged(_ span: SpanRow) -> LedgerFailure {
    LedgerFailure(
      path: "segment \(span.segment)", expected: "whole rows at byte \(span.offset)", found: "damaged bytes",
      remedy: "run summit-cdr verify, and restore the data directory from a backup")
  }
}

/// A row of several spans that overlap in time, with what it is put in order by: the start, then as in spec 2.5, at last
/// the source.
private struct MergedRow {
  let instant: Int64
  let globalID: [UInt8]
  let caller: [UInt8]
  let called: [UInt8]
  let duration: Int
  let isOutbound: Bool
  let zone: [UInt8]
  let file: [UInt8]
  let fileLine: Int
  let raw: [UInt8]
  let span: SpanRow

  init(_ row: SegmentRow, _ span: SpanRow) {
    instant = row.instant ?? 0
    globalID = Array(row[.globalID])
    caller = Array(row[.caller])
    called = Array(row[.called])
    duration = row.integer(.duration) ?? 0
    isOutbound = row.isOutbound
    zone = Array(row[.zone])
    file = row.source.map { Array($0.name) } ?? []
    fileLine = row.source?.line ?? 0
    raw = Array(row.raw)
    self.span = span
  }

  func precedes(_ other: MergedRow) -> Bool {
    if instant != other.instant { return instant < other.instant }
    for (a, b) in [(globalID, other.globalID), (caller, other.caller), (called, other.called)] where a != b {
      return a.lexicographicallyPrecedes(b)
    }
    if duration != other.duration { return duration < other.duration }
    if isOutbound != other.isOutbound { return other.isOutbound }
    if zone != other.zone { return zone.lexicographicallyPrecedes(other.zone) }
    return file == other.file ? fileLine < other.fileLine : file.lexicographicallyPrecedes(other.file)
  }
}
