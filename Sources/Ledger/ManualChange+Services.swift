import CallModel
import Foundation
import GRDB

// What commands change of additional services (spec 4.4). Who may call them when is for the caller to know.
extension ManualChange {
  /// Keeps a service whose amount is final now.
  package func add(_ service: ServiceRow) throws {
    guard let centavos = Int64(exactly: service.centavos) else {
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
        service.id, service.book, service.entry, service.kind.rawValue, service.contract, service.line, service.plan,
        Int64(service.cycleStart.daysSinceEpoch), Int64(service.cycleEnd.daysSinceEpoch), service.calls,
        service.billedSeconds, service.coveredSeconds, service.surplusSeconds, centavos, service.description,
        service.globalID.map { Data($0.utf8) }, service.startedAt, author.at,
      ])
  }

  /// Closes a cycle: calls that come later go to its first late entry.
  package func closeCycle(_ book: Int64) throws {
    try database.cachedStatement(sql: "UPDATE book SET is_closed = 1 WHERE id = ?").execute(arguments: [book])
  }

  /// Closes the late entry of a closed cycle: calls that come later go to the next.
  package func closeLateEntry(_ book: Int64) throws {
    try database.cachedStatement(sql: "UPDATE book SET entry = entry + 1 WHERE id = ?").execute(arguments: [book])
  }

  /// Opens a closed late entry again, the last one that is closed; what came after it joins it.
  package func reopenLateEntry(_ entry: Int, ofBook book: Int64) throws {
    try database.execute(sql: "DELETE FROM service WHERE book = ? AND entry = ?", arguments: [book, entry])
    try database.execute(
      sql: "UPDATE span SET entry = ? WHERE book = ? AND entry > ?", arguments: [entry, book, entry])
    try database.execute(sql: "UPDATE book SET entry = ? WHERE id = ?", arguments: [entry, book])
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
  /// A closed cycle is open again: its late calls are calls of the cycle, and its services follow from the calls.
  package func reopenCycle(_ book: Int64) throws {
    try database.execute(sql: "DELETE FROM service WHERE book = ?", arguments: [book])
    try database.execute(sql: "UPDATE span SET entry = 0 WHERE book = ?", arguments: [book])
    try database.execute(sql: "UPDATE book SET is_closed = 0, entry = 1 WHERE id = ?", arguments: [book])
  }
}
