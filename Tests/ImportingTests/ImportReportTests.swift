import Importing
import RecordLayouts
import Testing

/// What the report of a run says about why amounts changed (spec 4.3).
@Suite("Causes in the report of an import (spec 4.3)")
struct ImportReportTests {
  /// A line passes to another contract within a cycle and keeps its plan: its calls under both are rated together.
  static let registry = [
    "contracts.csv": "id,customer\nA,A\nB,B\n",
    "plans.csv": "id\nP\n",
    "lines.csv": """
    id,contract,number,plan,reset_day,active_from,active_until
    L,A,554833330001,P,10,,2026-11-14
    L,B,554833330001,P,10,2026-11-15,

    """,
    "rates.csv": "plan,zone,price_per_minute\nP,*,0.60\n",
    "allowances.csv": "plan,name,kind,amount,zones\nP,local,minutes,1,local\n",
  ]

  static let header = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"

  static func row(_ id: String, day: Int) -> String {
    "\(id);2026-11-\(day) 10:00:00;554833330001;554833334444;60;OUT;ANSWERED;;\n"
  }

  private static func harness() throws -> ImportHarness {
    let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    let harness = try ImportHarness(registry: registry, layout: layout)
    try harness.deliver("a.csv", header + row("1", day: 12) + row("2", day: 16))
    try harness.run()
    return harness
  }

  @Test func `a late call of a line that changed contracts is no change of the registry`() throws {
    let harness = try Self.harness()
    try harness.deliver("b.csv", Self.header + Self.row("0", day: 11))
    let report = try harness.run()
    #expect(report.cyclesOfChangedRegistry == 0)
    #expect(
      report.serviceChanges.map { "\($0.contract) \($0.before) \($0.after) \($0.cause)" } == [
        "A 0.00 0.60 late-calls"
      ])
  }

  @Test func `a change of prices is one of the registry, for the cycles that have calls`() throws {
    let harness = try Self.harness()
    var registry = Self.registry
    registry["rates.csv"] = "plan,zone,price_per_minute\nP,*,1.20\n"
    try harness.write(registry: registry)
    let report = try harness.run()
    #expect(report.cyclesOfChangedRegistry == 1)
    #expect(
      report.serviceChanges.map { "\($0.contract) \($0.before) \($0.after) \($0.cause)" } == [
        "B 0.60 1.20 registry"
      ])
  }

  @Test func `a change of plan tells what the calls cost there, too`() throws {
    let harness = try Self.harness()
    var registry = Self.registry
    registry["plans.csv"] = "id\nP\nQ\n"
    registry["rates.csv"] = "plan,zone,price_per_minute\nP,*,0.60\nQ,*,0.90\n"
    registry["lines.csv"] = Self.registry["lines.csv"]?.replacing("L,B,554833330001,P", with: "L,B,554833330001,Q")
    try harness.write(registry: registry)
    let report = try harness.run()
    #expect(
      report.serviceChanges.map { "\($0.contract) \($0.plan) \($0.before) \($0.after) \($0.cause)" } == [
        "B P 0.60 0.00 registry", "B Q 0.00 0.90 registry",
      ])
  }
}
