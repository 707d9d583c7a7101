import CallModel
import Registry
import Testing

@Suite("From columns to rows, spec 2.2")
struct EveryColumnTests {
  private let sample = SampleTables()

  @Test("spec 2.2: every column of every table reaches its row")
  func everyColumn() throws {
    let tables =
      try sample
      .table("contracts.csv", "id,customer,status", "C1,Ana,blocked-manual", "C2,,")
      .plans("P1,Plano 1,0,half-even,6,contract,cut", "P2,,,,,,")
      .lines(
        "L1,C2,554833330001,P2,25,2026-01-01,2026-12-31,no,TRK01,042296,554833330000,554833330099,99.90",
        "L2,C2,5548933330002,P2,20,,,,,,,,"
      )
      .table(
        "dids.csv", "line,number,priority,port,active_from,active_until,terminal,credential",
        "L1,554833330003,2,1,2026-02-01,2026-11-30,t,c", "L2,554833330004,,,,,,"
      )
      .table(
        "allowances.csv", "plan,name,kind,amount,zones,priority,proration,carry_over",
        "P2,m,minutes,1.5,local vc1,7,days,minutes 2.5", "P1,s,seconds,90,*,,none,none",
        "P1,v,value,10.50,intl:europe,,,all"
      )
      .rates("P1,intl:europe,1.25,0.10,60,1,0,night,2026-01-01,2026-06-30")
      .table("bands.csv", "band,days,from,until", "day,mon fri,08:00,18:00", "night,sun holiday,00:00,24:00")
      .table("holidays.csv", "date,name", "2026-12-25,Natal", "2028-02-29,")
      .table("zones.csv", "prefix,zone", "5548,mobile", "1,intl:us", "0800,free", "44,intl:us")
      .load()
    #expect(tables.contracts.map(\.status) == [.blockedManual, .active])
    #expect(tables.plans.map(\.name) == ["Plano 1", ""])
    #expect(tables.plans.map(\.graceSeconds) == [0, 3])
    #expect(tables.plans.map(\.rounding) == [.halfEven, .halfUp])
    #expect(tables.plans.map(\.decimals) == [6, 4])
    #expect(tables.plans.map(\.allowanceScope) == [.contract, .line])
    #expect(tables.plans.map(\.chargeRounding) == [.cut, .exact])
    #expect(tables.allowances.map(\.isProrated) == [true, false, false])
    #expect(tables.allowances.map(\.carryOver) == [.seconds(150), .none, .all])
    let line = tables.lines[0]
    #expect((line.id, line.contract, line.plan, line.resetDay) == ("L1", 1, 1, 25))
    #expect(line.number == PhoneNumber(value: 554_833_330_001, digitCount: 12))
    #expect("\(line.activePeriod.first) \(line.activePeriod.last)" == "2026-01-01 2026-12-31")
    #expect((line.isActive, line.trunk, line.accountCode) == (false, "TRK01", "042296"))
    #expect(line.numberRange == 554_833_330_000...554_833_330_099)
    #expect(line.creditLimit == Money(micros: 99_900_000))
    let other = tables.lines[1]
    #expect((other.contract, other.plan, other.resetDay, other.isActive) == (1, 1, 20, true))
    #expect(other.activePeriod == .unbounded)
    #expect((other.numberRange, other.creditLimit, other.trunk) == (nil, nil, ""))
    #expect(tables.dids.map(\.lineID) == ["L1", "L2"])
    #expect(tables.dids.map(\.priority) == [2, nil])
    #expect(tables.dids.map(\.port) == [1, nil])
    let did = tables.dids[0].activePeriod
    #expect("\(did.first) \(did.last)" == "2026-02-01 2026-11-30")
    #expect(tables.dids[1].activePeriod == .unbounded)
    expectPrices(tables)
  }

