import CallModel
import RegistryStore
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
    return try transaction.replacements(in: .contracts)
      .filter { $0.now["status"] == cancelled && $0.was["status"] != cancelled }.map { ID($0.now.id) }.sorted().map(
        \.text)
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
