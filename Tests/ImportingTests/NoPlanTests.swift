import CallModel
import Importing
import Ledger
import Output
import Testing

/// Lines without a charging plan (spec 6.2): what they receive is free, what they dial waits until they have one.
@Suite("Lines without a plan (spec 6.2)")
struct NoPlanTests {
  /// The small integration with line 1002 of another plan, or of none.
  private static func registry(plan: String) -> [String: String] {
    var registry = SmallIntegration.registry
    registry["lines.csv"] = registry["lines.csv"]?.replacing(
      "1002,C2,554833335555,basic,10", with: "1002,C2,554833335555,\(plan),10")
    return registry
  }

  private static func call(
    _ id: String, _ time: String, to called: String = "554832221111", _ seconds: Int = 60, direction: String = "OUT",
    disposition: String = "ANSWERED"
  ) -> String {
    let own = "554833335555"
    return SmallIntegration.row(
      id, "2026-11-\(time)", from: direction == "OUT" ? own : called, to: direction == "OUT" ? called : own, seconds,
      direction: direction, disposition: disposition)
  }

  private static let rows = [
    call("out", "11 10:00:00"), call("again", "11 10:01:00"), call("again", "11 10:01:00"),
    call("short", "11 10:02:00", 2), call("free", "11 10:03:00", to: "0800123456"),
    call("busy", "11 10:04:00", disposition: "BUSY"), call("none", "11 10:05:00", 0),
    call("in", "11 10:06:00", direction: "IN"),
  ]

  private func harness(plan: String = "") throws -> ImportHarness {
    let harness = try SmallIntegration.harness()
    try harness.write(registry: Self.registry(plan: plan))
    return harness
  }

  /// Id, plan and amount of each recorded call.
  private func records(_ harness: ImportHarness) throws -> [String] {
    try harness.callRecords().split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]) '\(cells[7])' \(cells[15])"
    }
  }

  @Test func `outbound calls wait as no-plan, before repeats and grace are asked; inbound ones are free`() throws {
    let harness = try harness()
    try harness.deliver("a.csv", SmallIntegration.file(Self.rows))
    let report = try harness.run()
    #expect((report.totals.suspended, report.totals.unanswered, report.totals.free) == (5, 2, 1))
    #expect((report.totals.duplicate, report.totals.rated) == (0, 0))
    #expect(try harness.keptRows([.noPlan]).count == 5)
    #expect(try records(harness) == ["in '' 0.0000"])
    #expect(try harness.services().split(separator: "\n").count == 1)
    #expect(try harness.verify() == [])
  }

  @Test func `once the line has a plan they are billed as if it had had it before`() throws {
    let harness = try harness()
    try harness.deliver("a.csv", SmallIntegration.file(Self.rows))
    try harness.run()
    try harness.write(registry: Self.registry(plan: "basic"))
    try harness.run()
    let other = try self.harness(plan: "basic")
    try other.deliver("a.csv", SmallIntegration.file(Self.rows))
    try other.run()
    #expect(
      try records(harness) == [
        "out 'basic' 0.0000", "again 'basic' 0.0000", "short 'basic' 0.0000", "free 'basic' 0.0000",
        "in 'basic' 0.0000",
      ])
    #expect(try harness.callRecords() == other.callRecords())
    #expect(try harness.services() == other.services())
    #expect(try harness.keptRows([.noPlan]).isEmpty)
    #expect(try harness.verify() == [])
  }

  @Test func `what a line without its plan dialled waits until it has one again, and the run says so`() throws {
    let harness = try harness(plan: "basic")
    try harness.deliver("a.csv", SmallIntegration.file([Self.rows[0], Self.rows[4], Self.rows[7]]))
    try harness.run()
    try harness.write(registry: Self.registry(plan: ""))
    try harness.deliver("b.csv", SmallIntegration.file([Self.call("new", "12 10:00:00")]))
    let report = try harness.run()
    #expect(report.totals.suspended == 1)
    #expect(report.suspendedCalls == 2)
    #expect(try records(harness) == ["in '' 0.0000"])
    #expect(try harness.keptRows([.noPlan]).count == 3)
    #expect(try harness.verify() == [])
    try harness.write(registry: Self.registry(plan: "basic"))
    try harness.run()
    #expect(
      try records(harness) == [
        "out 'basic' 0.0000", "free 'basic' 0.0000", "in 'basic' 0.0000", "new 'basic' 0.0000",
      ])
    #expect(try harness.keptRows([.noPlan]).isEmpty)
    #expect(try harness.verify() == [])
  }
}
