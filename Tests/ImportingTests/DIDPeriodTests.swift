import CallModel
import Importing
import Ledger
import Output
import Testing

/// A DID that ends, or goes to another line on a day (spec 6.2; the period is ours).
@Suite("Periods of DIDs (spec 6.2)")
struct DIDPeriodTests {
  private static func registry(_ dids: String...) -> [String: String] {
    SmallIntegration.registry.merging([
      "dids.csv": (["line,number,active_from,active_until"] + dids).joined(separator: "\n")
    ]) { $1 }
  }

  private static func call(_ id: String, _ day: Int) -> String {
    SmallIntegration.row(
      id, "2026-11-\(day < 10 ? "0" : "")\(day) 10:00:00", from: "554832221111", to: "554833330009", 60, direction: "IN"
    )
  }

  private func harness(_ registry: [String: String]) throws -> ImportHarness {
    let harness = try SmallIntegration.harness()
    try harness.write(registry: registry)
    return harness
  }

  /// Id and line of each recorded call.
  private func records(_ harness: ImportHarness) throws -> [String] {
    try harness.callRecords().split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]) \(cells[5])"
    }
  }

  @Test func `its calls are its line's on days of its period; in between they are nobody's`() throws {
    let harness = try harness(
      Self.registry("1001,554833330009,2026-11-05,2026-11-10", "1002,554833330009,2026-11-12,"))
    try harness.deliver("a.csv", SmallIntegration.file([4, 5, 10, 11, 12, 30].map { Self.call("d\($0)", $0) }))
    let report = try harness.run()
    #expect(try records(harness) == ["d5 1001", "d10 1001", "d12 1002", "d30 1002"])
    #expect(report.totals.suspended == 2)
    #expect(try harness.keptRows([.unknownLine]).count == 2)
    #expect(try harness.verify() == [])
  }

  @Test func `a call that comes again after the DID went to another line is a repeat`() throws {
    let harness = try harness(Self.registry("1001,554833330009,,"))
    try harness.deliver("a.csv", SmallIntegration.file([10, 20].map { Self.call("d\($0)", $0) }))
    try harness.run()
    // The DID is the first line's on the first of the days that the run looks at, and no longer on the last.
    try harness.write(
      registry: Self.registry("1001,554833330009,,2026-11-15", "1002,554833330009,2026-11-16,"))
    try harness.deliver("b.csv", SmallIntegration.file([10, 20, 21].map { Self.call("d\($0)", $0) }))
    let report = try harness.run()
    #expect(report.totals.duplicate == 2)
    #expect(try records(harness) == ["d10 1001", "d20 1002", "d21 1002"])
    #expect(try harness.verify() == [])
  }
}
