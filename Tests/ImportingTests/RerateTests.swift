import CallModel
import Foundation
import Importing
import Ledger
import Output
import ReferenceRating
import RunSupport
import Testing

/// Recorded calls through line, zone and price again by today's registry (spec 4.5).
@Suite("Rerating (spec 4.5)")
struct RerateTests {
  static let november = CivilDate(year: 2026, month: 11, day: 1)...CivilDate(year: 2026, month: 11, day: 30)

  static func rerate(
    _ harness: ImportHarness, _ days: ClosedRange<CivilDate> = november, line: String? = nil, contract: String? = nil,
    isApplied: Bool = false
  ) throws -> RerateReport {
    try Rerating(
      settings: harness.settings,
      request: RerateRequest(days: days, contract: contract, line: line, user: "ana")
    ).run(isApplied: isApplied)
  }

  static func registry(_ changes: [String: (String) -> String]) -> [String: String] {
    var registry = SmallIntegration.registry
    for (name, change) in changes { registry[name] = change(registry[name] ?? "") }
    return registry
  }

  @Test
  func `with the registry that recorded them no call changes`() throws {
    let harness = try SmallIntegration.recorded()
    let before = try harness.callRecords()
    let report = try Self.rerate(harness, isApplied: true)
    #expect(report.calls == 10)
    #expect(report.changedCalls == 0)
    #expect(report.staying == [:])
    #expect(report.rewrittenCycles == 0)
    #expect(!report.isApplied)
    #expect(try harness.callRecords() == before)
    #expect(try harness.verify() == [])
  }

  /// Mobile numbers of 48 become a zone of their own: call g4 (36 s, R$ 0.234) and p3 (600 s) change.
  static let zones = registry([
    "zones.csv": { _ in "prefix,zone\n55489,intl:near\n" },
    "rates.csv": { $0 + "basic,intl:near,0.50\nshared,intl:near,1.00\n" },
  ])

  @Test
  func `a change of zones is shown, and committed only when asked for`() throws {
    let harness = try SmallIntegration.recorded()
    try harness.write(registry: Self.zones)
    let before = try harness.callRecords()
    let shown = try Self.rerate(harness)
    #expect(shown.changedCalls == 2)
    #expect(shown.callsOfOtherZone == 2)
    #expect(shown.callsOfOtherLine == 0)
    #expect(shown.callsOfOtherPrice == 2)
    #expect(
      shown.changes.map {
        "\($0.from.line) \($0.from.zone) \($0.from.price) \($0.to.line) \($0.to.zone) \($0.to.price)"
      } == [
        "1001 vc1 0.39 1001 intl:near 0.5", "2001 vc1 0.5 2001 intl:near 1",
      ])
    #expect(shown.changes.map(\.calls) == [1, 1])
    // 0.03 + 0.025 + 0.30; p3: 600 s at 1.00, less what is left of R$ 1.00 (204 s - 96 s at 0.10: 0.18).
    #expect(shown.services.map(\.line) == ["1001", "2001"])
    #expect(shown.services.map(\.before) == ["0.29", "4.18"])
    #expect(shown.services.map(\.after) == ["0.36", "9.18"])
    #expect(!shown.isApplied)
    #expect(try harness.callRecords() == before)

