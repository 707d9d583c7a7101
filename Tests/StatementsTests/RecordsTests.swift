import CallModel
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import ReferenceRating
import RunSupport
import Testing

@Suite("The recorded calls, listed and exported (spec 4.1, 4.5)")
struct RecordsTests {
  private static func ids(_ integration: RecordedIntegration, _ selection: RecordSelection) throws -> [String] {
    var ids: [String] = []
    try RecordedCalls(try integration.ledger()).forEach(selection) { row, _ in ids.append(row.text(.globalID)) }
    return ids
  }

  @Test(arguments: UInt64(1)...12)
  func `an export has the bytes of the batch run, the source too (I2)`(seed: UInt64) throws {
    let scenario = Scenario(seed: seed)
    var batch = try RunHarness(scenario)
    batch.files = scenario.files.enumerated().map { (name: "f\($0.offset).csv", bytes: $0.element.bytes) }
    let expected = try batch.run().tables.callRecords
    let integration = try RecordedIntegration(scenario)
    for file in batch.files { try integration.directory.write("cdr/\(file.name)", file.bytes) }
    try integration.run()
    let output = integration.directory.path + "/out"
    let count = try RecordExport(try integration.ledger(), compresses: false).write(
      to: output, name: "call-records.csv")
    let found = String(decoding: try integration.directory.read("out/call-records.csv"), as: UTF8.self)
    #expect(found.utf8.elementsEqual(expected.utf8), "seed \(seed)")
    #expect(count == expected.count { $0 == "\n" } - 1 || expected.contains("\""), "seed \(seed)")
  }

  @Test func `filters are by line, contract, local days, zone and first digits`() throws {
    let integration = try RecordedIntegration(registry: ExplanationTests.rich)
    try integration.deliver(
      "a.csv",
      [
        RecordedIntegration.row("1", "2026-11-09 23:59:59", "554833330001", "33334444", 60),
        RecordedIntegration.row("2", "2026-11-10 00:00:00", "554833330001", "0021351210000001", 60),
        RecordedIntegration.row("3", "2026-11-10 23:59:59", "554833330002", "33334444", 60),
        RecordedIntegration.row("4", "2026-11-11 00:00:00", "554833330002", "0800123456", 60),
      ])
    let zone = try #require(TimeZoneRules(builtIn: "America/Sao_Paulo"))
    func found(_ change: (inout RecordSelection) -> Void) throws -> [String] {
      var selection = RecordSelection()
      change(&selection)
      return try Self.ids(integration, selection)
    }
    let day = CivilDate(year: 2026, month: 11, day: 10)
    #expect(try found { _ in } == ["1", "2", "3", "4"])
    #expect(try found { $0.calls.line = "L2" } == ["3", "4"])
    #expect(try found { $0.calls.contract = "C1" } == ["1", "2", "3", "4"])
    #expect(try found { $0.calls.contract = "C2" } == [])
    #expect(try found { $0.setDays(from: day, until: day, zone) } == ["2", "3"])
    #expect(try found { $0.setDays(from: nil, until: day, zone) } == ["1", "2", "3"])
    #expect(try found { $0.zone = "intl" } == ["2"])
    #expect(try found { $0.zone = "intl:europe" } == ["2"])
    #expect(try found { $0.zone = "int" } == [])
    #expect(try found { $0.calledPrefix = "5548" } == ["1", "3"])
    #expect(try found { $0.calledPrefix = "0800" } == ["4"])
  }

