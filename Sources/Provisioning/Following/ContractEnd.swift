import CallModel
import GRDB
import Ledger
import Registers
import Registry

/// Ends the lines of contracts that a change cancels (spec 6.4), so that their numbers become free: all but those whose
/// partition says that a status changes nothing (`block` is no). Rows that were to begin later go.
struct ContractEnd {
  private let transaction: RegisterTransaction

  init(_ transaction: RegisterTransaction) { self.transaction = transaction }

  /// - Returns: the lines that end, in order.
  func endLines() throws -> [String] {
    var ended: Set<ID> = []
    for contract in try cancelledContracts() {
      for row in try transaction.rows(of: .lines, where: "contract", is: contract) where try ends(row) {
        if try end(row) { ended.insert(ID(row.id)) }
      }
    }
    return ended.sorted().map(\.text)
  }

  /// Those that were not cancelled before. Contracts that come cancelled are left as they come.
  private func cancelledContracts() throws -> [String] {
    let cancelled = ContractStatus.cancelled.rawValue
    return try String.fetchAll(
      transaction.database,
      sql: """
        SELECT now.id FROM register_contracts AS now JOIN register_contracts AS was ON was.row = now.replaces
        WHERE now.opened = ? AND now.closed IS NULL AND now.status = ? AND coalesce(was.status, 'active') <> ?
        ORDER BY now.id
        """, arguments: [transaction.journal(), cancelled, cancelled])
  }

  private func ends(_ row: RegisterRow) throws -> Bool {
    guard let partition = row["partition"] else { return true }
    return try transaction.rows(of: .partitions, id: partition).contains { $0["block"] == "yes" }
  }

  private func end(_ row: RegisterRow) throws -> Bool {
    let today = transaction.today
    if row.period.first > today {
      // It will never begin, and its number is left to the one who comes.
      try transaction.close(row)
      if try transaction.rows(of: .lines, id: row.id).isEmpty {
        for did in try transaction.rows(of: .dids, where: "line", is: row.id) { try transaction.close(did) }
      }
      return true
    }
    guard row.period.last > today else { return false }
    try transaction.replace(row, with: ["active_until": "\(today)"])
    return true
  }
}