    let applied = try Self.rerate(harness, isApplied: true)
    #expect(applied.isApplied)
    #expect(applied.run == 3)
    #expect(applied.services.map(\.after) == ["0.36", "9.18"])
    #expect(try harness.callRecords().contains("1001,C1,basic,intl:near,31,36,0,36,0.5,0.0000,0.3000,2026-11-10"))
    #expect(try harness.services().contains(",0.36,"))
    #expect(try harness.verify() == [])
    // Nothing is left to change, and what is imported next goes on from there.
    #expect(try Self.rerate(harness).changedCalls == 0)
    try harness.run()
    #expect(try harness.services().contains(",0.36,"))
    #expect(try harness.verify() == [])
  }

  @Test
  func `only the calls asked for change`() throws {
    let harness = try SmallIntegration.recorded()
    try harness.write(registry: Self.zones)
    let tenth = CivilDate(year: 2026, month: 11, day: 10)
    #expect(try Self.rerate(harness, tenth...tenth).changedCalls == 1)
    #expect(try Self.rerate(harness, line: "2001").changedCalls == 1)
    #expect(try Self.rerate(harness, line: "2002").changedCalls == 0)
    #expect(try Self.rerate(harness, contract: "C1").changedCalls == 1)
    let applied = try Self.rerate(harness, contract: "C3", isApplied: true)
    #expect(applied.services.map(\.line) == ["2001"])
    let records = try harness.callRecords()
    #expect(records.contains("2001,C3,shared,intl:near"))
    #expect(records.contains("1001,C1,basic,vc1"))
    #expect(try harness.verify() == [])
  }

  /// The numbers of 1001 and 1002 change places: their calls do, too, with their allowances.
  @Test
  func `calls go to the line that has their number today`() throws {
    let harness = try SmallIntegration.recorded()
    let swapped = Self.registry([
      "lines.csv": {
        $0.replacingOccurrences(of: "554833334444", with: "N").replacingOccurrences(
          of: "554833335555", with: "554833334444"
        ).replacingOccurrences(of: "N", with: "554833335555")
      }
    ])
    try harness.write(registry: swapped)
    let report = try Self.rerate(harness, isApplied: true)
    // Six that 1001 made, one that came to 1002.
    #expect(report.callsOfOtherLine == 7)
    #expect(report.services.map(\.line) == ["1001", "1002"])
    #expect(report.services.map(\.before) == ["0.29", "0.00"])
    #expect(report.services.map(\.after) == ["0.00", "0.29"])
    #expect(try harness.verify() == [])
    let fresh = try ImportHarness(registry: swapped, layout: harness.settings.layout)
    try fresh.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try fresh.deliver("b.csv", SmallIntegration.file(SmallIntegration.secondDay))
    try fresh.run()
    #expect(ImportHarness.difference(try harness.callRecords(), try fresh.callRecords()) == nil)
    // A repeat is known though it was recorded for another line at first.
    try harness.deliver("c.csv", SmallIntegration.file(Array(SmallIntegration.firstDay[..<4])))
    #expect(try harness.run().totals.duplicate == 4)
    #expect(try harness.verify() == [])
  }

  @Test
  func `a call that the registry has no line, zone or rate for stays as it is`() throws {
    let harness = try SmallIntegration.recorded()
    let before = try harness.callRecords()
    try harness.write(
      registry: Self.registry(["rates.csv": { $0.replacingOccurrences(of: "basic,vc1,0.39\n", with: "") }]))
    let report = try Self.rerate(harness, isApplied: true)
    #expect(report.staying["no-rate"] == 1)
    #expect(report.changedCalls == 0)
    #expect(try harness.callRecords() == before)
    try harness.write(
      registry: Self.registry([
        "lines.csv": { $0.replacingOccurrences(of: "1002,C2,554833335555", with: "1002,C2,554833330000") }
      ]))
    let other = try Self.rerate(harness, isApplied: true)
    #expect(other.staying["unknown-line"] == 1)
    #expect(try harness.callRecords() == before)
    #expect(try harness.verify() == [])
  }

  @Test
  func `a closed cycle is shown, never changed`() throws {
    let harness = try SmallIntegration.recorded()
    try SmallIntegration.close(harness, line: "1001", cycle: CivilDate(year: 2026, month: 11, day: 10))
    try harness.write(registry: Self.zones)
    let before = try harness.callRecords()
    let report = try Self.rerate(harness, line: "1001", isApplied: true)
    #expect(report.changedCalls == 0)
    #expect(report.callsOfClosedCycles == 5)
    #expect(report.changesInClosedCycles == 1)
    #expect(report.services.isEmpty)
    #expect(report.closedServices.map(\.before) == ["0.29"])
    #expect(report.closedServices.map(\.after) == ["0.36"])
    #expect(try harness.callRecords() == before)
    // A call that would go to a closed cycle stays, too.
    try harness.write(
      registry: Self.registry([
        "lines.csv": {
          $0.replacingOccurrences(of: "1001,C1,554833334444", with: "1001,C1,554833335555").replacingOccurrences(
            of: "1002,C2,554833335555", with: "1002,C2,554833330000")
        }
      ]))
    let moved = try Self.rerate(harness, line: "1002", isApplied: true)
    #expect(moved.staying["closed-cycle"] == 1)
    #expect(try harness.callRecords() == before)
    #expect(try harness.verify() == [])
  }

  // MARK: - Random scenarios

  static let scenarioCount = ProcessInfo.processInfo.environment["SUMMIT_RERATES"].flatMap { Int($0) } ?? 24
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1

  /// Rerated by another registry, everything is as if that registry had been there from the beginning: where it has a
  /// line, zone and price for every call.
  @Test
  func `a ledger that is rerated by another registry is that of the other registry`() throws {
    var compared = 0
    for seed in Self.firstSeed..<(Self.firstSeed + UInt64(Self.scenarioCount)) {
      switch try Self.difference(seed: seed) {
      case nil: continue
      case "": compared += 1
      case let difference?:
        Issue.record("seed \(seed): \(difference)")
        return
      }
    }
    #expect(compared > 0, "no scenario of \(Self.scenarioCount) could be compared")
  }

  /// Where the two differ; blank if nowhere, nil if the scenario says nothing.
  private static func difference(seed: UInt64) throws -> String? {
    let scenario = Scenario(seed: seed)
    // Where the registry tells the direction, another registry may tell another, and the call is another.
    guard scenario.options.layout.columns[.direction] != nil else { return nil }
    var random = SeededRandom(seed: seed &* 6_700_417)
    let other = changed(scenario.registry, &random)
    let all = CivilDate(year: 1969, month: 12, day: 1)...CivilDate(year: 2200, month: 1, day: 31)
    let harness = try ImportHarness(scenario)
    let fresh = try ImportHarness(registry: other, layout: harness.settings.layout, timeZone: harness.settings.timeZone)
    fresh.settings.activeLinesOnly = harness.settings.activeLinesOnly
    for (index, file) in scenario.files.enumerated() {
      try harness.deliver("f\(index).csv", file.bytes)
      if random.chance(percent: 40) { try harness.run() }
      try fresh.deliver("f\(index).csv", file.bytes)
    }
    try harness.run()
    try harness.write(registry: other)
    do {
      try harness.run()
      try fresh.run()
    } catch {
      // Not every change leaves a registry that holds together.
      return nil
    }
    let report = try rerate(harness, all, isApplied: true)
    var findings = try harness.verify()
    if !findings.isEmpty { return "verify after rerate: \(findings.prefix(4).joined(separator: "\n"))" }
    if try rerate(harness, all).changedCalls > 0 { return "a second rerate changes calls" }
    // Runs go on from there.
    try harness.run()
    findings = try harness.verify()
    if !findings.isEmpty { return "verify after an import: \(findings.prefix(4).joined(separator: "\n"))" }
    guard report.staying.isEmpty else { return nil }
    if let difference = ImportHarness.difference(try harness.callRecords(), try fresh.callRecords()) {
      return "call records, \(difference)"
    }
    return ImportHarness.difference(try harness.services(), try fresh.services()).map { "services, \($0)" } ?? ""
  }

  /// Other zones, other prices, and two numbers that change places.
  private static func changed(_ registry: [String: String], _ random: inout SeededRandom) -> [String: String] {
    var registry = registry
    if random.chance(percent: 50) { registry["zones.csv"] = nil }
    if random.chance(percent: 50), let lines = registry["lines.csv"] {
      let numbers = lines.split { !$0.isASCII || !$0.isNumber }.filter { $0.hasPrefix("55") && $0.count >= 12 }
      // Of one area, since a number dialled without one is normalised with the line's.
      if let first = numbers.first, let last = numbers.last(where: { $0.prefix(4) == first.prefix(4) }), last != first {
        let (one, two) = (String(first), String(last))
        registry["lines.csv"] = lines.replacingOccurrences(of: one, with: "#").replacingOccurrences(of: two, with: one)
          .replacingOccurrences(of: "#", with: two)
      }
    }
    if random.chance(percent: 50), let rates = registry["rates.csv"] {
      registry["rates.csv"] = rates.replacingOccurrences(of: "0.3", with: "0.7")
    }
    return registry
  }
}
