import CallModel
import GRDB
import Ledger
import RegistryStore
import Registry

/// What giving a contract another status comes to (spec 6.4): the lines concerned, what the platform is asked of them, and
/// why.
package struct ContractStatusChange: Sendable {
  package struct Line: Sendable {
    package var line: String
    package var number: String
    /// Whether it ended with its contract.
    package var ended = false
    /// Nil: the integration has no platform.
    package var followed: FollowedLine?
  }

  package var contract: String
  package var was: ContractStatus
  package var now: ContractStatus
  /// In order of their ids; lines that ended earlier are left out.
  package var lines: [Line] = []

  /// Gives contracts another status: all or none, as one change of the registers. The caller holds the run lock.
  ///
  /// - Parameters:
  ///   - file: the rows are of, for faults; nil: they are of a command.
  ///   - action: for the journal.
  ///   - isOnPlatform: whether the integration has a platform; without one nothing is asked.
  /// - Throws: `ContractsUnknown`, and what `Ledger.changeRegisters` throws; nothing was changed then.
  package static func apply(
    _ rows: [ContractStatusList.Row], file: String? = nil, to ledger: Ledger, by author: Author,
    _ settings: RegisterSettings, action: String, isOnPlatform: Bool, isDryRun: Bool = false
  ) throws -> [ContractStatusChange] {
    var following = PlatformFollowing()
    var changes = try ledger.changeRegisters(
      by: author, settings, action: action, isDryRun: isDryRun,
      also: { following = try PlatformFollowing.follow($0, isOnPlatform: isOnPlatform) },
      { transaction in
        try checkKnown(rows, file, transaction)
        return try rows.map { try change($0, transaction, isOnPlatform: isOnPlatform) }
      })
    let followed = Dictionary(uniqueKeysWithValues: following.lines.map { (ID($0.line), $0) })
    let ended = Set(following.ended.map(ID.init))
    for change in changes.indices where changes[change].was != changes[change].now {
      for line in changes[change].lines.indices {
        let id = ID(changes[change].lines[line].line)
        changes[change].lines[line].followed = followed[id]
        changes[change].lines[line].ended = ended.contains(id)
      }
    }
    return changes
  }

  private static func checkKnown(
    _ rows: [ContractStatusList.Row], _ file: String?, _ transaction: RegisterTransaction
  ) throws {
    let faults = try rows.filter { try transaction.rows(of: .contracts, id: $0.contract).isEmpty }.map { row in
      Problem(
        file.map { "\($0):\(row.line)" } ?? "contracts \(row.contract)", field: file == nil ? nil : "contract",
        expected: "the id of a contract", found: "'\(row.contract)'", remedy: "see summit-cdr contracts list")
    }
    if !faults.isEmpty { throw Problems(faults) }
  }

  private static func change(
    _ row: ContractStatusList.Row, _ transaction: RegisterTransaction, isOnPlatform: Bool
  ) throws -> ContractStatusChange {
    let contract = try transaction.rows(of: .contracts, id: row.contract).first
    let was = contract?["status"].flatMap(ContractStatus.init) ?? .active
    var change = ContractStatusChange(contract: row.contract, was: was, now: row.status)
    let view = try RegisterView(transaction.database, on: transaction.today)
    for id in try view.lines(ofContract: row.contract) {
      let registered = try view.line(id)
      let period = registered.periods.last { ID($0.contract) == ID(row.contract) && $0.days.last >= transaction.today }
      guard let period else { continue }
      var line = Line(line: id, number: period.number)
      if was == row.status, isOnPlatform {
        let desired = try PlatformLineRecord.fetch(id, transaction.database)?.desired
        line.followed = FollowedLine(
          line: id, outlook: LineOutlook(of: registered, desired: desired, on: transaction.today), requests: [])
      }
      change.lines.append(line)
    }
    if was != row.status { try transaction.change(.contracts, id: row.contract, ["status": row.status.rawValue]) }
    return change
  }
}
