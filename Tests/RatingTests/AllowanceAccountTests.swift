import CallModel
import Rating
import Registry
import Testing

@Suite("Spec 3.6: allowances")
struct AllowanceAccountTests {
  /// A second costs R$ 0.001, and the seconds billed are those of the call.
  private static let rates = """
    plan,zone,price_per_minute,minimum_s,step_s
    P,local,0.06,0,1
    P,*,0.06,0,1
    P,intl:europe,0.06,0,1

    """

  /// The account of a plan with these rows of allowances.csv, and what calls take from it.
  private struct Bench {
    let registry: Registry
    private var left: [Int64] = []

    init(
      allowances rows: [String], rates: String = AllowanceAccountTests.rates, plans: String = "id\nP\n"
    ) throws {
      let tables = [
        "contracts.csv": "id\nC\n", "plans.csv": plans,
        "lines.csv": "id,contract,number,plan,reset_day\nL,C,554833330001,P,10\n", "rates.csv": rates,
        "allowances.csv": (["plan,name,kind,amount,zones,priority"] + rows).joined(separator: "\n"),
      ]
      registry = Registry(try RegistryLoader.load(tables: tables.mapValues { Array($0.utf8) }))
      restart()
    }

    mutating func restart() {
      left = Array(repeating: -1, count: registry.allowances.plans[0].count)
      AllowanceAccount.fill(&left, at: 0, registry.allowances.plans[0], registry.allowances)
    }

    mutating func charge(_ zone: String, _ duration: Int) throws -> CallCharge {
      let index = try #require(registry.zones.index(named: zone))
      let day = CivilDate(year: 2026, month: 11, day: 10)
      let answer = registry.rates.find(plan: 0, zone: index, date: day, secondOfDay: 0)
      guard case .tariff(let tariff) = answer else { throw NoTariff() }
      return AllowanceAccount.charge(
        duration: duration, zone: index, tariff: registry.rates.tariffs[tariff], steps: registry.rates.steps,
        plan: registry.planFacts[0], allowances: registry.allowances.plans[0], table: registry.allowances, left: &left,
        at: 0)
    }

    /// The seconds that the time allowances cover of a call.
    mutating func covered(_ zone: String, _ duration: Int) throws -> Int { try charge(zone, duration).coveredSeconds }

    /// What the value allowances cover of a call, in thousandths of a real: the call's seconds, if they cover it all.
    mutating func value(_ zone: String, _ duration: Int) throws -> Int64 {
      try charge(zone, duration).allowanceAmount.micros / 1_000
    }
  }

  private struct NoTariff: Error {}

  @Test("a call that meets the end of an allowance is split; other zones are not covered")
  func split() throws {
    var bench = try Bench(allowances: ["P,A,minutes,10,local,1"])
    #expect(try bench.covered("local", 570) == 570)
    let charge = try bench.charge("local", 66)
    #expect(charge.coveredSeconds == 30)
    #expect(charge.surplusSeconds == 36)
    #expect(charge.amount.micros == 36_000)
    #expect(try bench.covered("local", 30) == 0)
    #expect(try bench.covered("vc1", 30) == 0)
  }

  @Test("ascending priority, then name; one call may take from several")
  func order() throws {
    var bench = try Bench(
      allowances: ["P,B,seconds,10,local,2", "P,C,seconds,10,*,1", "P,A,seconds,10,local vc1,2"])
    #expect(try bench.covered("local", 15) == 15)
    // C is empty and A half: B still has its own for local, vc1 has what is left of A.
    #expect(try bench.covered("vc1", 30) == 5)
    #expect(try bench.covered("local", 30) == 10)
  }

  @Test("a listed parent covers its zones, a listed zone only itself")
  func parents() throws {
    var wide = try Bench(allowances: ["P,A,seconds,10,intl,1"])
    #expect(try wide.covered("intl:europe", 4) == 4)
    #expect(try wide.covered("intl", 4) == 4)
    #expect(try wide.covered("local", 4) == 0)
    var narrow = try Bench(allowances: ["P,A,seconds,10,intl:europe,1"])
    #expect(try narrow.covered("intl", 4) == 0)
    #expect(try narrow.covered("intl:europe", 4) == 4)
  }

