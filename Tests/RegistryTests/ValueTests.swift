import CallModel
import Registry
import Testing

@Suite("The values of single cells, spec 2.2")
struct ValueTests {
  private let sample = SampleTables()

  @Test(
    "spec 2.2: plans.csv",
    arguments: [
      Case("P1,,999999999,up,2,line,"),
      Case("P1,,,down,6,contract,"),
      Case("P1,,1000000000,,,,", "plans.csv:2: grace_s: expected 0 to 999999999, found 1000000000"),
      Case("P1,,3.0,,,,", "plans.csv:2: grace_s: expected 0 to 999999999, found 3.0"),
      Case("P1,,,nearest,,,", "plans.csv:2: rounding: expected half-up, up, down or half-even, found nearest"),
      Case("P1,,,,1,,", "plans.csv:2: decimals: expected 2 to 6, found 1"),
      Case("P1,,,,7,,", "plans.csv:2: decimals: expected 2 to 6, found 7"),
      Case("P1,,,,,plan,", "plans.csv:2: allowance_scope: expected line or contract, found plan"),
      Case("P1,,,,,,cut"),
      Case("P1,,,,,,exact"),
      Case("P1,,,,,,Cut", "plans.csv:2: charge_rounding: expected cut or exact, found Cut"),
    ])
  func plans(example: Case) {
    #expect(sample.plans(example.input, "P2,,,,,,").faults == example.faults)
  }

  @Test(
    "spec 2.2: allowances.csv",
    arguments: [
      Case("P1,a,minutes,0.05,*,0"),
      Case("P1,a,minutes,0.01,*,", whole("0.01")),
      Case("P1,a,seconds,90.0,*,"),
      Case("P1,a,seconds,90.5,*,", whole("90.5")),
      Case("P1,a,seconds,1000000000000,*,"),
      Case(
        "P1,a,seconds,1000000000001,*,",
        "allowances.csv:2: amount: expected at most 1000000000000, found 1000000000001"),
      Case("P1,a,minutes,16666666666,*,"),
      Case(
        "P1,a,minutes,16666666667,*,",
        "allowances.csv:2: amount: expected at most 16666666666.666666, found 16666666667"),
      Case("P1,a,value,999999999.99,*,"),
      Case("P1,a,value,1.23,*,"),
      Case("P1,a,value,1,*,"),
      Case(
        "P1,a,value,1000000000,*,",
        "allowances.csv:2: amount: expected at most 999999999.99, found 1000000000"),
      Case(
        "P1,a,value,0.001,*,",
        "allowances.csv:2: amount: expected digits with a decimal point and at most 2 decimals, such as 0.05, "
          + "found 0.001"),
      Case("P1,a,hours,1,*,", "allowances.csv:2: kind: expected minutes, seconds or value, found hours"),
      Case(
        "P1,a,minutes,,*,",
        "allowances.csv:2: amount: expected digits with a decimal point and at most 6 decimals, such as 0.05, "
          + "found nothing"),
      Case(
        "P9,,minutes,1,,", "allowances.csv:2: plan: expected the id of a plan in plans.csv, found P9",
        "allowances.csv:2: name: expected the name of an allowance, found nothing",
        "allowances.csv:2: zones: expected at least one zone, separated by spaces, or * for all, found nothing"),
      Case(
        "P1,a,minutes,1,  ,",
        "allowances.csv:2: zones: expected at least one zone, separated by spaces, or * for all, found \"  \""),
      Case(
        "P1,a,minutes,1,local a:b:c,",
        "allowances.csv:2: zones: expected names of zones with at most one : each, found local a:b:c"),
    ])
  func allowances(example: Case) {
    let header = "plan,name,kind,amount,zones,priority"
    #expect(sample.table("allowances.csv", header, example.input).faults == example.faults)
  }

  @Test(
    "spec 11.5: proration and carry_over of allowances.csv",
    arguments: [
      Case("minutes,,none"), Case("minutes,days,minutes 0.25"), Case("value,none,all"), Case("seconds,,minutes 10"),
      Case("minutes,day,", "allowances.csv:2: proration: expected none or days, found day"),
      Case("minutes,,some", "allowances.csv:2: carry_over: expected none, all or minutes N, found some"),
      Case("minutes,,minutes", "allowances.csv:2: carry_over: expected none, all or minutes N, found minutes"),
      Case("minutes,,minutes x", "allowances.csv:2: carry_over: expected none, all or minutes N, found minutes x"),
      Case("value,,minutes 3", "allowances.csv:2: carry_over: expected none or all, found minutes 3"),
      Case(
        "seconds,,minutes 0.01",
        "allowances.csv:2: carry_over: expected minutes that come to whole seconds, found minutes 0.01"
      ),
    ])
  func passingOn(example: Case) {
    let header = "plan,name,amount,zones,kind,proration,carry_over"
    #expect(sample.table("allowances.csv", header, "P1,a,1,*,\(example.input)").faults == example.faults)
  }

