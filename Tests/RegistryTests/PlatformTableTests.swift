import Registry
import Testing

@Suite("The tables of spec 6.2 by themselves")
struct PlatformTableTests {
  private let sample = SampleTables()

  @Test(
    "spec 6.2: ranges.csv",
    arguments: [
      Case("r,5548,33330000,33339999,"),
      Case("r,5548,933330000,933330000,0"),
      Case("r,5548,33330000,33339999,3650"),
      Case(
        ",,,,", "ranges.csv:2: name: expected the name of a range, found nothing",
        "ranges.csv:2: area: expected 55 and an area code, such as 5548, found nothing",
        "ranges.csv:2: first: expected 8 or 9 digits, found nothing",
        "ranges.csv:2: last: expected 8 or 9 digits, found nothing"),
      Case("r,48,33330000,33339999,", area("48")),
      Case("r,5520,33330000,33339999,", area("5520")),
      Case("r,5448,33330000,33339999,", area("5448")),
      Case("r,05548,33330000,33339999,", area("05548")),
      Case("r,55 8,33330000,33339999,", area("55 8")),
      Case("r,5548,3333000,33339999,", "ranges.csv:2: first: expected 8 or 9 digits, found 3333000"),
      Case("r,5548,33330000,3333-999,", "ranges.csv:2: last: expected 8 or 9 digits, found 3333-999"),
      Case(
        "r,5548,33330000,933339999,",
        "ranges.csv:2: last: expected 8 digits, as first (33330000) has, found 933339999"),
      Case(
        "r,5548,33330001,33330000,",
        "ranges.csv:2: last: expected first (33330001) or a greater number, found 33330000"),
      Case(
        "r,5548,33330000,33339999,3651", "ranges.csv:2: auto_cancel_days: expected 0 to 3650, found 3651"),
      Case("r,5548,33330000,33339999,-1", "ranges.csv:2: auto_cancel_days: expected 0 to 3650, found -1"),
    ])
  func ranges(example: Case) {
    #expect(
      sample.table("ranges.csv", "name,area,first,last,auto_cancel_days", example.input).faults == example.faults)
  }

  @Test("spec 6.2: names of ranges stand once, and ranges do not overlap")
  func rangesTogether() {
    let header = "name,area,first,last"
    #expect(
      sample.table(
        "ranges.csv", header, "a,5548,33330000,33330999", "b,5548,33331000,33331999", "c,5547,33330000,33330999",
        "d,5548,933330000,933330999"
      ).faults == [])
    #expect(
      sample.table(
        "ranges.csv", header, "a,5548,33330000,33330999", "b,5548,33330999,33331999", "a,5547,33330000,33330999"
      ).faults == [
        "ranges.csv:3: first: expected numbers that no other range has, found 554833330999 to 554833331999, while "
          + "ranges.csv:2 has 554833330000 to 554833330999",
        "ranges.csv:4: name: expected a name that no other row has, found a, which ranges.csv:2 has",
      ])
    // One that cannot be read overlaps nothing.
    #expect(
      sample.table("ranges.csv", header, "a,5548,33330000,33330999", "b,5599,33330000,33330999", "c,55,1,2").faults
        .map { String($0.prefix(20)) } == ["ranges.csv:4: area: ", "ranges.csv:4: first:", "ranges.csv:4: last: "])
  }

  @Test(
    "spec 6.2: partitions.csv: with block=yes three of its categories must be there",
    arguments: [
      Case("p,Sul,,,,,"),
      Case("p,Sul,no,,,,"),
      Case("p,Sul,no,a,,,"),
      Case("p,Sul,yes,a,b,,c"),
      Case("p,Sul,yes,a,b,d,c"),
      Case(
        "p,Sul,yes,,,d,", partition("default_category", "active"), partition("block_category", "blocked"),
        partition("cancel_category", "cancelled")),
      Case("p,Sul,sim,,,,", "partitions.csv:2: block: expected yes or no, found sim"),
      Case(
        ",,,,,,", "partitions.csv:2: code: expected the code of a partition, found nothing",
        "partitions.csv:2: description: expected a value, found nothing"),
    ])
  func partitions(example: Case) {
    let header =
      "code,description,block,default_category,block_category,partial_block_category,cancel_category"
    #expect(sample.table("partitions.csv", header, example.input).faults == example.faults)
  }

  @Test("spec 6.2: codes, abbreviations and values stand once; two cost centres that differ in case only are refused")
  func keys() {
    let faults =
      sample
      .table("partitions.csv", "code,description", "p,a", "P,b", "p,c")
      .table("categories.csv", "description,abbreviation", "a,g", "b,g")
      .table("licences.csv", "description,abbreviation", "a,x", "b,x", ",")
      .table("cost_centres.csv", "value", "Default", "Vendas", "DEFAULT", "Vendas", "Ação", "AÇÃO")
      .faults
    #expect(
      faults == [
        "partitions.csv:4: code: expected a code that no other row has, found p, which partitions.csv:2 has",
        "categories.csv:3: abbreviation: expected an abbreviation that no other row has, found g, which "
          + "categories.csv:2 has",
        "licences.csv:3: abbreviation: expected an abbreviation that no other row has, found x, which "
          + "licences.csv:2 has",
        "licences.csv:4: description: expected a value, found nothing",
        "licences.csv:4: abbreviation: expected the abbreviation of a licence, found nothing",
        "cost_centres.csv:4: value: expected a value that differs from others in more than case, found DEFAULT, while "
          + "cost_centres.csv:2 has Default",
        "cost_centres.csv:5: value: expected a value that no other row has, found Vendas, while cost_centres.csv:3 has "
          + "Vendas",
        "cost_centres.csv:7: value: expected a value that differs from others in more than case, found AÇÃO, while "
          + "cost_centres.csv:6 has Ação",
      ])
  }

  @Test(
    "spec 6.2: what the platform has of a line",
    arguments: [
      Case(",,,,,,"),
      Case("p,any,any,Vendas,any,terminal,1"),
      Case(",,,,,trunk,999999999"),
      Case(",,,,,Trunk,", "lines.csv:2: bid_type: expected terminal or trunk, found Trunk"),
      Case(",,,,,,0", "lines.csv:2: call_limit: expected 1 to 999999999, found 0"),
      Case(",,,,,,1.5", "lines.csv:2: call_limit: expected 1 to 999999999, found 1.5"),
      Case("q,,,,,,", "lines.csv:2: partition: expected the code of a partition in partitions.csv, found q"),
      Case(
        ",,,vendas,,,",
        "lines.csv:2: cost_centre: expected a value of cost_centres.csv, in its spelling, found vendas"),
      Case(
        ",,,Default,,,",
        "lines.csv:2: cost_centre: expected a value of cost_centres.csv, in its spelling, found Default"),
    ])
  func lines(example: Case) {
    let tables = sample.table("partitions.csv", "code,description", "p,Sul").table(
      "cost_centres.csv", "value", "Vendas")
    #expect(tables.platformLines(example.input).faults == example.faults)
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
  func cutTables() {
    let cut = sample.with("partitions.csv", "code,description\n\"p,Sul\n").platformLines("q,,,,,,")
    #expect(cut.faults.map { String($0.prefix(16)) } == ["partitions.csv:2"])
    let noValue = sample.with("cost_centres.csv", "name\nx\n").platformLines(",,,x,,,")
    #expect(noValue.faults.count == 2 && noValue.faults.allSatisfy { $0.hasPrefix("cost_centres.csv:1: ") })
  }
}

private func area(_ found: String) -> String {
  "ranges.csv:2: area: expected 55 and an area code, such as 5548, found \(found)"
}

private func partition(_ column: String, _ contracts: String) -> String {
  "partitions.csv:2: \(column): expected the category of \(contracts) contracts, as block is yes, found nothing"
}
