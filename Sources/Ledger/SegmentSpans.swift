import GRDB

/// A segment with a live row.
package struct LiveSegment: Sendable {
  package var id: Int64
  package var name: String
  package var sizeBytes: Int64
}

enum SegmentSpans {
  static let atOffset = """
    SELECT \(SpanRow.columns) FROM span INDEXED BY span_by_segment
    WHERE segment = ? AND offset <= ? AND offset + bytes > ?
    """
}

extension Ledger {
  /// The segments with live rows, in the order in which they were written.
  ///
  /// - Parameters: firstStart, lastStart: only those with calls that started then, seconds since 1970; nil: all.
  package func liveSegments(firstStart: Int64? = nil, lastStart: Int64? = nil) throws(LedgerFailure) -> [LiveSegment] {
    let isBounded = firstStart != nil || lastStart != nil
    let condition =
      isBounded
      ? "id IN (SELECT segment FROM span WHERE last_start >= ? AND first_start <= ?)" : "live_bytes > 0"
    let arguments: StatementArguments = isBounded ? [firstStart ?? .min, lastStart ?? .max] : []
    return try readWithin { database in
      try Row.fetchAll(
        database, sql: "SELECT id, name, bytes FROM segment WHERE \(condition) ORDER BY id", arguments: arguments
      ).map { LiveSegment(id: $0[0], name: $0[1], sizeBytes: $0[2]) }
    }
  }

  /// The live span that holds the byte at `offset` of a segment; nil if it belongs to a dead row.
  package func span(segment: Int64, offset: Int64) throws(LedgerFailure) -> SpanRow? {
    try readWithin { database in
      let statement = try database.cachedStatement(sql: SegmentSpans.atOffset)
      return try Row.fetchOne(statement, arguments: [segment, offset, offset]).map { SpanRow($0) }
    }
  }

  package func segmentName(_ id: Int64) throws(LedgerFailure) -> String? {
    try readWithin { try String.fetchOne($0, sql: "SELECT name FROM segment WHERE id = ?", arguments: [id]) }
  }
}