  @Test("spec 6.2: lines without a plan have one that prices nothing; it is there only for them")
  func noPlan() throws {
    let tables = try sample.lines("L1,C1,554833330001,,1,,,,,,,,", "L2,C2,554833330002,P2,1,,,,,,,,").load()
    #expect(tables.plans.map(\.id) == ["P1", "P2", ""])
    #expect(tables.lines.map(\.plan) == [2, 1])
    #expect((tables.plans[2].isNone, tables.plans[2].decimals) == (true, 4))
    #expect(tables.rates.allSatisfy { $0.plan < 2 })
    #expect(try sample.load().plans.map(\.id) == ["P1", "P2"])
    let summary = RegistrySummary(Registry(tables))
    #expect(summary.plans.map(\.id) == ["P1", "P2"])
    #expect(summary.plans.map(\.lines) == [0, 1])
    #expect(summary.linePeriodsWithoutPlan == 1)
    #expect(
      sample.with("lines.csv", "id,contract,number,reset_day\nL1,C1,554833330001,1\n").faults == [
        "lines.csv:1: plan: expected this column in the header, found no column of that name"
      ])
  }

  @Test("spec 6.2: every column of each table, as its header says, is accepted")
  func wholeHeaders() throws {
    let values = [
      "lines": "L1,C1,554833330001,P1,10,2026-01-01,2026-12-31,yes,T,042296,554833330000,554833330099,99.90,trunk,d,e,"
        + "p,g1,any,Default,2,x,t,c,active,812",
      "contracts": "C1,Ana,overdue,Laguna,3041", "dids": "L1,554833330003,2,1,2026-02-01,2026-11-30,t,c",
      "ranges": "r,5548,33330000,33339999,30", "partitions": "p,Sul,yes,g1,g2,g3,g4", "categories": "Gold,g1",
      "licences": "Basic,x", "cost_centres": "Default", "zone_labels": "intl:europe,Europa",
      "hidden_numbers": "188,Apoio",
    ]
    var tables = sample
    for (name, row) in values {
      let table = try #require(TableDescription.named(name))
      #expect(row.split(separator: ",").count == table.columns.count, "\(name)")
      tables = tables.table(table.fileName, table.columns.map(\.name).joined(separator: ","), row)
    }
    #expect(tables.faults == [])
    for mode in [PlatformMode.stable, .beta] {
      let unknown = tables.faults(RegistryRules(mode: mode)).filter { !$0.hasPrefix("partitions.csv:2:") }
      #expect(unknown == [])
    }
  }

  private func expectPrices(_ tables: RegistryTables) {
    #expect(tables.allowances.map(\.plan) == [1, 0, 0])
    #expect(tables.allowances.map(\.amount) == [.seconds(90), .seconds(90), .value(Money(micros: 10_500_000))])
    #expect(tables.allowances.map(\.zones) == [["local", "vc1"], ["*"], ["intl:europe"]])
    #expect(tables.allowances.map(\.priority) == [7, 1, 1])
    let (rate, plain) = (tables.rates[0], tables.rates[1])
    #expect((rate.plan, rate.zone, rate.band, rate.fileLine) == (0, "intl:europe", 1, 2))
    #expect((rate.pricePerMinute.micros, rate.connectionFee.micros) == (1_250_000, 100_000))
    #expect((rate.minimumSeconds, rate.stepSeconds, rate.fromSecond) == (60, 1, 0))
    #expect("\(rate.validity.first) \(rate.validity.last)" == "2026-01-01 2026-06-30")
    #expect((plain.plan, plain.zone, plain.band, plain.validity) == (1, "*", nil, .unbounded))
    #expect((plain.connectionFee.micros, plain.minimumSeconds, plain.stepSeconds, plain.fromSecond) == (0, 30, 6, 0))
    #expect(tables.bandNames == ["day", "night"])
    #expect(tables.bandWindows.map(\.days) == [0b0001_0001, 0b1100_0000])
    #expect(tables.bandWindows.map(\.fromMinute) == [480, 0])
    #expect(tables.bandWindows.map(\.untilMinute) == [1080, 1440])
    #expect(tables.holidays.map { "\($0.date) \($0.name)" } == ["2026-12-25 Natal", "2028-02-29 "])
    #expect(tables.zoneNames == ["mobile", "intl:us", "free"])
    #expect(tables.zones.map { "\($0.prefix) \($0.zone)" } == ["5548 0", "1 1", "0800 2", "44 1"])
  }
}
