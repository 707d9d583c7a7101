import CallModel
import ReferenceRating

/// A registry that changes through a year. What a call *is*, its line and zone, changes only for days to come, as a
/// provider enters it; what calls cost may change for days past, since open cycles follow the registry (spec 4.3). So the
/// registry at the year's end gives every call what an import of it day by day must have come to.
///
/// Days are counted from 1970-01-01.
struct YearRegistry {
  struct Period {
    var line: String
    var contract: String
    var number: String
    var plan: String
    var resetDay: Int
    var from: Int
    var until = Int.max
    var isActive = true

    func holds(_ day: Int) -> Bool { from <= day && day <= until }
  }

  private(set) var periods: [Period] = []
  /// Rows of `rates.csv` by plan and zone, without these two cells.
  private var vc1Rates: [String: [String]] = [:]
  private var minutes = 10
  private var localPrice = 5
  private var hasInternationalOnD = false
  private var isTurned = false
  private var numberCount = 0
  private let firstDay: Int

  init(firstDay: Int) {
    self.firstDay = firstDay
    let rows = [
      ("L1", "C1", "A", 10), ("L2", "C1", "A", 1), ("L3", "C2", "B", 25), ("L4", "C3", "D", 5), ("L5", "C4", "A", 10),
      ("L7", "C9", "C", 15), ("L8", "C9", "C", 15),
    ]
    for (line, contract, plan, resetDay) in rows {
      periods.append(
        Period(
          line: line, contract: contract, number: freshNumber(), plan: plan, resetDay: resetDay, from: firstDay - 60))
    }
    for plan in ["A", "B", "C", "D"] { vc1Rates[plan] = ["0.39,0.1,,"] }
  }

  private mutating func freshNumber() -> String {
    numberCount += 1
    return (numberCount % 3 == 0 ? "5511" : "5548") + "3333" + "\(1_000 + numberCount)"
  }

  /// Numbers that calls of a day come from: those of lines, of a line that is entered later, and of nobody.
  func callers(on day: Int) -> [String] {
    numbers(on: day) + [lateNumber, "554877770000"]
  }

  /// Numbers of lines that are entered. A call to one that is entered later keeps the zone it had (spec 4.3).
  func numbers(on day: Int) -> [String] { periods.filter { $0.holds(day) }.map(\.number) }

  private let lateNumber = "554833339999"

  // MARK: - Changes

  /// Changes something, seldom or on its day.
  mutating func change(on day: Int, _ random: inout SeededRandom) -> Bool {
    switch day - firstDay {
    case 120:
      // Entered three weeks late: its calls wait.
      periods.append(
        Period(line: "L6", contract: "C2", number: lateNumber, plan: "B", resetDay: 20, from: firstDay + 100))
    case 150, 172: setActive("L5", day - firstDay == 172)
    case 200: hasInternationalOnD = true
    case 230: split("L8", from: day + 2) { ($0.plan, $0.contract) = ("A", "C1") }
    default:
      guard random.chance(percent: 12) else { return false }
      changeSomething(on: day, &random)
    }
    return true
  }

  private mutating func changeSomething(on day: Int, _ random: inout SeededRandom) {
    let line = random.pick(["L1", "L2", "L3", "L4", "L5", "L6"])
    let from = day + random.int(1...5)
    switch random.int(1...9) {
    case 1, 2: moveNumber(of: line, to: random.pick(["L1", "L3", "L4"]), from: from, &random)
    case 3: split(line, from: from) { $0.plan = random.pick(["A", "B", "D"]) }
    case 4: split(line, from: from) { $0.contract = random.pick(["C1", "C2", "C3", "C4"]) }
    case 5: split(line, from: from) { $0.resetDay = random.int(1...25) }
    case 6: raisePrice(random.pick(["A", "B", "C", "D"]), from: from)
    case 7: (minutes, localPrice) = (random.int(5...15), random.int(4...9))
    case 8: changePast(line, &random)
    default: isTurned.toggle()
    }
  }

  /// From a day on the line is another in some way, if nothing is entered for later.
  private mutating func split(_ line: String, from day: Int, _ change: (inout Period) -> Void) {
    guard let index = periods.lastIndex(where: { $0.line == line }), periods[index].until == .max,
      periods[index].from < day - 1
    else { return }
    var next = periods[index]
    next.from = day
    change(&next)
    periods[index].until = day - 1
    periods.append(next)
  }

