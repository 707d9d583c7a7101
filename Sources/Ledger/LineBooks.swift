import CallModel
import GRDB

/// A book with a line's calls in it, under one contract.
package struct LineBook: Sendable {
  package var account: Int64
  package var contract: String
  package var book: BookRow
}

extension Ledger {
  /// The books in which a line has calls, by cycle, contract and plan. A few look-ups by index.
  package func books(ofLine line: String) throws(LedgerFailure) -> [LineBook] {
    try read { database in
      let accounts = try Row.fetchAll(
        database, sql: "SELECT id, contract FROM account WHERE line = ? ORDER BY contract", arguments: [line])
      var found: [LineBook] = []
      for account in accounts {
        let id: Int64 = account[0]
        let contract: String = account[1]
        let rows = try Row.fetchAll(
          try database.cachedStatement(sql: Self.booksOfAccount), arguments: [line, contract, id])
        found += rows.map { LineBook(account: id, contract: contract, book: BookRow($0)) }
      }
      return found.sorted { left, right in
        if left.book.cycleStart != right.book.cycleStart { return left.book.cycleStart < right.book.cycleStart }
        if ID(left.contract) != ID(right.contract) {
          return left.contract.utf8.lexicographicallyPrecedes(right.contract.utf8)
        }
        return left.book.plan.utf8.lexicographicallyPrecedes(right.book.plan.utf8)
      }
    }
  }

  static let booksOfAccount = """
    SELECT \(BookRow.columns.split(separator: ", ").map { "book.\($0)" }.joined(separator: ", "))
    FROM book WHERE owner IN (?, ?)
      AND EXISTS (SELECT 1 FROM span WHERE span.book = book.id AND span.account = ?)
    """

  /// The ids of all lines that ever had a call.
  package func recordedLines() throws(LedgerFailure) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT DISTINCT line FROM account ORDER BY line") }
  }

  package func book(_ id: Int64) throws(LedgerFailure) -> BookRow? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT \(BookRow.columns) FROM book WHERE id = ?", arguments: [id])
        .map { BookRow($0) }
    }
  }
}
