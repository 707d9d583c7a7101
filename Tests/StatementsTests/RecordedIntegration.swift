import CallModel
import Foundation
import Importing
import Ledger
import Pipeline
import RecordLayouts
import ReferenceRating
import Registry
import RunSupport
import Statements

/// An integration in a directory of its own whose files are imported as they are delivered.
final class RecordedIntegration {
  let directory: TemporaryDirectory
  var settings: ImportSettings

  static let provider = "Provedor Exemplo Ltda"

  init(registry: [String: String], layout: RecordLayout? = nil, timeZone: String = "America/Sao_Paulo") throws {
    directory = try TemporaryDirectory()
    settings = ImportSettings(
      sourceDirectory: directory.path + "/cdr", registry: .directory(directory.path + "/registry"),
      dataDirectory: directory.path + "/data", layout: try layout ?? Self.summit())
    settings.timeZone = timeZone
    settings.settleSeconds = 0
    settings.memory = MemoryBudget(limitBytes: MemoryBudget.smallestLimitBytes)
    settings.shardSizeBytes = 1
    let later = 1.0
    settings.now = { Date().addingTimeInterval(later) }
    try FileManager.default.createDirectory(atPath: settings.sourceDirectory, withIntermediateDirectories: true)
    try write(registry: registry)
  }

  convenience init(_ scenario: Scenario) throws {
    try self.init(
      registry: scenario.registry, layout: try RecordLayout(scenario.options.layout),
      timeZone: scenario.options.timeZone)
    settings.activeLinesOnly = scenario.options.activeLinesOnly
  }

  private static func summit() throws -> RecordLayout {
    guard let layout = try BuiltInLayouts.layout(named: "summit-1") else { throw CocoaError(.featureUnsupported) }
    return layout
  }

  func write(registry: [String: String]) throws {
    try? FileManager.default.removeItem(atPath: directory.path + "/registry")
    for (name, text) in registry { try directory.write("registry/\(name)", Array(text.utf8)) }
  }

  /// Delivers a file and imports it.
  @discardableResult
  func deliver(_ name: String, _ rows: [String]) throws -> ImportReport {
    try deliver(name, Array((Self.header + rows.joined(separator: "\n") + "\n").utf8))
  }

  @discardableResult
  func deliver(_ name: String, _ bytes: [UInt8]) throws -> ImportReport {
    try directory.write("cdr/\(name)", bytes)
    return try run()
  }

  @discardableResult
  func run() throws -> ImportReport {
    var job = ImportJob(settings: settings)
    return try job.run()
  }

  func ledger() throws -> Ledger {
    try LedgerSession(DataDirectory(path: settings.dataDirectory), for: .changingBesideRuns).ledger
  }

  /// A statement issued after the cycle.
  func statement(
    _ line: String, _ cycle: String?, contract: String? = nil, masks: Bool = false,
    tables: StatementTables = StatementTables()
  ) throws -> Statement {
    var request = StatementRequest(
      line: line, provider: Self.provider, timeZone: settings.timeZone,
      issuedOn: CivilDate(year: 2027, month: 1, day: 2))
    request.cycle = cycle.flatMap { CivilDate(text: $0) }
    request.contract = contract
    request.masksNumbers = masks
    request.tables = tables
    return try StatementBuilder(try ledger()).statement(request)
  }

  /// Closes all cycles, as they stand; returns the services.
  @discardableResult
  func closeAll() throws -> [ServiceRow] {
    try changing { actions in
      var selection = CycleSelection()
      selection.endBefore = CivilDate(year: 2099, month: 1, day: 1)
      var services: [ServiceRow] = []
      _ = try actions.close(selection) { services.append($0) }
      return services
    }
  }

  /// Invoices services, each with its place in the list as reference.
  func invoice(_ services: [ServiceRow]) throws {
    try changing { actions in
      _ = try actions.invoice(services.enumerated().map { ($0.element.id, "\($0.offset + 1)") })
    }
  }

  private func changing<Value>(_ body: (ServiceActions) throws -> Value) throws -> Value {
    let data = DataDirectory(path: settings.dataDirectory)
    let lock = try RunLock(data)
    defer { withExtendedLifetime(lock) {} }
    guard let zone = TimeZoneRules(builtIn: settings.timeZone) else { throw CocoaError(.featureUnsupported) }
    // Long after every cycle.
    let author = Author(name: "test", date: Date(timeIntervalSince1970: 4_000_000_000))
    return try body(ServiceActions(try Ledger.openForWriting(data), zone: zone, author: author))
  }

  static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;"
    + "account_code\n"

  /// A row of `summit-1`.
  static func row(
    _ id: String, _ start: String, _ caller: String, _ called: String, _ seconds: Int, direction: String = "OUT",
    trunk: String = "", accountCode: String = ""
  ) -> String {
    "\(id);\(start);;;\(caller);\(called);\(seconds);\(seconds);\(direction);ANSWERED;\(trunk);\(accountCode)"
  }
}

/// The worked example of spec 3.8, as tables and rows.
enum WorkedExample {
  static let registry = [
    "contracts.csv": "id,customer\nC1,Ana Maria\n",
    "plans.csv": "id,name\nP1,Fixo 10 minutos\n",
    "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833330001,P1,10\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,minutos,minutes,10,local\n",
    "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\nP1,vc1,0.39\n",
  ]

  static let rows = [
    RecordedIntegration.row("g1", "2026-11-09 23:59:59", "554833330001", "33334444", 125),
    RecordedIntegration.row("g2", "2026-11-10 00:00:00", "554833330001", "33334444", 570),
    RecordedIntegration.row("g3", "2026-11-10 09:00:00", "554833330001", "33334444", 61),
    RecordedIntegration.row("g4", "2026-11-10 09:10:00", "554833330001", "999998888", 31),
    RecordedIntegration.row("g5", "2026-11-10 09:20:00", "554833330001", "33334444", 3),
    RecordedIntegration.row("g6", "2026-11-10 09:30:00", "554833330001", "33334444", 7),
  ]

  /// The same with a plan that cuts fractions of a centavo (spec 11.1).
  static var cutRegistry: [String: String] {
    registry.merging(["plans.csv": "id,name,charge_rounding\nP1,Fixo 10 minutos,cut\n"]) { $1 }
  }

  static func integration(_ registry: [String: String] = registry) throws -> RecordedIntegration {
    let integration = try RecordedIntegration(registry: registry)
    try integration.deliver("a.csv", rows)
    return integration
  }
}
