import CallModel
import Rating
import Registry
import Testing

@Suite("Spec 3.5 to 3.7: from seconds to money")
struct ChargingTests {
  /// Owns the tables of steps.
  private let storage = TableStorage()

  private func tariff(minimum: Int = 30, step: Int = 6, fee: Int64 = 0, steps: Int = 1) -> Tariff {
    Tariff(
      connectionFee: Money(micros: fee), minimumSeconds: minimum, stepSeconds: step, firstStep: 0, stepCount: steps)
  }

  private func steps(_ steps: [(from: Int, micros: Int64)] = [(0, 390_000)]) -> FixedTable<PriceStep> {
    storage.fixed(
      steps.map { PriceStep(fromSecond: $0.from, pricePerMinute: Money(micros: $0.micros), fileLine: 2) })
  }

  private func plan(
    _ rounding: RoundingMode = .halfUp, decimals: Int = 4, _ chargeRounding: ChargeRounding = .exact
  ) -> PlanFacts {
    PlanFacts(
      PlanRow(
        id: "P", name: "", graceSeconds: 3, rounding: rounding, decimals: decimals, allowanceScope: .line,
        chargeRounding: chargeRounding))
  }

  @Test(
    "3.5: the minimum, then whole steps",
    arguments: [
      (30, 6, 4, 30), (30, 6, 29, 30), (30, 6, 30, 30), (30, 6, 31, 36), (30, 6, 36, 36), (30, 6, 37, 42),
      (30, 6, 125, 126), (30, 6, 570, 570), (60, 60, 1, 60), (60, 60, 60, 60), (60, 60, 61, 120), (0, 1, 1, 1),
      (0, 1, 1_000_000_000, 1_000_000_000), (0, 6, 1, 6), (0, 7, 7, 7), (0, 7, 8, 14), (30, 1, 31, 31),
      (1_000, 1, 4, 1_000), (30, 999_999_999, 31, 1_000_000_029),
    ])
  func billedSeconds(_ minimum: Int, _ step: Int, _ duration: Int, _ billed: Int) {
    #expect(Charging.billedSeconds(duration: duration, tariff(minimum: minimum, step: step)) == billed)
  }

  @Test(
    "3.6: surplus seconds at the price a minute, and the fee if there are any",
    arguments: [
      (0, 36, 0, 234_000), (30, 36, 0, 39_000), (36, 36, 100_000, 0), (0, 36, 100_000, 334_000),
      (35, 36, 100_000, 106_500), (0, 0, 100_000, 0),
    ] as [(Int, Int, Int64, Int64)])
  func gross(_ covered: Int, _ billed: Int, _ fee: Int64, _ micros: Int64) {
    let gross = Charging.gross(covered: covered, billed: billed, tariff(fee: fee), steps: steps(), plan())
    #expect(gross.micros == micros)
  }

  @Test(
    "3.4, 3.6: each second costs the price of its own step; the allowance covers the first seconds",
    arguments: [
      (0, 60, 600_000), (0, 61, 605_000), (0, 180, 1_200_000), (0, 240, 1_260_000), (60, 180, 600_000),
      (90, 240, 510_000), (180, 240, 60_000), (200, 240, 40_000), (239, 240, 1_000),
    ] as [(Int, Int, Int64)])
  func priceSteps(_ covered: Int, _ billed: Int, _ micros: Int64) {
    let prices = steps([(0, 600_000), (60, 300_000), (180, 60_000)])
    let gross = Charging.gross(
      covered: covered, billed: billed, tariff(steps: 3), steps: prices, plan(decimals: 6))
    #expect(gross.micros == micros)
  }

  @Test(
    "3.6: one rounding, to the plan's decimals, by its mode; ties go where the mode says",
    arguments: [
      // Sixtieths of a millionth; 4 decimals are hundreds of millionths, 6000 of these units.
      (RoundingMode.halfUp, 3_000, 100), (.halfUp, 2_999, 0), (.halfUp, 9_000, 200), (.halfUp, 6_000, 100),
      (.up, 1, 100), (.up, 0, 0), (.up, 6_000, 100), (.up, 6_001, 200), (.down, 5_999, 0), (.down, 6_000, 100),
      (.halfEven, 3_000, 0), (.halfEven, 3_001, 100), (.halfEven, 9_000, 200), (.halfEven, 15_000, 200),
      (.halfEven, 14_999, 200), (.halfEven, 15_001, 300),
      // Beyond 64 bits.
      (.halfUp, 60_000_000_000_000_003_000, 1_000_000_000_000_000_100),
      (.halfUp, 60_000_000_000_000_002_999, 1_000_000_000_000_000_000),
      (.halfEven, 60_000_000_000_000_003_000, 1_000_000_000_000_000_000),
      (.halfEven, 60_000_000_000_000_009_000, 1_000_000_000_000_000_200),
      (.up, 60_000_000_000_000_000_001, 1_000_000_000_000_000_100),
      (.down, 60_000_000_000_000_005_999, 1_000_000_000_000_000_000),
    ] as [(RoundingMode, Int128, Int64)])
  func rounding(_ mode: RoundingMode, _ sixtieths: Int128, _ micros: Int64) {
    #expect(Charging.round(sixtieths: sixtieths, decimals: 4, mode).micros == micros)
  }

