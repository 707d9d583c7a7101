import CallModel
import Foundation
import GRDB
import Ledger
import Platform
import RegistryStore
import Registry
import Synchronization

@testable import Provisioning

/// A ledger with registers in a directory of its own, which goes when this does; its clock is set by hand.
final class ProvisionedSite: Sendable {
  let directory: URL
  let ledger: Ledger
  let zone: TimeZoneRules
  private let clock: Mutex<Date>

  /// Noon in São Paulo.
  static func noon(_ day: String) -> Date {
    let days = CivilDate(text: day)?.daysSinceEpoch ?? 0
    return Date(timeIntervalSince1970: Double(days) * 86_400 + 15 * 3_600)
  }

  init(day: String = "2026-11-25") throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "summit-cdr-\(UUID().uuidString)")
    let data = DataDirectory(path: directory.path)
    try data.prepare()
    ledger = try Ledger.openForWriting(data)
    guard let zone = TimeZoneRules(builtIn: "America/Sao_Paulo") else { fatalError("the zone is built in") }
    self.zone = zone
    clock = Mutex(Self.noon(day))
    try fill()
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var now: Date { clock.withLock { $0 } }
  var today: CivilDate { zone.day(of: now) }
  var author: Author { Author(name: "ana", date: now) }
  var settings: RegisterSettings { RegisterSettings(zone: zone) }

  func set(day: String) { clock.withLock { $0 = Self.noon(day) } }
  func pass(seconds: Int64) { clock.withLock { $0 += Double(seconds) } }

  /// Codes of the simulator's catalogue.
  static let partition = "100"

  private func fill() throws {
    try change { transaction in
      try transaction.add(.plans, ["id": "P1"])
      try transaction.add(.rates, ["plan": "P1", "zone": "*", "price_per_minute": "0.10"])
      for contract in ["C1", "C2", "C3"] { try transaction.add(.contracts, ["id": contract]) }
      try transaction.add(
        .partitions,
        [
          "code": "100", "description": "Blocking", "block": "yes", "default_category": "standard",
          "block_category": "blocked", "partial_block_category": "partial", "cancel_category": "cancelled",
        ])
      try transaction.add(
        .partitions,
        [
          "code": "200", "description": "No partial", "block": "yes", "default_category": "standard",
          "block_category": "blocked", "cancel_category": "cancelled",
        ])
      try transaction.add(.partitions, ["code": "300", "description": "No blocking"])
    }
  }

  /// Changes the registers as commands do.
  @discardableResult
  func change(
    isOnPlatform: Bool = true, _ body: (RegisterTransaction) throws -> Void
  ) throws -> PlatformFollowing {
    var following = PlatformFollowing()
    try ledger.changeRegisters(
      by: author, settings, action: "test",
      also: { following = try PlatformFollowing.follow($0, isOnPlatform: isOnPlatform) }, body)
    return following
  }

  /// The cells of a line, with others put in place.
  static func line(_ id: String, number: String, _ others: [String: String] = [:]) -> [String: String] {
    let cells = [
      "id": id, "contract": "C1", "number": number, "plan": "P1", "reset_day": "10", "partition": partition,
      "category": "own", "call_limit": "2",
    ]
    return cells.merging(others) { $1 }
  }

  @discardableResult
  func add(_ id: String, number: String, _ others: [String: String] = [:]) throws -> PlatformFollowing {
    try change { try $0.add(.lines, Self.line(id, number: number, others)) }
  }

  @discardableResult
  func status(_ contract: String, _ status: ContractStatus, isDryRun: Bool = false) throws -> ContractStatusChange {
    let changes = try ContractStatusChange.apply(
      [ContractStatusList.Row(contract: contract, status: status)], to: ledger, by: author, settings,
      action: "contracts status \(contract) \(status.rawValue)", isOnPlatform: true, isDryRun: isDryRun)
    return changes[0]
  }

  /// What waits in the outbox, or did: `L1 create-line`, with a category after the request that says one.
  func requests(_ states: Set<OutboxItem.State> = [.pending, .failed]) throws -> [String] {
    try ledger.read { try Outbox($0).items(states: states) }.map { item in
      var text = "\(item.line) \(item.request.action.rawValue)"
      switch item.request {
      case .createLine(let line): text += line.category.map { " \($0)" } ?? ""
      case .changeLine(let change):
        text += change.category.map { " \($0)" } ?? ""
        text += change.active.map { $0 ? " on" : " off" } ?? ""
      case .removeLine: break
      case .addDID(let did): text += " \(did.number)"
      case .removeDID(let number): text += " \(number)"
      }
      return text
    }
  }

  func cell(_ table: TableDescription, _ id: String, _ column: String) throws -> String? {
    try ledger.read { try RegisterReader($0).rows(of: table, id: id).last?[column] }
  }

  func push(_ platform: any SummitPlatform) -> PlatformPush {
    var push = PlatformPush(ledger: ledger, platform: platform, zone: zone)
    push.now = { [self] in now }
    push.seed = 1
    return push
  }

  /// Pushes until nothing is pending; time passes as it must.
  @discardableResult
  func pushAll(_ platform: any SummitPlatform) throws -> PushReport {
    try push(platform).runUntilEmpty(wait: { [self] in pass(seconds: $0) })
  }

  func comparison(_ platform: any SummitPlatform) throws -> PlatformComparison {
    let lines = try platform.lines()
    return try ledger.read { try PlatformComparison(lines, on: today, $0) }
  }
}
