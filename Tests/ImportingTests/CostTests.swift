import CallModel
import Importing
import Ledger
import Listing
import Output
import Pipeline
import Registry
import RunSupport
import Testing

/// What calls cost the provider, and what is left (spec 11.5).
@Suite("Costs of calls (spec 11.5)")
struct CostTests {
  private static let costs = """
    carrier,trunk,prefix,price_per_minute,minimum_s,step_s
    Fixa,,5548,0.02,30,6
    Movel,,55489,0.10,30,6

    """

  private static func desk() throws -> ServiceDesk {
    let desk = try ServiceDesk()
    try desk.harness.directory.write("registry/costs.csv", Array(costs.utf8))
    try desk.bring(
      "month.csv", ServiceDesk.month + [ServiceDesk.row("far", "2026-11-11 08:00:00", to: "0015351211234567", 60)])
    return desk
  }

  private static func forEach(_ desk: ServiceDesk, _ body: (SegmentRow) throws -> Void) throws {
    try RecordedCalls(try desk.harness.ledger()).forEach(RecordSelection()) { row, _ in try body(row) }
  }

  @Test func `cost and margin are the last columns, and without them not a byte is another`() throws {
    let desk = try Self.desk()
    let costs = CallCosts(try desk.harness.settings.registry.carrierRates(try desk.harness.ledger()))
    let (with, without) = (TextBuffer(), TextBuffer())
    try Self.forEach(desk) {
      $0.writeCSV(costs: costs, to: with)
      $0.writeCSV(to: without)
    }
    let rows = String(decoding: with.bytes, as: UTF8.self).split(separator: "\n")
    // g2: 570 s, all in the allowance; g3: 66 s at 0.03; g4: 36 s at 0.234; g6: 30 s at 0.025; far: 60 s at 0.001, no rate.
    #expect(
      rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).suffix(2).joined(separator: " ") } == [
        "0.190000 -0.190000", "0.022000 0.008000", "0.060000 0.174000", "0.010000 0.015000", " ",
      ])
    let plain = String(decoding: without.bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      plain.map(String.init)
        == rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast(2).joined(separator: ",") })
    let bytes = try desk.harness.ledger().callRecords()
    #expect(String(decoding: bytes, as: UTF8.self) == CallRecordFormatter.header + plain.map { $0 + "\n" }.joined())
    let json = TextBuffer()
    try Self.forEach(desk) { $0.writeJSON(costs: costs, to: json) }
    let objects = String(decoding: json.bytes, as: UTF8.self)
    #expect(objects.contains("\"cost\":\"0.060000\",\"margin\":\"0.174000\"}"))
    #expect(objects.contains("\"cost\":null,\"margin\":null}"))
  }

  private static let header =
    "name,calls,duration_s,amount,cost,margin,calls_without_cost,amount_without_cost\n"

  @Test func `the report sums them up by each side, calls without a rate apart`() throws {
    let desk = try Self.desk()
    let costs = CallCosts(try desk.harness.settings.registry.carrierRates(try desk.harness.ledger()))
    func report(_ side: CostReport.Side) throws -> String {
      var report = CostReport(by: side, costs)
      try Self.forEach(desk) { report.add($0) }
      let columns = CostReport.columns(by: side)
      return columns.csvHeader + String(decoding: report.lines.flatMap(columns.csv), as: UTF8.self)
    }
    #expect(
      try report(.zone) == Self.header + """
        intl,1,60,0.001000,0.000000,0.000000,1,0.001000
        local,3,638,0.055000,0.222000,-0.167000,0,0.000000
        vc1,1,31,0.234000,0.060000,0.174000,0,0.000000

        """)
    #expect(
      try report(.carrier) == Self.header + """
        ,1,60,0.001000,0.000000,0.000000,1,0.001000
        Fixa,3,638,0.055000,0.222000,-0.167000,0,0.000000
        Movel,1,31,0.234000,0.060000,0.174000,0,0.000000

        """)
    #expect(try report(.plan) == Self.header + "P1,5,729,0.290000,0.282000,0.007000,1,0.001000\n")
    #expect(try report(.line) == Self.header + "L1,5,729,0.290000,0.282000,0.007000,1,0.001000\n")
  }

  @Test func `a table of costs makes no new version of the registry`() throws {
    let desk = try Self.desk()
    try desk.harness.directory.write("registry/costs.csv", Array("price_per_minute\n9\n".utf8))
    let versions = try desk.harness.ledger().currentRegistryVersion()
    try desk.bring("more.csv", [ServiceDesk.late])
    #expect(try desk.harness.ledger().currentRegistryVersion() == versions)
  }
}
