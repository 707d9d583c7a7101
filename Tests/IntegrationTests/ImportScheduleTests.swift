import Foundation
import Importing
import Integration
import Ledger
import RunSupport
import Scheduling
import Synchronization
import Testing

@Suite("The scheduled task (spec 4.6)")
struct ImportScheduleTests {
  private let directory: TemporaryDirectory
  private let harness: ScheduleHarness

  private static let hour: Int64 = 3_600

  init() throws {
    directory = try TemporaryDirectory()
    harness = try ScheduleHarness(directory)
  }

  private func clock(_ start: String, hours: Int64, jumps: [(String, String)] = []) throws -> ScriptedClock {
    ScriptedClock(
      try harness.at(start), forSeconds: hours * Self.hour,
      jumps: try jumps.map { (at: try harness.at($0.0), to: try harness.at($0.1)) })
  }

  @Test func `each time runs once, with what came since`() throws {
    try harness.deliver(1)
    let day = Atomic<Int>(1)
    let found = try harness.run(
      try clock("2026-11-25 10:00", hours: 72),
      onEvent: { [harness] event in
        guard event.kind == .runFinished else { return }
        #expect(throws: Never.self) { try harness.deliver(day.add(1, ordering: .relaxed).newValue) }
      })
    #expect(
      found == [
        "2026-11-26 02:00 run-started", "2026-11-26 02:00 run-finished", "2026-11-27 02:00 run-started",
        "2026-11-27 02:00 run-finished", "2026-11-28 02:00 run-started", "2026-11-28 02:00 run-finished",
      ])
    #expect(try harness.recordedCalls() == 3)
    #expect(harness.heartbeat?.last?.outcome == .succeeded)
    #expect(harness.heartbeat?.last?.run == 3)
    #expect(harness.heartbeat?.last?.rowsRead == 1)
    #expect(try harness.status("2026-11-28 12:00").state == .succeeded)
  }

  @Test func `what was missed while it was down is made up once at start`() throws {
    try harness.run(try clock("2026-11-20 10:00", hours: 1))
    try harness.deliver(1)
    let found = try harness.run(try clock("2026-11-25 10:00", hours: 1))
    #expect(found == ["2026-11-25 10:00 missed", "2026-11-25 10:00 run-finished"])
    #expect(harness.messages.contains("the run of Wed 2026-11-25 02:00 -03:00 was missed; running now"))
    #expect(try harness.run(try clock("2026-11-25 11:00", hours: 1)) == [])
    #expect(try harness.recordedCalls() == 1)
  }

  @Test func `without a heartbeat the ledger's last run tells what was missed`() throws {
    try harness.deliver(1)
    try harness.run(try clock("2026-11-25 10:00", hours: 20))
    try FileManager.default.removeItem(atPath: harness.data.path + "/heartbeat.json")
    #expect(try harness.run(try clock("2026-11-26 10:00", hours: 1)) == [])
    try FileManager.default.removeItem(atPath: harness.data.path + "/heartbeat.json")
    #expect(try harness.run(try clock("2026-11-27 10:00", hours: 1)).first == "2026-11-27 10:00 missed")
  }

  @Test func `a run by hand after the time leaves nothing to make up`() throws {
    try harness.run(try clock("2026-11-24 10:00", hours: 1))
    var settings = harness.integration.importSettings(workers: 1)
    let byHand = Date(timeIntervalSince1970: Double(try harness.at("2026-11-25 09:00")))
    settings.now = { byHand }
    _ = try ImportRun(settings).run()
    #expect(try harness.run(try clock("2026-11-25 10:00", hours: 1)) == [])
  }

  @Test func `a run that fails is logged, and the next one is tried at its time`() throws {
    try harness.deliver(1)
    try harness.write("registry/lines.csv", "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,31\n")
    let found = try harness.run(
      try clock("2026-11-25 10:00", hours: 48),
      onEvent: { [harness] event in
        guard event.kind == .runFailed else { return }
        #expect(throws: Never.self) {
          try harness.write("registry/lines.csv", "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n")
        }
      })
    #expect(
      found == [
        "2026-11-26 02:00 run-started", "2026-11-26 02:00 run-failed", "2026-11-27 02:00 run-started",
        "2026-11-27 02:00 run-finished",
      ],
      "\(harness.messages)")
    #expect(try harness.recordedCalls() == 1)
  }

  @Test func `a failure is in the heartbeat, with telephone numbers masked`() throws {
    try harness.write("registry/lines.csv", "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,554833334444\n")
    try harness.run(try clock("2026-11-25 10:00", hours: 20))
    let last = try #require(harness.heartbeat?.last)
    #expect(last.outcome == .failed)
    #expect(last.message?.contains("lines.csv:2: reset_day: expected 1 to 25, found ********4444") == true)
    #expect(harness.messages.contains { $0.contains("found ********4444") })
    #expect(!harness.messages.contains { $0.contains("554833334444") })
    let status = try harness.status("2026-11-26 03:00")
    #expect(status.state == .failed)
    #expect(status.isAlarming)
  }

  @Test func `a damaged file is told, and the others are imported`() throws {
    try harness.deliver(1)
    try Data([0x1F, 0x8B, 8, 0, 0]).write(to: URL(fileURLWithPath: harness.path + "/cdr/20261102.csv.gz"))
    let found = try harness.run(try clock("2026-11-25 10:00", hours: 20))
    #expect(found == ["2026-11-26 02:00 run-started", "2026-11-26 02:00 run-incomplete"])
    #expect(harness.heartbeat?.last?.message?.contains("/cdr/20261102.csv.gz: expected") == true)
    #expect(try harness.recordedCalls() == 1)
    #expect(try harness.status("2026-11-26 03:00").state == .incomplete)
    // It is not read again, but still stands there: that is not well until it is gone.
    try harness.run(try clock("2026-11-26 10:00", hours: 20))
    #expect(try harness.status("2026-11-27 03:00").state == .incomplete)
    try FileManager.default.removeItem(atPath: harness.path + "/cdr/20261102.csv.gz")
    try harness.run(try clock("2026-11-27 10:00", hours: 20))
    #expect(try harness.status("2026-11-28 03:00").state == .succeeded)
  }

  @Test func `a ledger in use is waited for, a minute at a time`() throws {
    try harness.deliver(1)
    try harness.data.prepare()
    let lock = Mutex<RunLock?>(try RunLock(harness.data))
    let free = try harness.at("2026-11-26 02:05")
    let clock = ScriptedClock(
      try harness.at("2026-11-25 10:00"), forSeconds: 20 * Self.hour,
      onWait: { now in if now >= free { lock.withLock { $0 = nil } } })
    let found = try harness.run(clock)
    #expect(
      found == [
        "2026-11-26 02:00 waiting", "2026-11-26 02:05 run-started", "2026-11-26 02:05 run-finished",
      ])
    #expect(try harness.recordedCalls() == 1)
  }

  @Test(
    "asked to stop in mid-run, it abandons it: nothing is recorded, and the next start makes it up (I4)",
    arguments: [ImportStep.locked, .listed, .scanned, .rated, .segmentWritten, .segmentNamed, .beforeCommit])
  func stops(_ step: ImportStep) throws {
    try harness.deliver(1)
    let clock = try clock("2026-11-25 10:00", hours: 48)
    // The next step asks; that after beforeCommit comes too late.
    let found = try harness.run(clock, onStep: { if $0 == step { clock.stop() } })
    let isTooLate = step == .beforeCommit
    #expect(
      found == ["2026-11-26 02:00 run-started", "2026-11-26 02:00 \(isTooLate ? "run-finished" : "run-abandoned")"])
    #expect(try harness.recordedCalls() == (isTooLate ? 1 : 0))
    #expect(harness.heartbeat?.last?.outcome == (isTooLate ? .succeeded : .abandoned))
    let again = try harness.run(try self.clock("2026-11-26 03:00", hours: 1))
    #expect(again == (isTooLate ? [] : ["2026-11-26 03:00 missed", "2026-11-26 03:00 run-finished"]))
    #expect(try harness.recordedCalls() == 1)
  }

  @Test func `a clock set back runs no minute twice`() throws {
    let found = try harness.run(
      try clock("2026-11-25 10:00", hours: 46, jumps: [("2026-11-26 02:01", "2026-11-26 01:30")]))
    #expect(
      found == [
        "2026-11-26 02:00 run-started", "2026-11-26 02:00 run-finished", "2026-11-27 02:00 run-started",
        "2026-11-27 02:00 run-finished",
      ])
  }

  @Test func `a clock set forward makes up what it jumped over once`() throws {
    let found = try harness.run(
      try clock("2026-11-25 10:00", hours: 2, jumps: [("2026-11-25 11:00", "2026-11-30 05:00")]))
    #expect(found == ["2026-11-30 05:00 missed", "2026-11-30 05:00 run-finished"])
  }

  @Test func `a clock that had been years ahead is told, and the agenda goes on`() throws {
    try harness.run(try clock("2037-01-01 10:00", hours: 20))
    let found = try harness.run(try clock("2026-11-25 10:00", hours: 20))
    #expect(
      found == [
        "2026-11-25 10:00 clock-set-back", "2026-11-26 02:00 run-started", "2026-11-26 02:00 run-finished",
      ])
    // And it is over: what is missed from now on is known as missed.
    #expect(try harness.run(try clock("2026-11-28 10:00", hours: 1)).first == "2026-11-28 10:00 missed")
  }

  @Test func `an integration that is not active runs nothing`() throws {
    let other = try TemporaryDirectory()
    let harness = try ScheduleHarness(other, yaml: IntegrationFiles.least + "active: false\n")
    #expect(try harness.run(try clock("2026-11-25 10:00", hours: 48)) == ["2026-11-25 10:00 inactive"])
    #expect(try harness.status("2026-11-30 10:00").state == .inactive)
    #expect(!harness.data.exists)
  }

  @Test func `two integrations run at once, each at its own times`() async throws {
    let other = try TemporaryDirectory()
    let second = try ScheduleHarness(other, yaml: IntegrationFiles.least + "schedule: {hour: 3}\n")
    try harness.deliver(1)
    try second.deliver(2)
    let clocks = [try clock("2026-11-25 10:00", hours: 48), try clock("2026-11-25 10:00", hours: 48)]
    let found = try await withThrowingTaskGroup(of: [String].self) { group in
      for (one, clock) in [(harness, clocks[0]), (second, clocks[1])] {
        group.addTask { try one.run(clock) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(found.count == 8)
    #expect(found.count { $0.hasSuffix("03:00 run-finished") } == 2)
    #expect(try harness.recordedCalls() == 1)
    #expect(try second.recordedCalls() == 1)
  }
}