  @Test(
    "11.1: with charge_rounding cut the gross is cut to the plan's decimals, regardless of what rounding says",
    arguments: [(2, 230_000), (3, 234_000), (4, 234_600), (5, 234_650), (6, 234_655)] as [(Int, Int64)])
  func cutGross(_ decimals: Int, _ micros: Int64) {
    for rounding in RoundingMode.allCases {
      // 36 s at 0.391093 a minute: 0.2346558.
      let gross = Charging.gross(
        covered: 0, billed: 36, tariff(), steps: steps([(0, 391_093)]), plan(rounding, decimals: decimals, .cut))
      #expect(gross.micros == micros)
    }
  }

  @Test(
    "11.1: what is left after value allowances is cut to centavos, or kept",
    arguments: [
      (234_000, 0, 230_000, 234_000), (239_999, 0, 230_000, 239_999), (240_000, 0, 240_000, 240_000),
      (234_000, 14_000, 220_000, 220_000), (234_000, 224_001, 0, 9_999), (9_999, 0, 0, 9_999), (0, 0, 0, 0),
    ] as [(Int64, Int64, Int64, Int64)])
  func cutAmount(_ gross: Int64, _ allowance: Int64, _ cut: Int64, _ exact: Int64) {
    func amount(_ chargeRounding: ChargeRounding) -> Int64 {
      Charging.amount(
        gross: Money(micros: gross), allowance: Money(micros: allowance), plan(decimals: 6, chargeRounding)
      ).micros
    }
    #expect(amount(.cut) == cut)
    #expect(amount(.exact) == exact)
  }

  @Test("I6: decimals from 2 to 6", arguments: [(2, 120_000), (3, 123_000), (4, 123_500), (5, 123_460), (6, 123_457)])
  func decimals(_ decimals: Int, _ micros: Int64) {
    #expect(Charging.round(sixtieths: 123_456 * 60 + 59, decimals: decimals, .halfUp).micros == micros)
  }

  @Test("I6: the greatest price of the longest call fits")
  func greatest() {
    let gross = Charging.gross(
      covered: 0, billed: 2_000_000_000, tariff(fee: 99_999_999_999), steps: steps([(0, 99_999_999_999)]),
      plan(.up, decimals: 2))
    #expect(gross.micros == 3_333_333_433_300_000_000)
  }

  @Test(
    "3.7: a service is rounded half-up to centavos",
    arguments: [(0, 0), (4_999, 0), (5_000, 1), (289_000, 29), (294_999, 29), (295_000, 30), (10_000, 1)]
      as [(Int128, Int128)])
  func centavos(_ micros: Int128, _ expected: Int128) {
    #expect(Charging.centavos(micros: micros) == expected)
  }
}

@Suite("Spec 3.6: cycles")
struct CycleTests {
  @Test(
    "a call belongs to the cycle of its date",
    arguments: [
      ("2026-12-09", 10, "2026-11-10", "2026-12-09"), ("2026-12-10", 10, "2026-12-10", "2027-01-09"),
      ("2027-01-09", 10, "2026-12-10", "2027-01-09"), ("2026-01-01", 1, "2026-01-01", "2026-01-31"),
      ("2026-01-01", 2, "2025-12-02", "2026-01-01"), ("2024-02-29", 1, "2024-02-01", "2024-02-29"),
      ("2024-02-29", 25, "2024-02-25", "2024-03-24"), ("2024-03-01", 25, "2024-02-25", "2024-03-24"),
      ("2026-02-28", 1, "2026-02-01", "2026-02-28"), ("2026-03-01", 1, "2026-03-01", "2026-03-31"),
      ("2026-12-31", 25, "2026-12-25", "2027-01-24"), ("2000-02-29", 10, "2000-02-10", "2000-03-09"),
      ("1970-01-01", 25, "1969-12-25", "1970-01-24"), ("2199-12-31", 1, "2199-12-01", "2199-12-31"),
    ])
  func cycles(_ date: String, _ resetDay: Int, _ start: String, _ end: String) throws {
    let found = Cycle.start(of: try #require(CivilDate(text: date)), resetDay: resetDay)
    #expect(found.description == start)
    #expect(Cycle.end(startingOn: found).description == end)
  }

  @Test("every day of 1970 to 2199 lies in exactly one cycle", arguments: [1, 10, 25])
  func everyDay(resetDay: Int) {
    var day = CivilDate(year: 1970, month: 1, day: 1)
    let last = CivilDate(year: 2199, month: 12, day: 31)
    var start = Cycle.start(of: day, resetDay: resetDay)
    while day < last {
      day.daysSinceEpoch += 1
      let next = Cycle.start(of: day, resetDay: resetDay)
      if next != start {
        #expect(next == day, "a cycle begins on its first day")
        #expect(Cycle.end(startingOn: start).daysSinceEpoch == day.daysSinceEpoch - 1)
        start = next
      }
      #expect(day <= Cycle.end(startingOn: start))
    }
  }
}