  @Test("value allowances cover the price of the surplus, in their own order")
  func value() throws {
    var bench = try Bench(allowances: ["P,V,value,0.05,*,2", "P,W,value,0.01,local,1"])
    #expect(try bench.value("local", 30) == 30)
    #expect(try bench.value("vc1", 40) == 30)
    #expect(try bench.value("vc1", 30) == 0)
    var both = try Bench(allowances: ["P,T,seconds,10,*,9", "P,V,value,0.05,*,1"])
    let charge = try both.charge("vc1", 30)
    #expect(charge.coveredSeconds == 10)
    #expect(charge.allowanceAmount.micros == 20_000)
    #expect(charge.amount == .zero)
  }

  @Test("a new cycle fills allowances up; nothing is carried over")
  func restart() throws {
    var bench = try Bench(allowances: ["P,A,minutes,1,*,1", "P,V,value,0.02,*,1"])
    #expect(try bench.covered("local", 50) == 50)
    #expect(try bench.value("local", 20) == 10)
    bench.restart()
    let charge = try bench.charge("local", 100)
    #expect(charge.coveredSeconds == 60)
    #expect(charge.allowanceAmount.micros == 20_000)
    #expect(charge.amount.micros == 20_000)
  }

  @Test("a plan without allowances covers nothing")
  func none() throws {
    var bench = try Bench(allowances: [])
    #expect(bench.registry.allowances.plans[0].count == 0)
    let charge = try bench.charge("local", 100)
    #expect(charge.coveredSeconds == 0)
    #expect(charge.allowanceAmount == .zero)
    #expect(charge.amount.micros == 100_000)
  }

  @Test("11.1: a value allowance is taken to the plan's decimals, and what it leaves is cut to centavos")
  func cut() throws {
    // 17 s are 0.01717 of a real: 0.0171 with four decimals.
    var bench = try Bench(
      allowances: ["P,V,value,0.04,*,1"], rates: "plan,zone,price_per_minute,minimum_s,step_s\nP,*,0.0606,0,1\n",
      plans: "id,rounding,charge_rounding\nP,up,cut\n")
    for (allowance, amount) in [(17_100, 0), (17_100, 0), (5_800, 10_000), (0, 10_000)] {
      let charge = try bench.charge("local", 17)
      #expect((charge.allowanceAmount.micros, charge.amount.micros) == (Int64(allowance), Int64(amount)))
    }
  }

  @Test("3.8, 11.1: the worked example with fractions of a centavo cut")
  func workedExampleCut() throws {
    var bench = try Bench(
      allowances: ["P,A,minutes,10,local,1"], rates: "plan,zone,price_per_minute\nP,local,0.05\nP,vc1,0.39\n",
      plans: "id,charge_rounding\nP,cut\n")
    let calls = [("local", 570), ("local", 61), ("vc1", 31), ("local", 7)]
    #expect(try calls.map { try bench.charge($0.0, $0.1).amount.micros } == [0, 30_000, 230_000, 20_000])
  }

  @Test("3.8: the worked example, call by call")
  func workedExample() throws {
    var bench = try Bench(
      allowances: ["P,A,minutes,10,local,1"], rates: "plan,zone,price_per_minute\nP,local,0.05\nP,vc1,0.39\n")
    func charge(_ zone: String, _ duration: Int) throws -> [Int64] {
      let charge = try bench.charge(zone, duration)
      let seconds = [charge.billedSeconds, charge.coveredSeconds, charge.surplusSeconds].map { Int64($0) }
      return seconds + [charge.amount.micros]
    }
    #expect(try charge("local", 570) == [570, 570, 0, 0])
    #expect(try charge("local", 61) == [66, 30, 36, 30_000])
    #expect(try charge("vc1", 31) == [36, 0, 36, 234_000])
    #expect(try charge("local", 7) == [30, 0, 30, 25_000])
  }
}