  /// A new number; sometimes another line gets the old one.
  private mutating func moveNumber(of line: String, to other: String, from day: Int, _ random: inout SeededRandom) {
    guard let period = periods.last(where: { $0.line == line }), period.until == .max, period.from < day - 1,
      let heir = periods.last(where: { $0.line == other }), heir.until == .max, heir.from < day - 1
    else { return }
    let number = freshNumber()
    split(line, from: day) { $0.number = number }
    if other != line, random.chance(percent: 60) { split(other, from: day) { $0.number = period.number } }
  }

  private mutating func raisePrice(_ plan: String, from day: Int) {
    let count = vc1Rates[plan]?.count ?? 0
    let last = vc1Rates[plan]?.last ?? ""
    // The row before ends the day before; one that begins later stays the last.
    let cells = last.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 4, cells[2] < Self.date(day) else { return }
    vc1Rates[plan]?[count - 1] = "\(cells[0]),\(cells[1]),\(cells[2]),\(Self.date(day - 1))"
    vc1Rates[plan]?.append("0.4\(count % 10),0.1,\(Self.date(day)),")
  }

  /// What cost calls already recorded: the plan or reset day of a line from its last change on.
  private mutating func changePast(_ line: String, _ random: inout SeededRandom) {
    guard let index = periods.lastIndex(where: { $0.line == line }) else { return }
    if ["A", "B"].contains(periods[index].plan), random.chance(percent: 50) {
      periods[index].plan = periods[index].plan == "A" ? "B" : "A"
    } else {
      periods[index].resetDay = random.int(1...25)
    }
  }

  private mutating func setActive(_ line: String, _ isActive: Bool) {
    for index in periods.indices where periods[index].line == line { periods[index].isActive = isActive }
  }

  // MARK: - Tables

  static func date(_ day: Int) -> String { CivilDate(daysSinceEpoch: Int32(day)).description }

  var tables: [String: String] {
    var lines = periods.map { period in
      let until = period.until == .max ? "" : Self.date(period.until)
      return "\(period.line),\(period.contract),\(period.number),\(period.plan),\(period.resetDay),"
        + "\(Self.date(period.from)),\(until),\(period.isActive ? "yes" : "no")"
    }
    if isTurned { lines.reverse() }
    return [
      "contracts.csv": "id,customer\nC1,Ana\nC2,Bia\nC3,Caio\nC4,Davi\nC9,Eva\n",
      "plans.csv":
        "id,name,allowance_scope,decimals,charge_rounding\nA,Basic,line,4,cut\nB,Bands,line,2,\nC,Pool,contract,4,\n"
        + "D,Narrow,line,3,cut\n",
      "allowances.csv":
        "plan,name,kind,amount,zones\nA,min,minutes,\(minutes),local vc1\nB,sec,seconds,600,*\nC,min,minutes,20,*\n"
        + "C,val,value,2.50,*\nD,val,value,1.00,local\n",
      "bands.csv": "band,days,from,until\nnight,mon tue wed thu fri sat sun holiday,20:00,24:00\n",
      "holidays.csv": "date,name\n2028-02-29,Bissexto\n2024-02-29,Bissexto\n",
      "dids.csv": "line,number\nL1,554833337777\n",
      "lines.csv": "id,contract,number,plan,reset_day,active_from,active_until,active\n"
        + lines.map { $0 + "\n" }.joined(),
      "rates.csv": rates,
    ]
  }

  private var rates: String {
    var rows = ["plan,zone,price_per_minute,connection_fee,valid_from,valid_until,band,from_s"]
    for plan in ["A", "B", "C", "D"] {
      rows.append("\(plan),local,0.0\(localPrice),,,,,")
      rows.append("\(plan),on-net,0.01,,,,,")
      for rate in vc1Rates[plan] ?? [] { rows.append("\(plan),vc1,\(rate),,") }
      if plan != "D" { rows.append("\(plan),*,0.7,,,,,0") }
    }
    rows += ["B,local,0.02,,,,night,", "A,*,0.5,,,,,60", "D,vc3,0.9,,,,,", "D,ldn,0.2,,,,,"]
    if hasInternationalOnD { rows.append("D,intl,1.5,,,,,") }
    return rows.joined(separator: "\n") + "\n"
  }
}
