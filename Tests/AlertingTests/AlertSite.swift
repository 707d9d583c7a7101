import Alerting
import CallModel
import Foundation
import GRDB
import Importing
import Ledger
import Pipeline
import RecordLayouts
import RunSupport
import Synchronization

/// An integration whose imports are watched. A minute to a mobile of the own area costs R$ 1.00, to a fixed number R$ 0.10,
/// abroad R$ 2.00, to a satellite R$ 9.00; ten minutes of fixed calls are covered.
final class AlertSite {
  static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"
  static let lines = """
    id,contract,number,plan,reset_day,active_from,active_until,credit_limit
    L1,C1,554833330001,P1,10,,,10.00
    L2,C1,554833330002,P1,10,,,
    L3,C2,554833330003,P2,1,,,5.00
    L4,C2,554833330004,P2,1,,,40.00

    """
  static let registry = [
    "contracts.csv": "id\nC1\nC2\n", "plans.csv": "id,allowance_scope\nP1,line\nP2,contract\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,fixed,minutes,10,local\nP2,all,minutes,5,*\n",
    "rates.csv": """
    plan,zone,price_per_minute
    P1,local,0.10
    P1,vc1,1.00
    P1,intl,2.00
    P1,intl:satellite,9.00
    P2,*,1.00
    P2,intl:satellite,9.00

    """, "zones.csv": "prefix,zone\n870,intl:satellite\n", "lines.csv": lines,
  ]

  let directory: TemporaryDirectory
  var settings: ImportSettings
  /// What was blocked, in order: line and last day.
  let blocks = Blocks()
  private var files = 0
  private var calls = 0

  init(
    registry: [String: String] = AlertSite.registry, blocks isBlocking: Bool = false, telling: AlertTelling? = nil
  ) throws {
    guard let layout = try BuiltInLayouts.layout(named: "summit-1") else { throw CocoaError(.fileNoSuchFile) }
    directory = try TemporaryDirectory()
    settings = ImportSettings(
      sourceDirectory: directory.path + "/cdr", registry: .directory(directory.path + "/registry"),
      dataDirectory: directory.path + "/data", layout: layout)
    settings.settleSeconds = 0
    settings.workers = 2
    settings.memory = MemoryBudget(limitBytes: MemoryBudget.smallestLimitBytes)
    settings.shardSizeBytes = 1
    try FileManager.default.createDirectory(atPath: settings.sourceDirectory, withIntermediateDirectories: true)
    for (name, text) in registry { try write(name, text) }
    watch(blocks: isBlocking, telling: telling)
    set(now: "2026-11-20T12:00:00Z")
  }

  func watch(blocks isBlocking: Bool = false, telling: AlertTelling? = nil) {
    let rules = AlertRules(
      dayFactor: 10, dayMinimum: Money(micros: 20_000_000), internationalPrice: Money(micros: 3_000_000))
    settings.watch = AlertWatch(rules, telling: telling, block: isBlocking ? Self.blocking(blocks) : nil)
  }

  /// Notes a block as the registers do; L3 has no block category.
  private static func blocking(_ blocks: Blocks) -> CreditBlocking {
    { request, database in
      blocks.add("\(request.line) until \(request.lastDay)")
      try database.execute(
        sql: "INSERT OR REPLACE INTO credit_block (line, last_day, at) VALUES (?, 0, '')", arguments: [request.line])
      return request.line != "L3"
    }
  }

  func set(now text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return }
    settings.now = { date }
  }

  func write(_ table: String, _ text: String) throws { try directory.write("registry/\(table)", Array(text.utf8)) }

  /// A row of the layout: a call of whole minutes to a mobile of the own area, or elsewhere.
  func row(_ start: String, line: Int = 1, minutes: Int, to called: String = "99998888", id: String? = nil) -> String {
    calls += 1
    return "\(id ?? "g\(calls)");\(start);55483333000\(line);\(called);\(minutes * 60);OUT;ANSWERED;;"
  }

  static let fixed = "33339999"
  static let abroad = "002114155552671"
  static let satellite = "0021870776123456"

  /// Delivers a file of its own.
  func deliver(_ rows: String...) throws { try deliver(rows) }

  func deliver(_ rows: [String]) throws {
    files += 1
    try directory.write("cdr/\(files).csv", Array((Self.header + rows.map { $0 + "\n" }.joined()).utf8))
  }

  @discardableResult
  func run(_ request: ImportRequest = .files(), isDryRun: Bool = false) throws -> ImportReport {
    var job = ImportJob(settings: settings, request: request)
    return try job.run(isDryRun: isDryRun)
  }

  /// Delivers and imports; the alerts it raised, in short.
  @discardableResult
  func imported(_ rows: String...) throws -> [String] {
    try deliver(rows)
    return try run().alerts.map(Self.short)
  }

  /// `L1 credit-limit warning 2026-11-10 8.00`.
  static func short(_ alert: Alert) -> String {
    let subject = alert.facts.cycleStart ?? alert.facts.zone ?? alert.facts.day ?? ""
    let amount = alert.facts.amount ?? alert.facts.pricePerMinute ?? ""
    return "\(alert.line) \(alert.kind.rawValue) \(alert.level.rawValue) \(subject) \(amount)"
  }

  func ledger() throws -> Ledger {
    try LedgerSession(DataDirectory(path: settings.dataDirectory), for: .changingBesideRuns).ledger
  }

  func alerts(_ filter: AlertFilter = AlertFilter()) throws -> [KeptAlert] {
    var all: [KeptAlert] = []
    try ledger().inOneState { try AlertStore($0).forEach(filter) { all.append($0) } }
    return all
  }

  func kept() throws -> [String] { try alerts().map { Self.short($0.alert) } }

  func undo(_ run: Int64) throws {
    try self.run(.undo(UndoRequest(run: run, user: "ana")))
  }

  func remove(file: Int) throws {
    try FileManager.default.removeItem(atPath: "\(settings.sourceDirectory)/\(file).csv")
  }

  /// Closes all cycles that begin on a day.
  func close(cycle: CivilDate) throws {
    guard let zone = TimeZoneRules(builtIn: settings.timeZone) else { return }
    let ledger = try Ledger.openForWriting(DataDirectory(path: settings.dataDirectory))
    var selection = CycleSelection()
    selection.cycleStart = cycle
    let author = Author(name: "ana", date: Date(timeIntervalSince1970: 1_900_000_000))
    _ = try ServiceActions(ledger, zone: zone, author: author).close(selection)
  }
}

/// What was blocked, as it was asked for.
final class Blocks: Sendable {
  private let list = Mutex<[String]>([])

  func add(_ text: String) { list.withLock { $0.append(text) } }

  var all: [String] { list.withLock { $0 } }
}
