import Testing

@testable import ReferenceRating

@Suite("Spec 3.5, 3.6: billed seconds and money")
struct MoneyTests {
  private func rate(_ price: String, fee: String = "0", minimum: Int = 30, step: Int = 6, from: Int = 0) -> RateRow {
    RateRow(
      plan: "P", zone: "local", pricePerMinute: parseMillionths(price), connectionFee: parseMillionths(fee),
      minimumSeconds: minimum, stepSeconds: step, fromSecond: from, band: "", validity: Period(from: nil, until: nil))
  }

  @Test(
    "cadence",
    arguments: [
      (30, 6, 31, 36), (30, 6, 30, 30), (30, 6, 4, 30), (30, 6, 36, 36), (30, 6, 37, 42), (0, 1, 5, 5),
      (60, 60, 61, 120),
      (1, 1, 1, 1),
    ])
  func billed(_ minimum: Int, _ step: Int, _ duration: Int, _ billed: Int) {
    let price = Price(steps: [rate("1", minimum: minimum, step: step)])
    #expect(price.billedSeconds(durationSeconds: duration) == billed)
  }

  @Test(
    "rounding to the plan's decimals",
    arguments: [
      ("half-up", 1, "0.01"), ("up", 1, "0.01"), ("down", 1, "0.00"), ("half-even", 1, "0.00"),
      ("half-up", 3, "0.02"), ("up", 3, "0.02"), ("down", 3, "0.01"), ("half-even", 3, "0.02"),
      ("half-even", 5, "0.02"), ("up", 2, "0.01"), ("half-even", 6, "0.03"),
    ])
  func rounding(_ name: String, _ halfCentavos: Int, _ shown: String) throws {
    let plan = Plan(
      id: "P", graceSeconds: 0, rounding: try #require(Rounding(rawValue: name)), decimals: 2, isPooled: false)
    // 0.30 a minute is half a centavo a second.
    let gross = Price(steps: [rate("0.30")]).gross(surplus: 10..<10 + halfCentavos, plan: plan)
    #expect(formatAmount(gross, decimals: 2) == shown)
  }

  @Test(
    "spec 11.1: with charge_rounding cut the price is cut to the plan's decimals, the charge to centavos",
    arguments: [
      (2, 36, "0.23", "0.23"), (4, 36, "0.2346", "0.2300"), (6, 36, "0.234655", "0.230000"), (3, 1, "0.006", "0.000"),
      (4, 2, "0.0130", "0.0100"), (4, 0, "0.0000", "0.0000"),
    ])
  func cut(_ decimals: Int, _ seconds: Int, _ gross: String, _ charged: String) {
    let plan = Plan(id: "P", graceSeconds: 0, rounding: .up, decimals: decimals, isPooled: false, cutsFractions: true)
    let found = Price(steps: [rate("0.391093")]).gross(surplus: 0..<seconds, plan: plan)
    #expect(formatAmount(found, decimals: decimals) == gross)
    #expect(formatAmount(plan.charged(found), decimals: decimals) == charged)
  }

  @Test("the surplus is priced at the steps of its own seconds, and the fee only with surplus")
  func steps() {
    let plan = Plan(id: "P", graceSeconds: 0, rounding: .halfUp, decimals: 4, isPooled: false)
    let price = Price(steps: [rate("0.60", fee: "0.1"), rate("0.06", from: 60), rate("0.006", from: 120)])
    func gross(_ surplus: Range<Int>) -> String { formatAmount(price.gross(surplus: surplus, plan: plan), decimals: 4) }
    #expect(gross(0..<180) == "0.7660")  // 0.60 + 0.06 + 0.006 + 0.1
    #expect(gross(59..<61) == "0.1110")
    #expect(gross(120..<130) == "0.1010")
    #expect(gross(130..<130) == "0.0000")
  }

  @Test(
    "prices are written as in the table, trailing zeros cut",
    arguments: [("0.3900", "0.39"), ("5", "5"), ("10.00", "10"), ("0", "0"), ("0.000001", "0.000001")])
  func price(_ text: String, _ shown: String) {
    #expect(formatPrice(parseMillionths(text)) == shown)
  }
}
