import CallModel
import Rating
import Registry
import Testing

@Suite("Spec 3.6: allowances")
struct AllowanceAccountTests {
  private static let base = [
    "contracts.csv": "id\nC\n", "plans.csv": "id\nP\n",
    "lines.csv": "id,contract,number,plan,reset_day\nL,C,554833330001,P,10\n",
    "rates.csv": "plan,zone,price_per_minute\nP,local,0.05\nP,*,0.39\nP,intl:europe,1\n",
  ]
  private static let day = CivilDate(year: 2026, month: 11, day: 10)

  /// An account of a plan with these rows of allowances.csv, and what to take from it.
  private struct Bench {
    let registry: Registry
    var account: AllowanceAccount

    init(_ rows: String...) throws {
      var tables = base
      tables["allowances.csv"] = (["plan,name,kind,amount,zones,priority"] + rows).joined(separator: "\n")
      registry = Registry(try RegistryLoader.load(tables: tables.mapValues { Array($0.utf8) }))
      account = AllowanceAccount(registry.allowances[0], cycleStart: day)
    }

    mutating func take(seconds: Int, _ zone: String) throws -> Int {
      let index = try #require(registry.zones.index(named: zone))
      return account.take(
        seconds: seconds, zone: index, parent: Int(registry.zones.parents[index]), registry.allowances[0])
    }

    mutating func take(micros: Int64, _ zone: String) throws -> Int64 {
      let index = try #require(registry.zones.index(named: zone))
      return account.take(
        value: Money(micros: micros), zone: index, parent: Int(registry.zones.parents[index]), registry.allowances[0]
      ).micros
    }
  }

  @Test("a call that meets the end of an allowance is split")
  func split() throws {
    var bench = try Bench("P,A,minutes,10,local,1")
    #expect(try bench.take(seconds: 570, "local") == 570)
    #expect(try bench.take(seconds: 66, "local") == 30)
    #expect(try bench.take(seconds: 30, "local") == 0)
    #expect(try bench.take(seconds: 30, "vc1") == 0)
  }

  @Test("ascending priority, then name; one call may take from several")
  func order() throws {
    var bench = try Bench("P,B,seconds,10,local,2", "P,C,seconds,10,*,1", "P,A,seconds,10,local vc1,2")
    #expect(try bench.take(seconds: 15, "local") == 15)
    // C is empty and A half: B still has its own for local, vc1 has what is left of A.
    #expect(try bench.take(seconds: 30, "vc1") == 5)
    #expect(try bench.take(seconds: 30, "local") == 10)
  }

  @Test("a listed parent covers its zones, a listed zone only itself")
  func parents() throws {
    var bench = try Bench("P,A,seconds,10,intl,1")
    #expect(try bench.take(seconds: 4, "intl:europe") == 4)
    #expect(try bench.take(seconds: 4, "intl") == 4)
    var narrow = try Bench("P,A,seconds,10,intl:europe,1")
    #expect(try narrow.take(seconds: 4, "intl") == 0)
    #expect(try narrow.take(seconds: 4, "intl:europe") == 4)
  }

  @Test("value allowances cover money, in their own order, beside the time allowances")
  func value() throws {
    var bench = try Bench("P,T,seconds,10,*,1", "P,V,value,0.05,*,2", "P,W,value,0.01,local,1")
    #expect(try bench.take(micros: 30_000, "local") == 30_000)
    #expect(try bench.take(micros: 30_000, "vc1") == 30_000)
    #expect(try bench.take(micros: 30_000, "vc1") == 0)
    #expect(try bench.take(seconds: 30, "vc1") == 10)
  }

  @Test("a new cycle fills allowances up; nothing is carried over")
  func restart() throws {
    var bench = try Bench("P,A,minutes,1,*,1", "P,V,value,1,*,1")
    #expect(try bench.take(seconds: 50, "local") == 50)
    #expect(try bench.take(micros: 999_999, "local") == 999_999)
    let next = CivilDate(year: 2026, month: 12, day: 10)
    bench.account.restart(bench.registry.allowances[0], cycleStart: next)
    #expect(bench.account.cycleStart == next)
    #expect(try bench.take(seconds: 100, "local") == 60)
    #expect(try bench.take(micros: 2_000_000, "local") == 1_000_000)
  }

  @Test("a plan without allowances covers nothing")
  func none() throws {
    var bench = try Bench()
    #expect(bench.registry.allowances[0].isEmpty)
    #expect(try bench.take(seconds: 100, "local") == 0)
    #expect(try bench.take(micros: 100, "local") == 0)
  }

  @Test("3.8: the worked example, call by call")
  func workedExample() throws {
    var bench = try Bench("P,A,minutes,10,local,1")
    let registry = bench.registry
    func charge(_ zone: String, _ duration: Int) throws -> [Int64] {
      let index = try #require(registry.zones.index(named: zone))
      guard case .tariff(let tariff) = registry.rates.find(plan: 0, zone: index, date: Self.day, secondOfDay: 0) else {
        return []
      }
      let charge = CallCharge.charge(
        duration: duration, zone: index, tariff: registry.rates.tariffs[tariff], plan: registry.plans[0],
        account: &bench.account, allowances: registry.allowances[0], parent: -1)
      return [
        Int64(charge.billedSeconds), Int64(charge.coveredSeconds), Int64(charge.surplusSeconds), charge.amount.micros,
      ]
    }
    #expect(try charge("local", 570) == [570, 570, 0, 0])
    #expect(try charge("local", 61) == [66, 30, 36, 30_000])
    #expect(try charge("vc1", 31) == [36, 0, 36, 234_000])
    #expect(try charge("local", 7) == [30, 0, 30, 25_000])
  }
}
