import Registry
import Testing

@Suite("cost_centres.csv, spec 6.2")
struct CostCentresTableTests {
  private let sample = SampleTables()

  @Test("spec 6.2: Summit knows one spelling: two that differ in case only are refused")
  func spellings() {
    #expect(
      sample.table("cost_centres.csv", "value", "Default", "Vendas", "DEFAULT", "Vendas", "Ação", "AÇÃO", "").faults
        == [
          "cost_centres.csv:4: value: expected a value that differs from others in more than case, found DEFAULT, while "
            + "cost_centres.csv:2 has Default",
          "cost_centres.csv:5: value: expected a value that no other row has, found Vendas, while cost_centres.csv:3 has "
            + "Vendas",
          "cost_centres.csv:7: value: expected a value that differs from others in more than case, found AÇÃO, while "
            + "cost_centres.csv:6 has Ação",
        ])
    #expect(
      sample.table("cost_centres.csv", "value", "\"\"").faults == [
        "cost_centres.csv:2: value: expected the name of a cost centre, found nothing"
      ])
  }

  @Test("spec 6.2: where there is no cost centre it is Default, in that spelling", arguments: [nil, "value\n"])
  func defaultCostCentre(table: String?) {
    let tables = sample.with("cost_centres.csv", table)
    #expect(tables.platformLines(",,,Default,,,").faults == [])
    #expect(
      tables.platformLines(",,,DEFAULT,,,").faults == [
        "lines.csv:2: cost_centre: expected Default, as cost_centres.csv has none, found DEFAULT"
      ])
  }

  @Test("spec 2: a table that is not wholly read excuses references to it")
  func cutTable() {
    let noValue = sample.with("cost_centres.csv", "name\nx\n").platformLines(",,,x,,,")
    #expect(noValue.faults.count == 2 && noValue.faults.allSatisfy { $0.hasPrefix("cost_centres.csv:1: ") })
  }
}