  /// Clocks were set forward at midnight of 2018-11-04 and back at midnight of 2018-02-18 (spec 3.1).
  @Test(arguments: [
    ("2018-11-04", "2018-11-04 01:00:00", "2018-11-04 23:59:59", "2018-11-03 23:59:59", "2018-11-05 00:00:00"),
    ("2018-02-17", "2018-02-17 00:00:00", "2018-02-17 23:30:00", "2018-02-16 23:59:59", "2018-02-18 00:00:00"),
  ])
  func `a day begins and ends by the zone's clocks`(
    day: String, first: String, last: String, before: String, after: String
  ) throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    let starts = [before, first, last, after]
    try integration.deliver(
      "a.csv",
      starts.enumerated().map {
        RecordedIntegration.row("\($0.offset)", $0.element, "554833330001", "33334444", 60)
      })
    var selection = RecordSelection()
    let zone = try #require(TimeZoneRules(builtIn: "America/Sao_Paulo"))
    selection.setDays(from: CivilDate(text: day), until: CivilDate(text: day), zone)
    #expect(try Self.ids(integration, selection) == ["1", "2"])
  }

  @Test func `no look-up of one line reads a table from end to end`() throws {
    let integration = try WorkedExample.integration()
    let plans = try integration.ledger().queryPlans()
    #expect(plans.count >= 4)
    for plan in plans { #expect(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "\(plan)") }
  }

  @Test func `segments stay as long as someone reads them`() throws {
    let integration = try WorkedExample.integration()
    let data = DataDirectory(path: integration.settings.dataDirectory)
    let first = data.recordFiles()
    var hold: ReadHold? = try ReadHold(data)
    // An earlier call makes the cycle be written anew, which empties the first segment but for the cycle before.
    let late = [
      RecordedIntegration.row("e", "2026-11-10 00:00:00", "554833330001", "33335555", 30),
      RecordedIntegration.row("f", "2026-11-09 00:00:00", "554833330001", "33335555", 30),
    ]
    try integration.deliver("b.csv", late)
    #expect(Set(data.recordFiles()).isSuperset(of: first))
    #expect(data.recordFiles().count == first.count + 1)
    withExtendedLifetime(hold) {}
    hold = nil
    try integration.run()
    #expect(data.recordFiles().count == 1 && data.recordFiles() != first)
    #expect(try Self.ids(integration, RecordSelection()).count == 8)
  }

  @Test func `who reads sees one state, regardless of what is imported meanwhile`() throws {
    let integration = try WorkedExample.integration()
    let expected = ["g1", "g2", "g3", "g4", "g5", "g6"]
    let calls = try RecordedCalls(try integration.ledger())
    var found: [String] = []
    try calls.forEach(RecordSelection()) { row, _ in
      if found.isEmpty {
        // Both cycles are written anew.
        try integration.deliver(
          "b.csv",
          [
            RecordedIntegration.row("e", "2026-11-09 00:00:00", "554833330001", "33335555", 30),
            RecordedIntegration.row("f", "2026-11-10 00:00:00", "554833330001", "33335555", 30),
          ])
      }
      found.append(row.text(.globalID))
    }
    #expect(found == expected)
    #expect(try Self.ids(integration, RecordSelection()).count == 8)
  }

  @Test func `rows as JSON, for the ERP and masked are what their readers expect`() throws {
    let integration = try RecordedIntegration(registry: WorkedExample.registry)
    try integration.deliver(
      "a.csv", [RecordedIntegration.row("=a\"\\\u{7}é", "2026-11-10 09:00:00", "554833330001", "999998888", 31)])
    var selection = RecordSelection()
    selection.calls.line = "L1"
    let buffers = (json: TextBuffer(), ixc: TextBuffer(), csv: TextBuffer())
    try RecordedCalls(try integration.ledger()).forEach(selection) { row, _ in
      row.writeJSON(to: buffers.json)
      row.writeIXC(service: "4711", masksNumbers: true, to: buffers.ixc)
      row.writeCSV(masksNumbers: true, to: buffers.csv)
    }
    let json = try object(buffers.json)
    #expect(json["global_id"] as? String == "=a\"\\\u{7}é" && json["duration_s"] as? Int == 31)
    #expect(json["amount"] as? String == "0.2340" && json["price_per_minute"] as? String == "0.39")
    #expect(json.count == 18)
    let ixc = try object(buffers.ixc)
    #expect(
      ixc.mapValues { "\($0)" } == [
        "calldate": "2026-11-10 09:00:00", "src": "********0001", "dst": "*********8888", "billsec": "31",
        "tp_chamada": "vc1", "valor_user": "0.2340", "identificador_global_summit": "=a\"\\\u{7}é",
        "id_contrato_servico": "4711",
      ])
    let csv = String(decoding: buffers.csv.bytes, as: UTF8.self)
    #expect(csv.contains("'=a") && csv.contains(",out,********0001,*********8888,L1,"))
  }

  private func object(_ buffer: TextBuffer) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(buffer.bytes)) as? [String: Any])
  }
}
