import CallModel
import Foundation
import GRDB

// What commands change of additional services (spec 4.4). Who may call them when is for the caller to know.
extension ManualChange {
  /// Keeps a service whose amount is final now.
  package func add(_ service: ServiceRow) throws {
    guard let centavos = Int64(exactly: service.closedCentavos) else {
      throw LedgerFailure(
        path: "service \(service.id)", expected: "an amount below R$ 90 quadrillion", found: "more",
        remedy: "correct the registry's prices and import again")
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO service (id, book, entry, kind, state, contract, line, plan, cycle_start, cycle_end, calls, billed,
          allowance, surplus, centavos, description, global_id, started_at, closed_at)
        VALUES (?, ?, ?, ?, 'closed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(
      arguments: [
        service.id, service.cycleAccount, service.entry, service.kind.rawValue, service.contract, service.line,
        service.plan,
        Int64(service.cycleStart.daysSinceEpoch), Int64(service.cycleEnd.daysSinceEpoch), service.calls,
        service.billedSeconds, service.coveredSeconds, service.surplusSeconds, centavos, service.description,
        service.globalID.map { Data($0.utf8) }, service.startedAt, author.at,
      ])
  }

  /// Closes a cycle: calls that come later go to its first late entry.
  ///
  /// - Parameter isPerCall: whether each of its calls is a service.
  package func closeCycle(_ cycleAccount: Int64, isPerCall: Bool) throws {
    try database.cachedStatement(sql: "UPDATE book SET is_closed = 1, per_call = ? WHERE id = ?")
      .execute(arguments: [isPerCall, cycleAccount])
  }

  package func set(_ key: String, _ value: String) throws { try Ledger.set(key, value, database) }

  /// The days that closed cycles hold, as they are in this transaction.
  package func closedCycleDays() throws -> [ClosedCycleDays] { try ClosedCycleDays.fetchAll(database) }

  package func add(_ days: ClosedCycleDays) throws { try LedgerWriter.add(days, database) }

  /// Closes the late entry of a closed cycle for some of its (contract, line) pairs: calls that come later go to the next,
  /// as do those of the others.
  package func closeLateEntry(_ cycleAccount: Int64, of accounts: Set<Int64>) throws {
    for table in ["span", "late_total"] {
      try database.execute(
        sql: """
          UPDATE \(table) SET entry = entry + 1 WHERE book = ?1
            AND entry = (SELECT entry FROM book WHERE id = ?1) AND account NOT IN (\(Ledger.list(accounts)))
          """, arguments: [cycleAccount])
    }
    try database.cachedStatement(sql: "UPDATE book SET entry = entry + 1 WHERE id = ?").execute(arguments: [
      cycleAccount
    ])
  }

  package func invoice(_ id: String, reference: String) throws {
    try database.cachedStatement(
      sql: "UPDATE service SET state = 'invoiced', reference = ?, invoiced_at = ? WHERE id = ?"
    ).execute(arguments: [reference, author.at, id])
  }

  /// Remembers that a service was exported, with the amount it had.
  package func noteExport(of service: ServiceRow, format: String) throws {
    guard let centavos = Int64(exactly: service.centavos) else { return }
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO service_export (service, format, exported_at, centavos) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [service.id, format, author.at, centavos])
  }
}

extension LedgerWriter {
  /// A closed cycle is open again: all its rows are settled anew, and none of its services' ids is used again.
  ///
  /// - Parameter cycle accounts: of the cycle and of its late rows that were charged alone.
  package func reopen(cycleAccounts: [Int64]) throws {
    for cycleAccount in cycleAccounts {
      try database.execute(
        sql: "INSERT OR IGNORE INTO spent_service (id) SELECT id FROM service WHERE book = ?", arguments: [cycleAccount]
      )
      try database.execute(sql: "DELETE FROM service WHERE book = ?", arguments: [cycleAccount])
      try removeCycleAccount(cycleAccount)
    }
  }
}
