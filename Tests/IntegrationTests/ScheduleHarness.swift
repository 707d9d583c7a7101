import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RunSupport
import Scheduling
import Synchronization
import Testing

/// An integration with one line and a schedule under a scripted clock.
final class ScheduleHarness: Sendable {
  let path: String
  let integration: Integration
  let zone: TimeZoneRules
  private let events = Mutex<[TaskEvent]>([])

  static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  init(_ directory: TemporaryDirectory, yaml: String = IntegrationFiles.least) throws {
    path = directory.path
    let tables = [
      "contracts.csv": "id\nC1\n", "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n",
      "plans.csv": "id\nP1\n", "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\n",
    ]
    for (name, text) in tables { try directory.write("registry/\(name)", Array(text.utf8)) }
    try directory.write("integration.yml", Array(yaml.utf8))
    try FileManager.default.createDirectory(atPath: path + "/cdr", withIntermediateDirectories: true)
    integration = try Integration.load(path: path)
    zone = try #require(TimeZoneRules(builtIn: integration.timeZone))
  }

  var data: DataDirectory { DataDirectory(path: integration.dataDirectory) }
  var heartbeat: Heartbeat? { Heartbeat.read(data) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  /// A file of one call.
  func deliver(_ day: Int) throws {
    let text = day < 10 ? "0\(day)" : "\(day)"
    try write(
      "cdr/202611\(text).csv",
      Self.header + "g\(day);2026-11-\(text) 10:00:00;554833334444;33335555;60;OUT;ANSWERED;;\n")
  }

  /// Seconds since 1970 of a local time.
  func at(_ text: String) throws -> Int64 {
    let date = try #require(CivilDate(text: String(text.prefix(10))))
    let parts = text.dropFirst(11).split(separator: ":").compactMap { Int($0) }
    return zone.instant(localSeconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(parts[0] * 3_600 + parts[1] * 60))
  }

  /// Runs the schedule until its clock says to stop; returns what it logged, `started` and `stopped` apart.
  @discardableResult
  func run(
    _ clock: ScriptedClock, onEvent: @escaping @Sendable (TaskEvent) -> Void = { _ in },
    onStep: @escaping @Sendable (ImportStep) throws -> Void = { _ in }
  ) throws -> [String] {
    events.withLock { $0 = [] }
    var settings = integration.importSettings(workers: 1)
    settings.settleSeconds = 0
    settings.now = { clock.date }
    settings.onStep = onStep
    let schedule = try ImportSchedule(integration, settings: settings, clock: clock) { [self] event in
      events.withLock { $0.append(event) }
      onEvent(event)
    }
    try schedule.run()
    return logged.filter { !$0.contains("started next") && !$0.hasSuffix(" stopped") }
  }

  /// The events so far, as time and kind.
  var logged: [String] {
    events.withLock { events in
      events.map { event in
        let time = ZonedTime(event.at, in: zone).text.dropFirst(4).dropLast(7)
        return "\(time) \(event.kind.rawValue)" + (event.kind == .started ? " next" : "")
      }
    }
  }

  var messages: [String] { events.withLock { $0.map(\.message) } }

  /// Recorded calls.
  func recordedCalls() throws -> Int {
    guard data.exists else { return 0 }
    let text = try Ledger.openForReading(data).callRecords()
    return max(0, text.count { $0 == UInt8(ascii: "\n") } - 1)
  }

  func status(_ now: String, isAlive: @escaping (Int32) -> Bool = { _ in false }) throws -> TaskStatus {
    TaskStatus(integration, in: zone, now: try at(now), isAlive: isAlive)
  }
}
