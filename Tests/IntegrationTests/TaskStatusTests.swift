import Foundation
import Integration
import Ledger
import RunSupport
import Scheduling
import Testing

@Suite("How it stands with the scheduled imports (spec 4.6)")
struct TaskStatusTests {
  private let directory: TemporaryDirectory
  private let harness: ScheduleHarness

  init() throws {
    directory = try TemporaryDirectory()
    harness = try ScheduleHarness(directory)
    try harness.data.prepare()
  }

  private func date(_ text: String) throws -> Date { Date(timeIntervalSince1970: Double(try harness.at(text))) }

  /// A daily import at 02:00 that last ran on the 25th.
  @Test(
    "the state, and whether it alarms",
    arguments: [
      (Heartbeat.Outcome.succeeded, "2026-11-25 12:00", false, TaskStatus.State.succeeded, false),
      (.succeeded, "2026-11-26 02:14", false, .succeeded, false),
      (.succeeded, "2026-11-26 02:16", false, .overdue, true),
      (.incomplete, "2026-11-25 12:00", false, .incomplete, true), (.failed, "2026-11-25 12:00", false, .failed, true),
      (.failed, "2026-11-26 12:00", false, .overdue, true), (.abandoned, "2026-11-25 12:00", false, .abandoned, true),
      (.running, "2026-11-25 02:10", true, .running, false), (.running, "2026-11-25 06:00", true, .running, false),
      (.running, "2026-11-25 06:01", true, .hung, true), (.running, "2026-11-29 06:01", true, .hung, true),
      (.running, "2026-11-25 02:10", false, .interrupted, true),
      // A clock that was set back: what ran is in the future.
      (.succeeded, "2026-11-20 12:00", false, .succeeded, false),
    ])
  func state(
    _ outcome: Heartbeat.Outcome, _ now: String, _ isAlive: Bool, _ expected: TaskStatus.State, _ isAlarming: Bool
  ) throws {
    var attempt = Heartbeat.Attempt(scheduledFor: nil, startedAt: try date("2026-11-25 02:00"), process: 4_711)
    attempt.outcome = outcome
    var heartbeat = Heartbeat()
    heartbeat.last = attempt
    heartbeat.settledUntil = try date("2026-11-25 02:00")
    try heartbeat.write(harness.data)
    let status = try harness.status(now) { process in isAlive && process == 4_711 }
    #expect(status.state == expected)
    if expected == .running { #expect(status.next > (try harness.at(now))) }
    #expect(status.isAlarming == isAlarming)
  }

  @Test func `an integration that never ran is none to alarm about, until a run is overdue`() throws {
    #expect(try harness.status("2026-11-25 12:00").state == .neverRan)
    try harness.run(ScriptedClock(try harness.at("2026-11-25 12:00"), forSeconds: 60))
    #expect(try harness.status("2026-11-25 12:00").state == .neverRan)
    #expect(try harness.status("2026-11-26 12:00").state == .overdue)
  }

  @Test func `the heartbeat reads back, is its owner's only, and a broken one counts as none`() throws {
    var attempt = Heartbeat.Attempt(
      scheduledFor: try date("2026-11-25 02:00"), startedAt: try date("2026-11-25 02:01"), process: 7)
    attempt.endedAt = try date("2026-11-25 02:02")
    attempt.outcome = .incomplete
    attempt.message = "a \"file\"\nfailed: ação"
    attempt.run = 12
    attempt.files = 3
    attempt.rowsRead = 100
    attempt.rowsRejected = 2
    attempt.rowsSuspended = 1
    var heartbeat = Heartbeat()
    heartbeat.last = attempt
    heartbeat.lastSuccessAt = try date("2026-11-24 02:02")
    heartbeat.settledUntil = try date("2026-11-25 02:01")
    try heartbeat.write(harness.data)
    #expect(harness.heartbeat == heartbeat)
    let path = harness.data.path + "/heartbeat.json"
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: harness.data.path).sorted() == ["heartbeat.json", "records"])
    try harness.write("data/heartbeat.json", "{")
    #expect(harness.heartbeat == nil)
    #expect(try harness.status("2026-11-25 12:00").state == .neverRan)
  }

  @Test func `a process that ends in mid-run notes it, in its own run only`() throws {
    let start = try date("2026-11-25 02:00")
    var heartbeat = Heartbeat()
    heartbeat.last = Heartbeat.Attempt(scheduledFor: nil, startedAt: start, process: 7)
    try heartbeat.write(harness.data)
    Heartbeat.abandon(harness.data, process: 8, at: start)
    #expect(harness.heartbeat == heartbeat)
    Heartbeat.abandon(harness.data, process: 7, at: start)
    #expect(harness.heartbeat?.last?.outcome == .abandoned)
    #expect(harness.heartbeat?.last?.endedAt == start)
    #expect(harness.heartbeat?.settledUntil == nil)
  }
}
