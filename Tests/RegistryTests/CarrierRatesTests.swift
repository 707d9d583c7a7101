import CallModel
import Registry
import Testing

@Suite("costs.csv (spec 11.5)")
struct CarrierRatesTests {
  private static let header = "carrier,trunk,prefix,price_per_minute,minimum_s,step_s,valid_from,valid_until\n"

  private static func rates(_ rows: String...) throws -> CarrierRates {
    try CarrierRates(tables: ["costs.csv": Array((header + rows.joined(separator: "\n") + "\n").utf8)])
  }

  private static func find(_ rates: CarrierRates, _ trunk: String, _ called: String, _ day: String) throws -> String {
    let number = try #require(PhoneNumber(text: called))
    return rates.find(trunk: trunk, called: number, on: try #require(CivilDate(text: day)))?.carrier ?? "none"
  }

  @Test func `the trunk first, then the longest prefix, on days of the row`() throws {
    let rates = try Self.rates(
      "any,,,0.10,,,,", "brasil,,55,0.09,,,,", "sp,,5511,0.05,,,,", "a55,T1,55,0.08,,,,",
      "a5511,T1,5511,0.02,,,2026-11-01,2026-11-30")
    #expect(try Self.find(rates, "", "551133334444", "2026-11-10") == "sp")
    #expect(try Self.find(rates, "", "554833334444", "2026-11-10") == "brasil")
    #expect(try Self.find(rates, "", "351211234567", "2026-11-10") == "any")
    #expect(try Self.find(rates, "T1", "551133334444", "2026-11-30") == "a5511")
    // The trunk's shorter prefix comes before a longer one of no trunk.
    #expect(try Self.find(rates, "T1", "551133334444", "2026-12-01") == "a55")
    #expect(try Self.find(rates, "T1", "351211234567", "2026-11-10") == "any")
    #expect(try Self.find(rates, "T2", "551133334444", "2026-11-10") == "sp")
    #expect(try Self.find(try Self.rates("x,T1,55,1,,,,"), "", "551133334444", "2026-11-10") == "none")
    #expect(try CarrierRates(tables: [:]).isEmpty)
  }

  @Test func `minimum and steps, cut to six decimals`() throws {
    let rate = try #require(
      try Self.rates("a,,,0.02,30,6,,").find(trunk: "", called: .blank, on: CivilDate(year: 2026, month: 1, day: 1)))
    #expect([0, 1, 30, 31, 36, 37].map { rate.cost(seconds: $0) } == [10_000, 10_000, 10_000, 12_000, 12_000, 14_000])
    let exact = try #require(
      try Self.rates("a,,,0.000001,0,1,,").find(trunk: "", called: .blank, on: CivilDate(year: 2026, month: 1, day: 1)))
    #expect([0, 59, 60, 119].map { exact.cost(seconds: $0) } == [0, 0, 1, 1])
  }

  @Test func `a cell at fault makes no fault of another row`() throws {
    let table = Self.header + "a,,,0.01,,,,\nb,,5x,0.01,,,,\nc,,y,0.01,,,,\nd,,,0.02,,,x,\ne,,,0.02,,,,2026-02-30\n"
    let problems = #expect(throws: Problems.self) { try CarrierRates(tables: ["costs.csv": Array(table.utf8)]) }
    #expect(
      try #require(problems).faults.map(\.description) == [
        "costs.csv:3: prefix: expected up to 17 digits, found 5x",
        "costs.csv:4: prefix: expected up to 17 digits, found y",
        "costs.csv:5: valid_from: expected a date of the form YYYY-MM-DD, found x",
        "costs.csv:6: valid_until: expected a date of the form YYYY-MM-DD, found 2026-02-30",
      ])
  }

  @Test func `every fault is told with its place`() throws {
    let table = Self.header + "a,,5x,0.01,,,,\na,,55,,,0,,\na,T,55,1,,,,2026-06-30\nb,T,55,2,,,2026-06-30,\n"
    let problems = #expect(throws: Problems.self) { try CarrierRates(tables: ["costs.csv": Array(table.utf8)]) }
    #expect(
      try #require(problems).faults.map(\.description) == [
        "costs.csv:2: prefix: expected up to 17 digits, found 5x",
        "costs.csv:3: price_per_minute: expected digits with a decimal point and at most 6 decimals, such as 0.05, found nothing",
        "costs.csv:3: step_s: expected 1 to 999999999, found 0",
        "costs.csv:5: valid_from: expected days on which no other row of the trunk and prefix holds, found 2026-06-30, on "
          + "which costs.csv:4 holds",
      ])
  }
}
