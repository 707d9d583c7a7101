import GRDB

/// A segment with a live row.
package struct LiveSegment: Sendable {
  package var id: Int64
  package var name: String
  package var sizeBytes: Int64
}

enum SegmentSpans {
  /// The last span that begins at or before a byte.
  static let atOffset = """
    SELECT \(SpanRow.columns) FROM span WHERE segment = ? AND offset <= ? ORDER BY offset DESC LIMIT 1
    """
}

extension Ledger {
  /// The segments with live rows, in the order in which they were written.
  package func liveSegments() throws(LedgerFailure) -> [LiveSegment] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT id, name, bytes FROM segment WHERE live_bytes > 0 ORDER BY id")
        .map { LiveSegment(id: $0[0], name: $0[1], sizeBytes: $0[2]) }
    }
  }

  /// The live span that holds the byte at `offset` of a segment; nil if it belongs to a dead row. One look-up by index.
  package func span(segment: Int64, offset: Int64) throws(LedgerFailure) -> SpanRow? {
    try read { database in
      let statement = try database.cachedStatement(sql: SegmentSpans.atOffset)
      guard let span = try Row.fetchOne(statement, arguments: [segment, offset]).map({ SpanRow($0) }) else {
        return nil
      }
      return offset < span.offset + Int64(span.bytes) ? span : nil
    }
  }

  package func segmentName(_ id: Int64) throws(LedgerFailure) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT name FROM segment WHERE id = ?", arguments: [id]) }
  }
}
