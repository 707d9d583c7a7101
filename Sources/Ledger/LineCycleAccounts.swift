import CallModel
import GRDB

/// A cycle account with a line's calls in it, under one contract.
package struct LineCycleAccount: Sendable {
  package var account: Int64
  package var contract: String
  package var cycleAccount: CycleAccountRow
}

extension Ledger {
  /// The cycle accounts in which a line has calls, by cycle, contract and plan. A few look-ups by index.
  package func cycleAccounts(ofLine line: String) throws(LedgerFailure) -> [LineCycleAccount] {
    try read { database in
      let accounts = try Row.fetchAll(
        database, sql: "SELECT id, contract FROM account WHERE line = ? ORDER BY contract", arguments: [line])
      var found: [LineCycleAccount] = []
      for account in accounts {
        let id: Int64 = account[0]
        let contract: String = account[1]
        let rows = try Row.fetchAll(
          try database.cachedStatement(sql: Self.cycleAccountsOfAccount), arguments: [line, contract, id])
        found += rows.map { LineCycleAccount(account: id, contract: contract, cycleAccount: CycleAccountRow($0)) }
      }
      return found.sorted { left, right in
        if left.cycleAccount.cycleStart != right.cycleAccount.cycleStart {
          return left.cycleAccount.cycleStart < right.cycleAccount.cycleStart
        }
        if ID(left.contract) != ID(right.contract) {
          return left.contract.utf8.lexicographicallyPrecedes(right.contract.utf8)
        }
        return left.cycleAccount.plan.utf8.lexicographicallyPrecedes(right.cycleAccount.plan.utf8)
      }
    }
  }

  static let cycleAccountsOfAccount = """
    SELECT \(CycleAccountRow.columns.split(separator: ", ").map { "book.\($0)" }.joined(separator: ", "))
    FROM book WHERE owner IN (?, ?)
      AND EXISTS (SELECT 1 FROM span WHERE span.book = book.id AND span.account = ?)
    """

  /// The ids of all lines that ever had a call.
  package func recordedLines() throws(LedgerFailure) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT DISTINCT line FROM account ORDER BY line") }
  }

  package func cycleAccount(_ id: Int64) throws(LedgerFailure) -> CycleAccountRow? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT \(CycleAccountRow.columns) FROM book WHERE id = ?", arguments: [id])
        .map { CycleAccountRow($0) }
    }
  }
}
