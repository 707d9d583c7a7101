import Registry
import Testing

@Suite("lines.csv, spec 2.2 and 6.2")
struct LinesTableTests {
  private let sample = SampleTables()
  private let secondLine = "L2,C2,5548933330002,P2,20,,,,,,,,"

  @Test(
    "spec 2.2: lines.csv",
    arguments: [
      Case("L1,C1,554833330001,P1,1,,,,,,,,"),
      Case("L1,C1,554833330001,P1,25,,,yes,,,,,0"),
      Case("L1,C1,554833330001,P1,31,,,,,,,,", "lines.csv:2: reset_day: expected 1 to 25, found 31"),
      Case("L1,C1,554833330001,P1,0,,,,,,,,", "lines.csv:2: reset_day: expected 1 to 25, found 0"),
      Case("L1,C1,554833330001,P1,+5,,,,,,,,", "lines.csv:2: reset_day: expected 1 to 25, found +5"),
      Case("L1,C1,554833330001,P1, 5,,,,,,,,", "lines.csv:2: reset_day: expected 1 to 25, found \" 5\""),
      Case(
        "L1,C1,554833330001,P1,99999999999999999999999,,,,,,,,",
        "lines.csv:2: reset_day: expected 1 to 25, found 99999999999999999999999"),
      Case(
        ",,,,,,,,,,,,", "lines.csv:2: id: expected the id of a line, found nothing",
        "lines.csv:2: contract: expected the id of a contract in contracts.csv, found nothing",
        "lines.csv:2: number: expected 55, an area code and 8 or 9 digits, found nothing",
        "lines.csv:2: reset_day: expected 1 to 25, found nothing"),
      Case("L1,C1,4833330001,P1,1,,,,,,,,", number("4833330001")),
      Case("L1,C1,55483333000,P1,1,,,,,,,,", number("55483333000")),
      Case("L1,C1,55489333300012,P1,1,,,,,,,,", number("55489333300012")),
      Case("L1,C1,552033330001,P1,1,,,,,,,,", number("552033330001")),
      Case("L1,C1,544833330001,P1,1,,,,,,,,", number("544833330001")),
      Case("L1,C1,+5548333300,P1,1,,,,,,,,", number("+5548333300")),
      Case("L1,C1,55483333000a,P1,1,,,,,,,,", number("55483333000a")),
      Case(
        "L1,C9,554833330001,P9,1,,,,,,,,",
        "lines.csv:2: contract: expected the id of a contract in contracts.csv, found C9",
        "lines.csv:2: plan: expected the id of a plan in plans.csv, found P9"),
      Case("L1,C1,554833330001,P1,1,2026-01-01,2026-01-01,,,,,,"),
      Case("L1,C1,554833330001,P1,1,2026-02-30,,,,,,,", date("active_from", "2026-02-30")),
      Case("L1,C1,554833330001,P1,1,,2026-1-1,,,,,,", date("active_until", "2026-1-1")),
      Case("L1,C1,554833330001,P1,1,,01/01/2026,,,,,,", date("active_until", "01/01/2026")),
      Case(
        "L1,C1,554833330001,P1,1,2026-01-02,2026-01-01,,,,,,",
        "lines.csv:2: active_until: expected active_from (2026-01-02) or a later day, found 2026-01-01"),
      Case("L1,C1,554833330001,P1,1,,,Yes,,,,,", "lines.csv:2: active: expected yes or no, found Yes"),
      Case("L1,C1,554833330001,P1,1,,,true,,,,,", "lines.csv:2: active: expected yes or no, found true"),
      Case("L1,C1,554833330001,P1,1,,,,,,554833330000,554833330000,"),
      Case(
        "L1,C1,554833330001,P1,1,,,,,,554833330000,,",
        "lines.csv:2: range_end: expected the last number of the range that range_start begins, found nothing"),
      Case(
        "L1,C1,554833330001,P1,1,,,,,,,554833330000,",
        "lines.csv:2: range_start: expected the first number of the range that range_end ends, found nothing"),
      Case(
        "L1,C1,554833330001,P1,1,,,,,,554833330000,5548333300001,",
        "lines.csv:2: range_end: expected 12 digits, as range_start (554833330000) has, found 5548333300001"),
      Case(
        "L1,C1,554833330001,P1,1,,,,,,554833330001,554833330000,",
        "lines.csv:2: range_end: expected range_start (554833330001) or a greater number, found 554833330000"),
      Case(
        "L1,C1,554833330001,P1,1,,,,,,abc,554833330000,",
        "lines.csv:2: range_start: expected 55, an area code and 8 or 9 digits, found abc"),
      Case("L1,C1,554833330001,,1,,,,,,,,"),
      Case("L1,C1,554833330001,P1,1,,,,,000000,,,"),
      Case("L1,C1,554833330001,P1,1,,,,,42,,,"),
      Case("L1,C1,554833330001,P1,1,,,,,,,,999999999.99"),
      Case(
        "L1,C1,554833330001,P1,1,,,,,,,,1000000000",
        "lines.csv:2: credit_limit: expected at most 999999999.99, found 1000000000"),
    ])
  func lines(example: Case) {
    #expect(sample.lines(example.input, secondLine).faults == example.faults)
  }

  @Test("spec 6.2: what is entered has account codes of 6 digits", arguments: ["42296", "0042296", "04229x", "４２２９６"])
  func accountCodes(code: String) {
    let line = sample.lines("L1,C1,554833330001,P1,1,,,,,\(code),,,", secondLine)
    #expect(line.faults == [])
    #expect(
      line.faults(RegistryRules(mode: nil)) == ["lines.csv:2: account_code: expected 6 digits, found \(code)"])
    let good = sample.lines("L1,C1,554833330001,P1,1,,,,,000000,,,", secondLine)
    #expect(good.faults(RegistryRules(mode: nil)) == [])
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
  func platform(example: Case) {
    let tables = sample.table("partitions.csv", "code,description", "p,Sul").table(
      "cost_centres.csv", "value", "Vendas")
    #expect(tables.platformLines(example.input).faults == example.faults)
  }
}

private func number(_ found: String) -> String {
  "lines.csv:2: number: expected 55, an area code and 8 or 9 digits, found \(found)"
}

private func date(_ column: String, _ found: String) -> String {
  "lines.csv:2: \(column): expected a date of the form YYYY-MM-DD, found \(found)"
}
