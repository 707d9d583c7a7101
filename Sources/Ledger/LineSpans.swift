import CallModel
import GRDB

/// Live rows of a line, together in a segment, with the cycle they belong to.
package struct LineSpan: Sendable {
  package var contract: String
  package var line: String
  package var cycleStart: CivilDate
  /// Inclusive.
  package var cycleEnd: CivilDate
  package var isClosed: Bool
  package var span: SpanRow

  package init(
    contract: String, line: String, cycleStart: CivilDate, cycleEnd: CivilDate, isClosed: Bool, span: SpanRow
  ) {
    self.contract = contract
    self.line = line
    self.cycleStart = cycleStart
    self.cycleEnd = cycleEnd
    self.isClosed = isClosed
    self.span = span
  }

  fileprivate init(_ row: Row) {
    contract = row[0]
    line = row[1]
    cycleStart = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row[2] as Int64))
    cycleEnd = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row[3] as Int64))
    isClosed = row[4]
    span = SpanRow(row, from: 5)
  }

  fileprivate static let columns =
    "account.contract, account.line, book.cycle_start, book.cycle_end, book.is_closed, "
    + SpanRow.columns.split(separator: ", ").map { "span.\($0)" }.joined(separator: ", ")

  /// CROSS JOIN: a line's cycle accounts first, and of each its spans by key.
  static let ofLine = """
    SELECT \(columns) FROM account CROSS JOIN book CROSS JOIN span ON span.book = book.id AND span.account = account.id
    WHERE account.line = ? AND book.owner IN (account.line, account.contract) AND book.last_start >= ?
      AND span.last_start >= ?
    """

  static let ofRuns = """
    SELECT \(columns) FROM span JOIN book ON book.id = span.book JOIN account ON account.id = span.account
    WHERE span.segment > ? AND span.segment < ? AND span.amount <> 0
    """
}

extension LedgerWriter {
  /// The live spans of a line under all its contracts, in any order, as they are in this transaction. A few look-ups by
  /// index.
  ///
  /// - Parameter since: only spans with a call that started then or later, seconds since 1970.
  package func spans(ofLine line: String, since: Int64) throws -> [LineSpan] {
    try Row.fetchAll(
      try database.cachedStatement(sql: LineSpan.ofLine), arguments: [line, since, since]
    ).map { LineSpan($0) }
  }

  /// The live spans with an amount that runs between two others wrote.
  ///
  /// - Parameters: after, before: numbers of runs, neither included.
  package func spans(ofRunsAfter after: Int64, before: Int64) throws -> [LineSpan] {
    guard before - after > 1 else { return [] }
    return try Row.fetchAll(database, sql: LineSpan.ofRuns, arguments: [after, before]).map { LineSpan($0) }
  }

  package func setting(_ key: String) throws -> String? {
    try Ledger.setting(key, database)
  }
}
