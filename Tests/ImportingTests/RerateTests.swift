import CallModel
import Foundation
import Importing
import Ledger
import Output
import Testing

/// What closed cycles would come to by today's registry (spec 4.5): shown, never changed.
@Suite("Rerating closed cycles (spec 4.5)")
struct RerateTests {
  static let november = CivilDate(year: 2026, month: 11, day: 1)...CivilDate(year: 2026, month: 11, day: 30)

  static func rerate(
    _ harness: ImportHarness, _ days: ClosedRange<CivilDate> = november, line: String? = nil, contract: String? = nil
  ) throws -> RerateReport {
    var rerating = try Rerating(
      try harness.ledger(), settings: harness.settings,
      request: RerateRequest(days: days, contract: contract, line: line))
    return try rerating.run()
  }

  static func registry(_ changes: [String: (String) -> String]) -> [String: String] {
    var registry = SmallIntegration.registry
    for (name, change) in changes { registry[name] = change(registry[name] ?? "") }
    return registry
  }

  /// The small integration with all its cycles closed.
  static func closed() throws -> ImportHarness {
    let harness = try SmallIntegration.recorded()
    try SmallIntegration.close(harness, line: nil, cycle: nil, withSuspended: true)
    return harness
  }

  @Test
  func `with the registry that recorded them no call changes`() throws {
    let harness = try Self.closed()
    let before = try harness.callRecords()
    let report = try Self.rerate(harness)
    #expect(report.calls == 10)
    #expect(report.changedCalls == 0)
    #expect(report.unrated == [:])
    #expect(report.services.isEmpty)
    #expect(try harness.callRecords() == before)
    #expect(try harness.verify() == [])
  }

  @Test
  func `open cycles are not looked at: they follow the registry`() throws {
    let harness = try SmallIntegration.recorded()
    try harness.write(registry: Self.zones)
    let report = try Self.rerate(harness)
    #expect(report.cycles == 0 && report.calls == 0)
    try harness.run()
    #expect(try harness.callRecords().contains("1001,C1,basic,intl:near,31,36,0,36,0.5,0.0000,0.3000,2026-11-10"))
    #expect(try harness.services().contains(",0.36,"))
    #expect(try harness.services().contains(",9.18,"))
    #expect(try harness.verify() == [])
  }

  /// Mobile numbers of 48 become a zone of their own: call g4 (36 s, R$ 0.234) and p3 (600 s) change.
  static let zones = registry([
    "zones.csv": { _ in "prefix,zone\n55489,intl:near\n" },
    "rates.csv": { $0 + "basic,intl:near,0.50\nshared,intl:near,1.00\n" },
  ])

  @Test
  func `a change of zones is shown, and changes nothing`() throws {
    let harness = try Self.closed()
    try harness.write(registry: Self.zones)
    let before = try harness.callRecords() + harness.services()
    let shown = try Self.rerate(harness)
    #expect(shown.changedCalls == 2)
    #expect(shown.callsOfOtherZone == 2)
    #expect(shown.callsOfOtherLine == 0)
    #expect(shown.callsOfOtherPrice == 2)
    // 0.03 + 0.025 + 0.30; p3: 600 s at 1.00, less what is left of R$ 1.00 (204 s - 96 s at 0.10: 0.18).
    #expect(shown.services.map(\.line) == ["1001", "2001"])
    #expect(shown.services.map(\.before) == ["0.29", "4.18"])
    #expect(shown.services.map(\.after) == ["0.36", "9.18"])
    #expect(try harness.callRecords() + harness.services() == before)
    // Nor does an import.
    try harness.run()
    #expect(try harness.callRecords() + harness.services() == before)
    #expect(try harness.verify() == [])
  }

  @Test
  func `only the cycles asked for are looked at`() throws {
    let harness = try Self.closed()
    try harness.write(registry: Self.zones)
    let tenth = CivilDate(year: 2026, month: 11, day: 10)
    let october = CivilDate(year: 2026, month: 10, day: 20)
    #expect(try Self.rerate(harness, tenth...tenth).services.map(\.line) == ["1001", "2001"])
    #expect(try Self.rerate(harness, october...october).services.isEmpty)
    #expect(try Self.rerate(harness, october...october).calls == 1)
    #expect(try Self.rerate(harness, line: "2001").services.map(\.line) == ["2001"])
    #expect(try Self.rerate(harness, line: "2002").services.isEmpty)
    #expect(try Self.rerate(harness, contract: "C1").services.map(\.line) == ["1001"])
    #expect(try Self.rerate(harness, contract: "C1").changedCalls == 1)
    #expect(try Self.rerate(harness, contract: "C3").services.map(\.line) == ["2001"])
  }

  @Test
  func `calls that the registry has no line, zone or rate for are counted`() throws {
    let harness = try Self.closed()
    let before = try harness.callRecords()
    try harness.write(
      registry: Self.registry(["rates.csv": { $0.replacingOccurrences(of: "basic,vc1,0.39\n", with: "") }]))
    let report = try Self.rerate(harness)
    #expect(report.unrated == ["no-rate": 1])
    #expect(report.changedCalls == 0)
    #expect(report.services.map(\.after) == ["0.06"])
    try harness.write(
      registry: Self.registry([
        "lines.csv": { $0.replacingOccurrences(of: "1002,C2,554833335555", with: "1002,C2,554833330000") }
      ]))
    #expect(try Self.rerate(harness).unrated == ["unknown-line": 1])
    #expect(try harness.callRecords() == before)
    #expect(try harness.verify() == [])
  }
}