  @Test(
    "spec 2.2: rates.csv",
    arguments: [
      Case("P1,local,99999.999999,99999.999999,999999999,999999999,0,,,"),
      Case("P1,local,0,,0,1,0,,,"),
      Case("P1,local,00.050000,,,,,,,"),
      Case("P1,local,100000,,,,,,,", "rates.csv:2: price_per_minute: expected at most 99999.999999, found 100000"),
      Case("P1,local,0.05,100000,,,,,,", "rates.csv:2: connection_fee: expected at most 99999.999999, found 100000"),
      Case("P1,local,\"0,05\",,,,,,,", price("0,05")),
      Case("P1,local,.05,,,,,,,", price(".05")),
      Case("P1,local,1.,,,,,,,", price("1.")),
      Case("P1,local,-1,,,,,,,", price("-1")),
      Case("P1,local,+1,,,,,,,", price("+1")),
      Case("P1,local,1e3,,,,,,,", price("1e3")),
      Case("P1,local,0.0000001,,,,,,,", price("0.0000001")),
      Case("P1,local,1.2.3,,,,,,,", price("1.2.3")),
      Case(
        "P1,local,99999999999999999999,,,,,,,",
        "rates.csv:2: price_per_minute: expected at most 99999.999999, found 99999999999999999999"),
      Case("P1,local,,,,,,,,", price("nothing")),
      Case(
        "P1,local,0.05,,1000000000,0,,,,", "rates.csv:2: minimum_s: expected 0 to 999999999, found 1000000000",
        "rates.csv:2: step_s: expected 1 to 999999999, found 0"),
      Case("P1,a:b:c,0.05,,,,,,,", "rates.csv:2: zone: expected the name of a zone, with at most one :, found a:b:c"),
      Case("P1,,0.05,,,,,,,", "rates.csv:2: zone: expected the name of a zone, found nothing"),
      Case("P1,local,0.05,,,,,night,,", "rates.csv:2: band: expected the name of a band in bands.csv, found night"),
      Case(
        "P1,local,0.05,,,,,,2026-13-01,",
        "rates.csv:2: valid_from: expected a date of the form YYYY-MM-DD, found 2026-13-01"),
    ])
  func rates(example: Case) {
    #expect(sample.rates(example.input).faults == example.faults)
  }

  @Test(
    "spec 2.2: bands.csv",
    arguments: [
      Case("b,mon tue wed thu fri sat sun holiday,00:00,24:00"),
      Case("b,mon,23:59,24:00"),
      Case("b,mon,08:00,08:00", "bands.csv:2: until: expected a time after from, found 08:00"),
      Case("b,mon,24:00,24:00", "bands.csv:2: from: expected a time from 00:00 to 23:59, found 24:00"),
      Case(
        "b,mon,8:00,24:01", "bands.csv:2: from: expected a time from 00:00 to 23:59, found 8:00",
        "bands.csv:2: until: expected a time from 00:01 to 24:00, found 24:01"),
      Case(
        "b,mon,08:60,18-00", "bands.csv:2: from: expected a time from 00:00 to 23:59, found 08:60",
        "bands.csv:2: until: expected a time from 00:01 to 24:00, found 18-00"),
      Case(
        ",Mon,08:00,18:00", "bands.csv:2: band: expected the name of a band, found nothing",
        "bands.csv:2: days: expected days separated by spaces: mon, tue, wed, thu, fri, sat, sun, holiday, found Mon"),
      Case(
        "b,,08:00,18:00",
        "bands.csv:2: days: expected days separated by spaces: mon, tue, wed, thu, fri, sat, sun, holiday, "
          + "found nothing"),
    ])
  func bands(example: Case) {
    #expect(sample.table("bands.csv", "band,days,from,until", example.input).faults == example.faults)
  }

  @Test(
    "spec 2.2, 3.3: zones.csv",
    arguments: [
      Case("12345678901234567,intl:far"),
      Case("0800,toll-free"),
      Case("55489,fixed"),
      Case("55,mobile"),
      Case("123456789012345678,intl", "zones.csv:2: prefix: expected 1 to 17 digits, found 123456789012345678"),
      Case("44x,intl", "zones.csv:2: prefix: expected 1 to 17 digits, found 44x"),
      Case(",intl", "zones.csv:2: prefix: expected 1 to 17 digits, found nothing"),
      Case("44,", "zones.csv:2: zone: expected the name of a zone, with at most one :, found nothing"),
      Case("44,a:b:c", "zones.csv:2: zone: expected the name of a zone, with at most one :, found a:b:c"),
      Case("44,fixed", byAreaCode("fixed")),
      Case("5,mobile", byAreaCode("mobile")),
      Case("055,mobile", byAreaCode("mobile")),
      Case("55,on-net", reserved("on-net")),
      Case("55,inbound", reserved("inbound")),
      Case("55,collect", reserved("collect")),
      Case("1,special", reserved("special")),
      Case("400,unified", reserved("unified")),
      Case("55,*", reserved("*")),
    ])
  func zones(example: Case) {
    #expect(sample.table("zones.csv", "prefix,zone", example.input).faults == example.faults)
  }

  @Test("spec 2.2: holidays.csv")
  func holidays() {
    #expect(
      sample.table("holidays.csv", "date,name", "25/12/2026,Natal", ",Nada").faults == [
        "holidays.csv:2: date: expected a date of the form YYYY-MM-DD, found 25/12/2026",
        "holidays.csv:3: date: expected a date of the form YYYY-MM-DD, found nothing",
      ])
  }
}

private func whole(_ found: String) -> String {
  "allowances.csv:2: amount: expected an amount that comes to whole seconds, found \(found)"
}

private func price(_ found: String) -> String {
  "rates.csv:2: price_per_minute: expected digits with a decimal point and at most 6 decimals, such as 0.05, "
    + "found \(found)"
}

private func byAreaCode(_ found: String) -> String {
  "zones.csv:2: zone: expected a zone other than fixed and mobile, which only prefixes from 55 can have, found \(found)"
}

private func reserved(_ found: String) -> String {
  "zones.csv:2: zone: expected a zone that a prefix can decide, none of on-net, inbound, collect, special, unified, *, "
    + "found \(found)"
}
