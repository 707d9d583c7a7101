import CallModel
import GRDB

/// Which recorded calls are asked for; nil: all.
package struct CallFilter: Sendable {
  package var line: String?
  package var contract: String?
  /// Seconds since 1970, inclusive.
  package var firstStart: Int64?
  package var lastStart: Int64?
  /// Only this (contract, line) and those behind it, in byte order: where a page of a list goes on.
  package var startingAt: (contract: String, line: String)?

  package init() {}

  /// Whether a call that started at `instant`, seconds since 1970, is one of those.
  package func includes(start instant: Int64) -> Bool {
    instant >= firstStart ?? .min && instant <= lastStart ?? .max
  }
}

/// The live spans of one (contract, line), by start.
package struct SpansOfLine: Sendable {
  package var contract: String
  package var line: String
  package var spans: [SpanRow]
}

extension Ledger {
  /// Calls `body` for each (contract, line) that has calls, in byte order. What it sees is one state of the ledger,
  /// however long it takes.
  ///
  /// One line's spans are a few look-ups by index, however much is recorded; a whole ledger's come line by line, in the
  /// memory of one. `body` may ask this ledger for other things, on its own thread.
  package func forEachLine(_ filter: CallFilter, _ body: (SpansOfLine) throws -> Void) throws {
    try inOneState { database in
      let (sql, arguments) = Self.accounts(filter)
      let spans = try database.cachedStatement(sql: Self.spansOfAccount)
      let accounts = try Row.fetchCursor(database, sql: sql, arguments: arguments)
      while let account = try accounts.next() {
        let contract: String = account[1]
        let line: String = account[2]
        var found: [SpanRow] = []
        let rows = try Row.fetchCursor(
          spans,
          arguments: [
            line, contract, filter.firstStart ?? .min, filter.lastStart ?? .max, account[0] as Int64,
            filter.firstStart ?? .min, filter.lastStart ?? .max,
          ])
        while let row = try rows.next() { found.append(SpanRow(row)) }
        if found.isEmpty { continue }
        found.sort {
          ($0.firstStart, $0.lastStart, $0.cycleAccount, $0.sequence) < (
            $1.firstStart, $1.lastStart, $1.cycleAccount, $1.sequence
          )
        }
        try body(SpansOfLine(contract: contract, line: line, spans: found))
      }
    }
  }

  /// The accounts, in byte order of contract and line: read off an index.
  private static func accounts(_ filter: CallFilter) -> (sql: String, arguments: StatementArguments) {
    let from = filter.startingAt
    let condition = from == nil ? "" : "(contract, line) >= (?, ?) AND "
    let start: StatementArguments = from.map { [$0.contract, $0.line] } ?? []
    let select = "SELECT id, contract, line FROM account WHERE \(condition)"
    return switch (filter.contract, filter.line) {
    case (let contract?, let line?): ("\(select)contract = ? AND line = ?", start + [contract, line])
    case (let contract?, nil): ("\(select)contract = ? ORDER BY line", start + [contract])
    case (nil, let line?): ("\(select)line = ? ORDER BY contract", start + [line])
    case (nil, nil): ("\(select)true ORDER BY contract, line", start)
    }
  }

  /// The spans of an account: its cycle accounts are the line's own and its contract's pools. CROSS JOIN: the cycle accounts first.
  private static let spansOfAccount = """
    SELECT \(SpanRow.columns.split(separator: ", ").map { "span.\($0)" }.joined(separator: ", "))
    FROM book CROSS JOIN span ON span.book = book.id
    WHERE book.owner IN (?, ?) AND book.last_start >= ? AND book.first_start <= ?
      AND span.account = ? AND span.last_start >= ? AND span.first_start <= ?
    """

  /// Recorded calls that count, of the whole ledger.
  package func recordedRowCount() throws(LedgerFailure) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT coalesce(sum(rows), 0) FROM span") ?? 0 }
  }

  /// How SQLite finds the spans of one line and of all, for the test that it never reads a table from end to end.
  package func queryPlans() throws(LedgerFailure) -> [String] {
    var line = CallFilter()
    line.line = ""
    var contract = CallFilter()
    contract.contract = ""
    let accounts = [line, contract].map { Self.accounts($0).sql }
    return try read { database in
      try (accounts + [Self.spansOfAccount, Self.cycleAccountsOfAccount, SegmentSpans.atOffset]).flatMap { sql in
        let count = sql.count { $0 == "?" }
        return try Row.fetchAll(
          database, sql: "EXPLAIN QUERY PLAN \(sql)",
          arguments: StatementArguments(Array(repeating: 0, count: count))
        ).map { $0["detail"] as String }
      }
    }
  }
}
