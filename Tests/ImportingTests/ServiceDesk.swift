import CallModel
import Foundation
import Importing
import Ledger
import RecordLayouts
import Testing

/// An import harness with the actions on services, and a clock that a test sets by the day.
final class ServiceDesk {
  let harness: ImportHarness
  private let zone: TimeZoneRules

  static let registry = [
    "contracts.csv": "id\nC1\nC2\nC3\n",
    "lines.csv": """
    id,contract,number,plan,reset_day
    L1,C1,554833334444,P1,10
    L2,C2,554833335555,P1,10
    S1,C3,554833336666,POOL,10
    S2,C3,554833337777,POOL,10

    """,
    "plans.csv": "id,allowance_scope\nP1,line\nPOOL,contract\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP1,franquia,minutes,10,local\nPOOL,franquia,minutes,5,*\n",
    "rates.csv": """
    plan,zone,price_per_minute
    P1,local,0.05
    P1,vc1,0.39
    P1,intl,0.001
    P1,special,0.60
    POOL,*,0.50

    """,
  ]

  static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"

  static let fixed = "4833335555"
  static let mobile = "48999998888"

  static func row(_ id: String, _ start: String, from caller: String = "4833334444", to called: String, _ seconds: Int)
    -> String
  { "\(id);\(start);;;\(caller);\(called);\(seconds);\(seconds);OUT;ANSWERED;;\n" }

  /// The calls of spec 3.8: 0.29 in the cycle from 10/11 to 09/12.
  static let month = [
    row("g2", "2026-11-10 00:00:00", to: fixed, 570), row("g3", "2026-11-10 09:00:00", to: fixed, 61),
    row("g4", "2026-11-10 09:10:00", to: mobile, 31), row("g6", "2026-11-10 09:30:00", to: fixed, 7),
  ]
  /// A call of the same cycle: R$ 0.2340.
  static let late = row("late", "2026-11-20 12:00:00", to: mobile, 31)
  static let cycle = CivilDate(year: 2026, month: 11, day: 10)
  static let afterCycle = CivilDate(year: 2026, month: 12, day: 10)

  convenience init(registry: [String: String] = ServiceDesk.registry, today: String = "2026-12-15") throws {
    let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    try self.init(ImportHarness(registry: registry, layout: layout), today: today)
  }

  init(_ harness: ImportHarness, today: String) throws {
    self.harness = harness
    zone = try #require(TimeZoneRules(builtIn: harness.settings.timeZone))
    try set(today: today)
  }

  /// Noon of a day.
  func set(today: String) throws { harness.clock = try Date("\(today)T15:00:00Z", strategy: .iso8601) }

  /// Delivers rows and imports them.
  @discardableResult
  func bring(_ name: String, _ rows: [String]) throws -> ImportReport {
    try harness.deliver(name, Self.header + rows.joined())
    return try harness.run()
  }

  private func author() -> Author { Author(name: "ana", date: harness.clock ?? Date()) }

  func actions() throws -> ServiceActions {
    let directory = DataDirectory(path: harness.settings.dataDirectory)
    return ServiceActions(try Ledger.openForWriting(directory), zone: zone, author: author())
  }

  /// Lets the calls of kept rows go, or takes them back if there is no reason; how many rows that were.
  @discardableResult
  func discard(_ ids: [Int64], _ outcome: Outcome, because reason: String?) throws -> Int {
    try harness.run(.discard(ids, outcome, because: reason, by: "ana")).discardedRows
  }

  @discardableResult
  func close(
    before: CivilDate = ServiceDesk.afterCycle, isDryRun: Bool = false,
    _ change: (inout CycleSelection) -> Void = { _ in }
  ) throws -> ClosingResult {
    var selection = CycleSelection()
    selection.endBefore = before
    change(&selection)
    return try actions().close(selection, isDryRun: isDryRun)
  }

  @discardableResult
  func reopen(_ request: ReopenRequest, isDryRun: Bool = false) throws -> ImportReport {
    try harness.run(.reopen(request, by: "ana"), isDryRun: isDryRun)
  }

  @discardableResult
  func invoice(_ id: String, _ reference: String) throws -> Int {
    try actions().invoice([(id, reference)]).count
  }

  func services(_ selection: ServiceSelection = ServiceSelection()) throws -> [ListedService] {
    var services: [ListedService] = []
    try RecordedServices(try harness.ledger(), zone: zone).forEach(selection) { services.append($0) }
    return services
  }

  /// Kind, state and amount of each service, for one line.
  func summary(line: String = "L1") throws -> [String] {
    var filter = SpanFilter()
    filter.line = line
    return try services(ServiceSelection(filter)).map {
      "\($0.service.kind.rawValue) \($0.service.state.rawValue) \($0.service.amount)"
    }
  }

  /// What an export delivers, as text, with its result.
  func export(
    _ format: ServiceFormat, _ change: (inout ServiceExportRequest) -> Void = { _ in }
  ) throws -> (text: String, result: ServiceExportResult) {
    var request = ServiceExportRequest(format, ServiceSelection())
    request.selection.states = [.closed]
    change(&request)
    var bytes: [UInt8] = []
    let result = try actions().export(request, to: { bytes += $0 }, finish: {})
    return (String(decoding: bytes, as: UTF8.self), result)
  }
}
