import ByteScanning
import CallModel
import Ledger
import Output
import Pipeline

/// The recorded calls, in the order of `call-records.csv` (spec 2.5).
package struct RecordedCalls {
  private let ledger: Ledger
  private let segments: SegmentReader

  package init(_ ledger: Ledger) throws {
    self.ledger = ledger
    segments = try SegmentReader(ledger)
  }

  /// Calls `body` for each row. The row's cells live until it returns.
  package func forEach(_ filter: CallFilter, _ body: (SegmentRow) throws -> Void) throws {
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
    _ spans: [SpanRow], _ filter: CallFilter, _ reader: SegmentRowReader, _ body: (SegmentRow) throws -> Void
  ) throws {
    var bytes: [UInt8] = []
    for span in spans { bytes += try segments.rows(of: span) }
    if spans.count > 1 { bytes = try Self.sorted(bytes, reader) }
    let isWhole = try bytes.withUnsafeBufferPointer { buffer in
      try reader.forEach(in: buffer) { (row: SegmentRow) throws in
        guard let instant = row.instant else { return }
        if let first = filter.firstStart, instant < first { return }
        if let last = filter.lastStart, instant > last { return }
        try body(row)
      }
    }
    guard isWhole else { throw Self.damaged(spans[0]) }
  }

  static func damaged(_ book: BookRow) -> LedgerFailure {
    LedgerFailure(
      path: "\(book.isPool ? "contract" : "line") \(book.owner), cycle \(book.cycleStart)",
      expected: "rows of call records in its segments", found: "damaged or foreign bytes",
      remedy: "run summit-cdr verify, and restore the data directory from a backup")
  }

  static func damaged(_ span: SpanRow) -> LedgerFailure {
    LedgerFailure(
      path: "segment \(span.segment)", expected: "whole rows at byte \(span.offset)", found: "damaged bytes",
      remedy: "run summit-cdr verify, and restore the data directory from a backup")
  }

  /// Rows in the order of (start, global id, caller, called, duration, direction, zone).
  private static func sorted(_ bytes: [UInt8], _ reader: SegmentRowReader) throws -> [UInt8] {
    struct Keyed {
      var instant: Int64
      var duration: Int
      var texts: [[UInt8]]
      var zone: [UInt8]
      var raw: [UInt8]
    }
    var rows: [Keyed] = []
    bytes.withUnsafeBufferPointer { buffer in
      _ = reader.forEach(in: buffer) { row in
        rows.append(
          Keyed(
            instant: row.instant ?? 0, duration: row.integer(.duration) ?? 0,
            texts: [Array(row[.globalID]), Array(row[.caller]), Array(row[.called])],
            zone: Array(row[.direction]) + [0] + Array(row[.zone]), raw: Array(row.raw)))
      }
    }
    rows.sort { left, right in
      if left.instant != right.instant { return left.instant < right.instant }
      for (a, b) in zip(left.texts, right.texts) where a != b { return a.lexicographicallyPrecedes(b) }
      if left.duration != right.duration { return left.duration < right.duration }
      return left.zone.lexicographicallyPrecedes(right.zone)
    }
    return rows.flatMap(\.raw)
  }

  /// Writes all rows that `filter` lets through as `call-records.csv`, piece by piece.
  package func writeCSV(_ filter: CallFilter, to write: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = TextBuffer(capacity: 1 << 20)
    buffer.append(CallRecordFormatter.header)
    try forEach(filter) { row in
      row.writeCSV(to: buffer)
      if buffer.count > 1 << 20 {
        try write(buffer.bytes)
        buffer.removeAll()
      }
    }
    try write(buffer.bytes)
  }
}

extension SegmentRow {
  /// Writes the columns of `call-records.csv`, with its guard against formulas.
  package func writeCSV(to buffer: TextBuffer) {
    for column in Column.allCases where column.rawValue <= Column.source.rawValue {
      if column != .globalID { buffer.append(UInt8(ascii: ",")) }
      buffer.append(cell: self[column], guardsFormulas: column == .globalID)
    }
    buffer.append(UInt8(ascii: "\n"))
  }
}
