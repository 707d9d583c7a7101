import CallModel
import Registry
import Testing

@Suite("What rows must satisfy together, spec 2.2 and 3.4")
struct CrossCheckTests {
  private let sample = SampleTables()

  @Test("spec 2.2: keys stand once")
  func keys() {
    let faults =
      sample
      .table("contracts.csv", "id", "C1", "C2", "C1")
      .plans("P1,,,,,,", "P2,,,,,,", "P1,,,,,,")
      .table(
        "allowances.csv", "plan,name,kind,amount,zones", "P1,a,minutes,1,*", "P2,a,minutes,1,*",
        "P1,a,seconds,1,local"
      )
      .table("holidays.csv", "date", "2026-12-25", "2026-11-02", "2026-12-25", "2026-12-25")
      .table("zones.csv", "prefix,zone", "44,intl:uk", "044,a", "4,b", "44,intl:gb")
      .faults
    #expect(
      faults == [
        "contracts.csv:4: id: expected an id that no other row has, found C1, which contracts.csv:2 has",
        "plans.csv:4: id: expected an id that no other row has, found P1, which plans.csv:2 has",
        "allowances.csv:4: name: expected a name that no other allowance of the plan has, found a, which "
          + "allowances.csv:2 has",
        "holidays.csv:4: date: expected a date that no other row has, found 2026-12-25, which holidays.csv:2 has",
        "holidays.csv:5: date: expected a date that no other row has, found 2026-12-25, which holidays.csv:2 has",
        "zones.csv:5: prefix: expected a prefix that no other row has, found 44, which zones.csv:2 has",
      ])
  }

  @Test("spec 11.2: no two contracts have one number at the ERP, nor two lines on one day")
  func numbersAtTheERP() {
    let contracts = sample.table("contracts.csv", "id,erp_id", "C1,77", "C2,077", "1003,1004", "1004,", "1005,1003")
    #expect(
      contracts.faults == [
        "contracts.csv:3: erp_id: expected a number that is no other contract's, found 77, which contracts.csv:2 has",
        "contracts.csv:4: erp_id: expected a number that is no other contract's, found 1004, the id of contracts.csv:5, "
          + "which has no erp_id of its own: fill that in",
      ])
    // Each has one of its own; 007 is no number as the ERP writes it; a cell at fault makes no other.
    #expect(sample.table("contracts.csv", "id,erp_id", "C1,2", "2,3", "3,1", "C2,", "007,", "08,7", "9,9").faults == [])
    #expect(
      sample.table("contracts.csv", "id,erp_id", "C1,5", "C2,", "5,x").faults == [
        "contracts.csv:4: erp_id: expected 1 to 2147483647, found x"
      ])
    let header = "id,contract,number,plan,reset_day,active_from,active_until,erp_id"
    func lines(_ second: String) -> [String] {
      sample.table("lines.csv", header, "L1,C1,554833330001,P1,10,,2026-06-30,501", second).faults
    }
    #expect(
      lines("L2,C2,5548933330002,P2,20,2026-06-01,,501") == [
        "lines.csv:3: erp_id: expected a number that no other line has between 2026-06-01 and 2026-06-30, found 501, "
          + "which lines.csv:2 has"
      ])
    #expect(lines("L2,C2,5548933330002,P2,20,2026-07-01,,501") == [])
    #expect(lines("L1,C2,554833330001,P1,10,2026-07-01,,501") == [])
  }

  @Test("spec 2.2: a plan has at least one rate")
  func planWithoutRates() {
    #expect(
      sample.plans("P1,,,,,,", "P2,,,,,,", "P3,,,,,,").faults == [
        "plans.csv:4: id: expected a plan with at least one row in rates.csv, found P3, which has none"
      ])
  }

  @Test(
    "spec 2.2: the rows of a line are active on different days",
    arguments: [
      Case("2025-01-01,2025-12-31 2026-01-01,"),
      Case(",2025-12-31 2026-01-01,2026-01-31"),
      Case(", ,", lineTwice("at any time")),
      Case(",2026-01-01 2026-01-01,", lineTwice("on 2026-01-01")),
      Case("2026-01-01, ,2026-03-31", lineTwice("between 2026-01-01 and 2026-03-31")),
      Case(",2026-03-31 ,2026-05-01", lineTwice("until 2026-03-31")),
      Case("2026-03-31, 2026-05-01,", lineTwice("from 2026-05-01 on")),
    ])
  func linePeriods(example: Case) {
    let periods = example.input.split(separator: " ")
    let rows = ["L1,C1,554833330001,P1,10,\(periods[0]),,,,,,", "L1,C2,554833330001,P2,20,\(periods[1]),,,,,,"]
    #expect(sample.lines(rows[0], rows[1]).faults == example.faults)
  }

  @Test("spec 2.2: each row that overlaps another of its line is told once")
  func manyRowsOfOneLine() {
    let rows = [",2026-06-30", "2026-03-01,2026-03-31", "2026-04-01,2026-08-31", "2026-09-01,"].enumerated().map {
      "L1,C1,554833330001,P1,10,\($1),,,,,,"
    }
    #expect(
      sample.lines(rows[0], rows[1], rows[2], rows[3]).faults == [
        "lines.csv:3: id: expected an id that no other row has between 2026-03-01 and 2026-03-31, found L1, which "
          + "lines.csv:2 has",
        "lines.csv:4: id: expected an id that no other row has between 2026-04-01 and 2026-06-30, found L1, which "
          + "lines.csv:2 has",
      ])
  }

  @Test("spec 2.2: a number belongs to one line on any day; it may go to another line afterwards")
  func numbersOfLines() {
    let first = "L1,C1,554833334444,P1,10,,2026-03-31,,,,,,"
    #expect(sample.lines(first, "L2,C2,554833334444,P2,10,2026-04-01,,,,,,,").faults == [])
    #expect(
      sample.lines(first, "L2,C2,554833334444,P2,10,2026-01-01,,no,,,,,").faults == [
        "lines.csv:3: number: expected a number that no other line has between 2026-01-01 and 2026-03-31, found "
          + "554833334444, which lines.csv:2 (line L1) has"
      ])
  }

  @Test(
    "spec 2.2: of two ranges that overlap on the same days one holds the other and is wider",
    arguments: [
      Case(",;1000;1999 ,;2000;2999"),
      Case(",;1000;1999 ,;1000;1998"),
      Case(",;1500;1600 ,;1000;1999"),
      Case(",;1000;1999 ,;1999;1999"),
      Case(",2026-01-31;1000;1999 2026-02-01,;1000;1999"),
      Case(",;1000;1999 ,;1000;1999", rangesClash("1000", "1999", "1000", "1999", "at any time")),
      Case(",;1000;1999 2026-01-01,;1500;2500", rangesClash("1500", "2500", "1000", "1999", "from 2026-01-01 on")),
      Case(",2026-01-31;1500;2500 ,;1000;1500", rangesClash("1000", "1500", "1500", "2500", "until 2026-01-31")),
    ])
  func ranges(example: Case) {
    let rows = example.input.split(separator: " ").enumerated().map { index, text in
      let parts = text.split(separator: ";")
      return "L\(index),C1,55483444000\(index),P1,10,\(parts[0]),,,,55483333\(parts[1]),55483333\(parts[2]),"
    }
    #expect(sample.lines(rows[0], rows[1]).faults == example.faults)
  }

  @Test("spec 2.2: each range that clashes is told, also beside others that do not")
  func manyRanges() {
    let ends = [(1000, 8999), (2000, 2999), (2500, 3500), (2600, 2700), (3400, 3600), (9000, 9999)]
    let rows = ends.enumerated().map { index, ends in
      "L\(index),C1,55483444000\(index),P1,10,,,,,,55483333\(ends.0),55483333\(ends.1),"
    }
    let table = ([SampleTables.lineHeader] + rows).joined(separator: "\n")
    let faults = sample.with("lines.csv", table).faults
    #expect(faults.map { String($0.prefix(11)) } == ["lines.csv:4", "lines.csv:6"])
  }

  @Test("spec 2.2: lines that share their contract's allowances share the reset day on the same days")
  func resetDays() {
    let pooled = sample.plans("P1,,,,,contract,", "P2,,,,,,")
    let first = "L1,C1,554833330001,P1,10,,2026-03-31,,,,,,"
    #expect(pooled.lines(first, "L2,C1,554833330002,P1,10,,,,,,,,").faults == [])
    #expect(pooled.lines(first, "L2,C2,554833330002,P1,11,,,,,,,,").faults == [])
    #expect(pooled.lines(first, "L2,C1,554833330002,P2,11,,,,,,,,").faults == [])
    #expect(pooled.lines(first, "L2,C1,554833330002,P1,11,2026-04-01,,,,,,,").faults == [])
    #expect(sample.lines(first, "L2,C1,554833330002,P1,11,,,,,,,,").faults == [])
    #expect(
      pooled.lines(first, "L2,C1,554833330002,P1,11,2026-02-01,,,,,,,").faults == [
        "lines.csv:3: reset_day: expected 10, as lines.csv:2 (line L1) has, with which it shares the contract's "
          + "allowances between 2026-02-01 and 2026-03-31, found 11"
      ])
  }

  @Test("spec 2.2: one line's wrong reset day is one fault, however many lines share the allowances")
  func oneWrongResetDay() {
    let rows = [10, 10, 11, 10, 10].enumerated().map { "L\($0),C1,55483333000\($0),P1,\($1),,,,,,,," }
    let table = ([SampleTables.lineHeader] + rows).joined(separator: "\n")
    let faults = sample.plans("P1,,,,,contract,", "P2,,,,,,").with("lines.csv", table).faults
    #expect(faults.map { String($0.prefix(22)) } == ["lines.csv:4: reset_day"])
  }

  @Test(
    "spec 2.2: the windows of a band do not overlap on one day",
    arguments: [
      Case("mon,08:00,12:00 mon,12:00,18:00"),
      Case("mon,08:00,12:00 tue,08:00,12:00"),
      Case("sat,08:00,12:00 holiday,08:00,12:00"),
      Case(
        "mon,08:00,12:00 mon,11:59,18:00",
        "bands.csv:3: from: expected a time outside the band's other windows on mon, found 11:59-18:00, while "
          + "bands.csv:2 has 08:00-12:00"),
    ])
  func windows(example: Case) {
    let rows = example.input.split(separator: " ").map { "b,\($0)" }
    #expect(sample.table("bands.csv", "band,days,from,until", rows[0], rows[1]).faults == example.faults)
    // Another band's windows are another matter.
    #expect(
      sample.table("bands.csv", "band,days,from,until", rows[0], "c" + rows[1].dropFirst()).faults == [])
  }

  @Test("spec 2.2: for one plan, zone, band and step the valid periods do not overlap")
  func rateValidity() {
    #expect(
      sample.rates("P1,local,1,,,,,,,2026-01-31", "P1,local,2,,,,,,2026-02-01,", "P1,ldn,1,,,,,,,").faults == [])
    #expect(
      sample.rates("P1,local,1,,,,,,,2026-01-31", "P1,local,2,,,,,,2026-01-31,").faults == [
        "rates.csv:3: valid_from: expected no other row of plan P1, zone local, no band, from_s 0 that is valid on "
          + "2026-01-31, found rates.csv:2"
      ])
  }

  @Test("spec 3.4: a row with from_s 0 is valid on each day of a later step")
  func firstSteps() {
    let step = "P1,local,2,,,,60,,2026-01-01,2026-12-31"
    #expect(sample.rates("P1,local,1,,,,,,,", step).faults == [])
    #expect(sample.rates(step, "P1,local,1,,,,,,,2026-05-31", "P1,local,1,,,,,,2026-06-01,").faults == [])
    #expect(
      sample.rates(step, "P1,local,1,,,,,,,2026-05-31", "P1,local,1,,,,,,2026-07-01,").faults == [
        firstStep(2, "no band", "between 2026-06-01 and 2026-06-30")
      ])
    #expect(
      sample.rates(step, "P1,local,1,,,,,,,2026-05-31").faults == [
        firstStep(2, "no band", "between 2026-06-01 and 2026-12-31")
      ])
    #expect(sample.rates("P1,local,2,,,,60,,,").faults == [firstStep(2, "no band", "at any time")])
    #expect(
      sample.rates("P1,local,2,,,,60,,,", "P1,local,1,,,,,,2026-01-01,").faults == [
        firstStep(2, "no band", "until 2025-12-31")
      ])
  }

  @Test("spec 3.4: each band needs its own row with from_s 0")
  func firstStepsOfBands() {
    let bands = sample.table("bands.csv", "band,days,from,until", "night,mon,20:00,24:00")
    #expect(
      bands.rates("P1,local,1,,,,,,,", "P1,local,2,,,,60,night,,").faults == [
        firstStep(3, "band night", "at any time")
      ])
    // A row of a band that does not exist is no base of the rows without one: both faults come at once.
    let faults = sample.rates("P1,local,1,,,,0,nob,,", "P1,local,2,,,,60,,,").faults
    #expect(faults.count == 2)
    #expect(faults.last == firstStep(3, "no band", "at any time"))
  }

  @Test(
    "spec 3.4: two bands of one price never hold at the same time",
    arguments: [
      Case("day, night,"),
      Case("day,;2026-01-31 late,2026-02-01;"),
      Case(
        "day, evening,",
        "rates.csv:3: band: expected a band that never holds together with another of plan P1, zone local at any time, "
          + "found evening, which holds on fri 17:00-18:00 as day of rates.csv:2 does"),
      Case(
        "day,;2026-01-31 evening,2026-01-01;",
        "rates.csv:3: band: expected a band that never holds together with another of plan P1, zone local between "
          + "2026-01-01 and 2026-01-31, found evening, which holds on fri 17:00-18:00 as day of rates.csv:2 does"),
      Case(
        "feast, late,",
        "rates.csv:3: band: expected a band that never holds together with another of plan P1, zone local at any time, "
          + "found late, which holds on holiday 22:00-24:00 as feast of rates.csv:2 does"),
    ])
  func bandClashes(example: Case) {
    let bands = sample.table(
      "bands.csv", "band,days,from,until", "day,mon fri,08:00,18:00", "night,mon fri,18:00,24:00",
      "evening,fri sat,17:00,20:00", "late,holiday,22:00,24:00", "feast,holiday,00:00,24:00")
    let rows = example.input.split(separator: " ").map { text in
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      let period = parts[1].isEmpty ? "," : parts[1].replacing(";", with: ",")
      return "P1,local,1,,,,,\(parts[0]),\(period)"
    }
    #expect(bands.rates(rows[0], rows[1]).faults == example.faults)
    // In different zones, or where one has no band, there is nothing to decide.
    #expect(bands.rates(rows[0], rows[1].replacing("local", with: "ldn")).faults == [])
    #expect(bands.rates(rows[0], "P1,local,1,,,,,,,").faults == [])
  }

  @Test("spec 3.4: the steps of two bands that clash are told once a row")
  func bandClashesOfSteps() {
    let bands = sample.table("bands.csv", "band,days,from,until", "a,mon,08:00,18:00", "b,mon,09:00,10:00")
    let faults = bands.rates("P1,local,1,,,,,a,,", "P1,local,1,,,,60,a,,", "P1,local,1,,,,,b,,").faults
    #expect(faults.map { String($0.prefix(17)) } == ["rates.csv:4: band"])
  }
}

private func lineTwice(_ days: String) -> String {
  "lines.csv:3: id: expected an id that no other row has \(days), found L1, which lines.csv:2 has"
}

private func rangesClash(_ first: String, _ last: String, _ otherFirst: String, _ otherLast: String, _ days: String)
  -> String
{
  "lines.csv:3: range_start: expected a range apart from every other, or wholly within a wider one, or around a "
    + "narrower one, found 55483333\(first)-55483333\(last), while lines.csv:2 (line L0) has "
    + "55483333\(otherFirst)-55483333\(otherLast) \(days)"
}

private func firstStep(_ line: Int, _ band: String, _ days: String) -> String {
  "rates.csv:\(line): from_s: expected a row with from_s 0 of plan P1, zone local, \(band) on every day on which this "
    + "row is valid, found none \(days)"
}
