import CallModel
import Registry
import Testing

@Suite("What the registry says of bills alone, spec 11.1")
struct StatementTablesTests {
  private func load(_ tables: [String: String]) throws -> StatementTables {
    try StatementTables(tables: tables.mapValues { Array($0.utf8) })
  }

  /// The same with the other tables, as `rate` reads them.
  private func faults(_ name: String, _ text: String) -> [String] { SampleTables().with(name, text).faults }

  @Test("labels by zone, and hidden numbers")
  func whole() throws {
    let tables = try load([
      "zone_labels.csv": "zone,label\nintl:europe,Europa\nlocal,\"Fixo, local\"\n",
      "hidden_numbers.csv": "number;name\n188;Apoio\n08001234567;\n554833334444;x\n", "plans.csv": "no table of it",
    ])
    #expect(tables.zoneLabels == [ID("intl:europe"): "Europa", ID("local"): "Fixo, local"])
    #expect(tables.hiddenNumbers == ["188", "08001234567", "554833334444"])
    #expect(try load([:]) == StatementTables())
  }

  @Test(
    "every fault is told, by check, too",
    arguments: [
      (
        "zone_labels.csv", "zone,label\nlocal,Local\na:b:c,x\nldn,\nlocal,y\n",
        [
          "zone_labels.csv:3: zone: expected the name of a zone, with at most one :, found a:b:c",
          "zone_labels.csv:4: label: expected a name for customers, found nothing",
          "zone_labels.csv:5: zone: expected a zone that no other row has, found local, which zone_labels.csv:2 has",
        ]
      ),
      (
        "hidden_numbers.csv", "number\n18\n+55\n188\n188\n123456789012345678\n",
        [
          "hidden_numbers.csv:2: number: expected 3 to 17 digits, as calls are recorded, found 18",
          "hidden_numbers.csv:3: number: expected 3 to 17 digits, as calls are recorded, found +55",
          "hidden_numbers.csv:5: number: expected a number that no other row has, found 188, which hidden_numbers.csv:4 has",
          "hidden_numbers.csv:6: number: expected 3 to 17 digits, as calls are recorded, found 123456789012345678",
        ]
      ),
      (
        "hidden_numbers.csv", "name\n",
        ["hidden_numbers.csv:1: number: expected this column in the header, found no column of that name"]
      ),
    ])
  func faults(name: String, text: String, expected: [String]) {
    #expect(faults(name, text) == expected)
    let failure = #expect(throws: Problems.self) { try load([name: text]) }
    #expect(failure?.faults.map(\.description) == expected)
  }
}
