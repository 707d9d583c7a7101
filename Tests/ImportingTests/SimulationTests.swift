import CallModel
import Importing
import Testing

/// What recorded calls would have cost on another plan (spec 4.5).
@Suite("Simulating another plan (spec 4.5)")
struct SimulationTests {
  static let cycle = CivilDate(year: 2026, month: 11, day: 10)

  /// Calls of spec 3.8 in the cycle of 10 November: 2 (570 s local), 3 (61 s local), 4 (31 s vc1), 6 (7 s local), and
  /// one free. Billed 570, 66, 36 and 30.
  static let cases: [(plan: String, amount: String, billed: Int, covered: Int, withoutRate: Int)] = [
    // As it was: 600 s covered, 36 s and 30 s at 0.05, 36 s at 0.39: 0.03 + 0.025 + 0.234.
    ("basic", "0.29", 702, 600, 0),
    // 300 s covered of any zone; 270 s and 66 s and 30 s at 0.10 (0.45 + 0.11 + 0.05), 36 s at 0.50 (0.30); one real of
    // value covers 0.91 of it.
    ("shared", "0.00", 702, 300, 0),
    // 702 s at 1.00.
    ("dear", "11.70", 702, 0, 0),
    // No price but for mobile: four local calls have none, a short one too, since the price is looked for first.
    ("mobile", "0.60", 36, 0, 4),
  ]

  static func harness() throws -> ImportHarness {
    let harness = try SmallIntegration.recorded()
    var registry = SmallIntegration.registry
    registry["plans.csv"]? += "mobile,line\n"
    registry["rates.csv"]? += "mobile,vc1,1.00\n"
    try harness.write(registry: registry)
    return harness
  }

  @Test(arguments: cases.indices)
  func `a line's calls are charged as if it had the plan`(index: Int) throws {
    let expected = Self.cases[index]
    let harness = try Self.harness()
    let report = try Simulation(try harness.ledger(), harness.settings).run(
      plan: expected.plan, scope: .line("1001"), cycle: Self.cycle)
    let line = try #require(report.lines.first)
    #expect(report.lines.count == 1)
    #expect(line.actual.amount == "0.29")
    #expect(line.actual.billedSeconds == 702)
    #expect(line.actual.allowanceSeconds == 600)
    #expect(line.simulated.amount == expected.amount)
    #expect(line.simulated.billedSeconds == expected.billed)
    #expect(line.simulated.allowanceSeconds == expected.covered)
    #expect(line.simulated.callsWithoutRate == expected.withoutRate)
  }

  @Test
  func `lines of a contract share the allowances of a pooled plan, and have their own of another`() throws {
    let harness = try Self.harness()
    let simulation = try Simulation(try harness.ledger(), harness.settings)
    let day = CivilDate(year: 2026, month: 11, day: 1)
    // 2001: 200 s local, 600 s mobile; 2002: 200 s local. All 200 s calls are billed 204 s.
    let pooled = try simulation.run(plan: "shared", scope: .contract("C3"), cycle: day)
    #expect(pooled.isPool)
    #expect(pooled.lines.map(\.line) == ["2001", "2002"])
    #expect(pooled.lines.map(\.simulated) == pooled.lines.map(\.actual))
    #expect(pooled.lines.map(\.simulated.allowanceSeconds) == [204, 96])
    #expect(pooled.allowances.map(\.used) == ["300", "1.00"])
    let own = try simulation.run(plan: "basic", scope: .contract("C3"), cycle: day)
    #expect(own.lines.map(\.simulated.allowanceSeconds) == [204, 204])
    // 600 s of vc1 at 0.39.
    #expect(own.lines.map(\.simulated.amount) == ["3.90", "0.00"])
    #expect(own.allowances.map(\.granted) == ["1200"])
    #expect(own.allowances.map(\.used) == ["408"])
  }

  @Test
  func `what cannot be simulated is told with what can`() throws {
    let harness = try Self.harness()
    let simulation = try Simulation(try harness.ledger(), harness.settings)
    #expect(throws: Problem.self) {
      try simulation.run(plan: "nothing", scope: .line("1001"), cycle: Self.cycle)
    }
    do {
      _ = try simulation.run(plan: "dear", scope: .line("1001"), cycle: CivilDate(year: 2026, month: 12, day: 10))
      Issue.record("a cycle without calls was simulated")
    } catch let failure as Problem {
      #expect(failure.remedy == "its last cycles begin 2026-10-10, 2026-11-10")
    }
  }
}
