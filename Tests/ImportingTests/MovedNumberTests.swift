import Foundation
import Importing
import Ledger
import Output
import Pipeline
import RecordLayouts
import Testing

/// A number that changed owner in the registry after its calls were recorded: repeats are still found (spec 4.3, I4).
@Suite("Numbers that changed owner (spec 4.3)")
struct MovedNumberTests {
  static let before = [
    "contracts.csv": "id\nA\nB\n",
    "plans.csv": "id\nP\n",
    "lines.csv": "id,contract,number,plan,reset_day\nLA,A,554833330001,P,10\nLB,B,554833330002,P,10\n",
    "rates.csv": "plan,zone,price_per_minute\nP,*,0.60\n",
  ]
  /// The numbers change places.
  static let after = before.merging([
    "lines.csv": "id,contract,number,plan,reset_day\nLA,A,554833330002,P,10\nLB,B,554833330001,P,10\n"
  ]) { $1 }

  static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  static func row(_ id: String, _ time: String, seconds: Int) -> String {
    "\(id);2026-11-\(time);554833330001;554833334444;\(seconds);OUT;ANSWERED;;\n"
  }

  private func harness() throws -> ImportHarness {
    let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    let harness = try ImportHarness(registry: Self.before, layout: layout)
    try harness.deliver(
      "a.csv", Self.header + Self.row("1", "11 10:00:00", seconds: 60) + Self.row("2", "12 10:00:00", seconds: 60))
    try harness.run()
    return harness
  }

  @Test func `a call that comes again is a repeat, though its number is another line's now`() throws {
    let harness = try harness()
    let records = try harness.callRecords()
    try harness.write(registry: Self.after)
    try harness.deliver("b.csv", Self.header + Self.row("2", "12 10:00:00", seconds: 60))
    let report = try harness.run()
    #expect(report.totals.duplicate == 1)
    // Both recorded calls of the number stay with the line they were recorded for, and the run says so.
    #expect(report.callsOfOtherLines == 2)
    #expect(report.totals.rated == 0)
    #expect(try harness.callRecords() == records)
    #expect(try harness.ledger().movedNumberCount() == 1)
  }

  @Test func `a greater version takes the place of the recorded call, under the line of now`() throws {
    let harness = try harness()
    try harness.write(registry: Self.after)
    try harness.deliver("b.csv", Self.header + Self.row("2", "12 10:00:00", seconds: 120))
    let report = try harness.run()
    #expect(report.totals.rated == 1)
    let rows = try harness.callRecords().split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.map { [$0[0], $0[5], $0[9]].joined(separator: " ") } == ["1 LA 60", "2 LB 120"])
    let ledger = try harness.ledger()
    #expect(try ledger.heldRows(reasons: ["conflicting-duplicate"]).map(\.line) == [3])
    let files = try ledger.files(run: 1)
    #expect(files.map { [$0.read, $0.outcomes[0]] } == [[2, 1]])
  }

  @Test func `a new call of the number is recorded for the line of now`() throws {
    let harness = try harness()
    try harness.write(registry: Self.after)
    try harness.deliver(
      "b.csv", Self.header + Self.row("3", "12 11:00:00", seconds: 30) + Self.row("4", "11 09:00:00", seconds: 30))
    let report = try harness.run()
    #expect(report.totals.rated == 2)
    #expect(try harness.callRecords().split(separator: "\n").count == 5)
  }
}

extension Ledger {
  fileprivate func movedNumberCount() throws -> Int { try ownNumbers().count }
}
