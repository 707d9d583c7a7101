import CallModel
import GRDB

/// Which recorded calls are asked for; nil: all.
package struct CallFilter: Sendable {
  package var line: String?
  package var contract: String?
  /// Seconds since 1970, inclusive.
  package var firstStart: Int64?
  package var lastStart: Int64?

  package init() {}
}

/// The live spans of one (contract, line), by start.
package struct SpansOfLine: Sendable {
  package var contract: String
  package var line: String
  package var spans: [SpanRow]
}

extension Ledger {
  /// Calls `body` for each (contract, line) that has calls, in byte order.
  package func forEachLine(_ filter: CallFilter, _ body: (SpansOfLine) throws -> Void) throws {
    var conditions = ["1"]
    var arguments: StatementArguments = []
    if let line = filter.line {
      // By the books of the line and of its contracts' pools: a few reads, however much is recorded.
      conditions.append(
        """
        account.line = ? AND span.book IN (SELECT id FROM book WHERE owner = ? OR (is_pool = 1 AND owner IN
          (SELECT contract FROM account WHERE line = ?)))
        """)
      arguments += [line, line, line]
    }
    if let contract = filter.contract {
      conditions.append(
        """
        account.contract = ? AND span.book IN (SELECT id FROM book WHERE owner = ? OR owner IN
          (SELECT line FROM account WHERE contract = ?))
        """)
      arguments += [contract, contract, contract]
    }
    if let first = filter.firstStart {
      conditions.append("span.last_start >= ?")
      arguments += [first]
    }
    if let last = filter.lastStart {
      conditions.append("span.first_start <= ?")
      arguments += [last]
    }
    let columns = SpanRow.columns.split(separator: ", ").map { "span.\($0)" }.joined(separator: ", ")
    let sql = """
      SELECT account.contract, account.line, \(columns) FROM span JOIN account ON account.id = span.account
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY account.contract, account.line, span.first_start, span.last_start, span.book, span.sequence
      """
    try queue.read { database in
      var current: SpansOfLine?
      let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
      while let row = try rows.next() {
        let contract: String = row[0]
        let line: String = row[1]
        if let known = current,
          !known.line.utf8.elementsEqual(line.utf8) || !known.contract.utf8.elementsEqual(contract.utf8)
        {
          try body(known)
          current = nil
        }
        if current == nil { current = SpansOfLine(contract: contract, line: line, spans: []) }
        current?.spans.append(SpanRow(row, from: 2))
      }
      if let current { try body(current) }
    }
  }
}
