import CallModel
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import RecordLayouts
import Testing

/// A number that changed owner in the registry after its calls were recorded: they follow it, and repeats are still found
/// (spec 4.3, I4).
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
    try harness.write(registry: Self.after)
    try harness.deliver("b.csv", Self.header + Self.row("2", "12 10:00:00", seconds: 60))
    let report = try harness.run()
    #expect(report.totals.duplicate == 1)
    #expect(report.totals.rated == 0)
    // Both recorded calls of the number go to the line of now.
    #expect(try Self.rows(harness) == ["1 LB 60", "2 LB 60"])
    #expect(try harness.verify() == [])
  }

  @Test func `a greater version takes the place of the recorded call, under the line of now`() throws {
    let harness = try harness()
    try harness.write(registry: Self.after)
    try harness.deliver("b.csv", Self.header + Self.row("2", "12 10:00:00", seconds: 120))
    let report = try harness.run()
    #expect(report.totals.rated == 1)
    #expect(try Self.rows(harness) == ["1 LB 60", "2 LB 120"])
    #expect(try harness.keptRows([.conflictingDuplicate]).map(\.line) == [3])
    let files = try harness.ledger().files(run: 1)
    #expect(files.map { [$0.read, $0.outcomes[0]] } == [[2, 1]])
  }

  @Test func `a new call of the number is recorded for the line of now`() throws {
    let harness = try harness()
    try harness.write(registry: Self.after)
    try harness.deliver(
      "b.csv", Self.header + Self.row("3", "12 11:00:00", seconds: 30) + Self.row("4", "11 09:00:00", seconds: 30))
    let report = try harness.run()
    #expect(report.totals.rated == 2)
    #expect(try Self.rows(harness) == ["4 LB 30", "1 LB 60", "2 LB 60", "3 LB 30"])
    #expect(try harness.verify() == [])
  }

  /// Id, line and seconds of each recorded call.
  private static func rows(_ harness: ImportHarness) throws -> [String] {
    try harness.callRecords().split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]) \(cells[5]) \(cells[9])"
    }
  }

  /// The numbers of 1001 and 1002 change places: their calls do, too, with their allowances.
  @Test func `all calls go to the line that has their number today, as if it had always been so`() throws {
    let harness = try SmallIntegration.recorded()
    var swapped = SmallIntegration.registry
    swapped["lines.csv"] = swapped["lines.csv"]?.replacing("554833334444", with: "N")
      .replacing("554833335555", with: "554833334444").replacing("N", with: "554833335555")
    try harness.write(registry: swapped)
    let report = try harness.run()
    #expect(report.serviceChanges.map(\.line) == ["1001", "1002"])
    #expect(report.serviceChanges.map(\.before) == ["0.29", "0.00"])
    #expect(report.serviceChanges.map(\.after) == ["0.00", "0.29"])
    #expect(try harness.verify() == [])
    let fresh = try ImportHarness(registry: swapped, layout: harness.settings.layout)
    try fresh.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try fresh.deliver("b.csv", SmallIntegration.file(SmallIntegration.secondDay))
    try fresh.run()
    #expect(ImportHarness.difference(try harness.callRecords(), try fresh.callRecords()) == nil)
    try harness.deliver("c.csv", SmallIntegration.file(Array(SmallIntegration.firstDay[..<4])))
    #expect(try harness.run().totals.duplicate == 4)
    #expect(try harness.verify() == [])
  }
}
