import Alerting
import CallModel
import Foundation
import Importing
import Ledger
import Pipeline
import ReferenceRating
import RunSupport
import Testing

/// The alerts of each import are those that a slow look at all live records finds (spec 6.5): made-up calls, late ones,
/// repeats, closed cycles, withdrawn runs and changed prices, in many orders.
@Suite("Alerts against a slow look at all records (spec 6.5)")
struct AlertPropertyTests {
  static let count = ProcessInfo.processInfo.environment["SUMMIT_ALERTS"].flatMap { Int($0) } ?? 24
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
  static let batches = 4

  @Test(arguments: 0..<batches)
  func `alerts are those that all live records give`(batch: Int) throws {
    for seed in stride(from: Self.firstSeed + UInt64(batch), to: Self.firstSeed + UInt64(Self.count), by: Self.batches)
    {
      guard let difference = try Self.difference(seed: seed) else { continue }
      Issue.record("seed \(seed): \(difference)")
      return
    }
  }

  static func difference(seed: UInt64) throws -> String? {
    var random = SeededRandom(seed: seed &* 7919)
    let site = try AlertSite()
    site.settings.shardSizeBytes = random.pick([1, 1 << 20])
    var slow = SlowAlerts()
    var sent: [String] = []
    var raised = 0
    for step in 1...14 {
      if random.chance(percent: 15), step > 2 { try? disturb(site, &random) }
      let day = step * 4
      var rows: [String] = []
      for _ in 0..<random.int(1...12) {
        if random.chance(percent: 8), !sent.isEmpty {
          rows.append(random.pick(sent))
        } else {
          rows.append(call(site, day: random.chance(percent: 20) ? random.int(1...day) : day, &random))
        }
      }
      sent += rows
      try site.deliver(rows)
      let before = try slow.pairs(site)
      let report = try site.run()
      raised += report.alerts.count
      let expected = try slow.look(site, run: report.run, pairsBefore: before)
      let found = report.alerts.map(AlertSite.short).sorted()
      if found != expected { return "step \(step): found \(found), expected \(expected)" }
    }
    return raised == 0 ? "no alert at all: the test tests nothing" : nil
  }

  /// Regardless of what happens between imports; some of it is refused.
  private static func disturb(_ site: AlertSite, _ random: inout SeededRandom) throws {
    switch random.int(1...4) {
    case 1: try site.close(cycle: CivilDate(year: 2026, month: 9, day: random.pick([1, 10])))
    case 2: try site.undo(Int64(random.int(1...8)))
    case 3:
      let price = random.pick(["0.40", "1.00", "1.60"])
      let rates = AlertSite.registry["rates.csv"] ?? ""
      try site.write("rates.csv", rates.replacing("vc1,1.00", with: "vc1,\(price)"))
    default:
      let limit = random.pick(["3.00", "10.00", "90.00", ""])
      try site.write("lines.csv", AlertSite.lines.replacing("10.00", with: limit))
    }
  }

  /// Days count from 2026-09-01.
  private static func call(_ site: AlertSite, day: Int, _ random: inout SeededRandom) -> String {
    let date = CivilDate(daysSinceEpoch: CivilDate(year: 2026, month: 9, day: 1).daysSinceEpoch + Int32(day))
    let time = "\(random.int(10...23)):\(random.int(10...59)):\(random.int(10...59))"
    return site.row(
      "\(date) \(time)", line: random.int(1...4), minutes: random.pick([1, 2, 3, 7, 16, 25]),
      to: random.pick([AlertSite.fixed, "99998888", "99998888", AlertSite.abroad, AlertSite.satellite]))
  }
}

/// What the rules of docs/alerts.md come to, from every live record, as plainly as can be.
struct SlowAlerts {
  private var known: Set<String> = []
  private var lastRun: Int64 = 0
  /// The credit limit of each line that has one; read anew each time.
  private struct Row {
    var line: String
    var day: CivilDate
    var cycle: CivilDate
    var zone: String
    var micros: Int64
    var billed: Int
    var price: Int64
    var span: SpanRow
    var isClosed: Bool
  }

  private func rows(_ site: AlertSite) throws -> [Row] {
    guard FileManager.default.fileExists(atPath: site.settings.dataDirectory + "/summit.sqlite") else { return [] }
    let ledger = try site.ledger()
    var closed: [Int64: Bool] = [:]
    for cycleAccount in try ledger.allCycleAccounts() { closed[cycleAccount.id] = cycleAccount.isClosed }
    var rows: [Row] = []
    try RecordedCalls(ledger).forEach(RecordSelection()) { row, span in
      guard let day = CivilDate(text: String(row.text(.startedAt).prefix(10))), let cycle = row.cycleStart else {
        return
      }
      rows.append(
        Row(
          line: row.text(.line), day: day, cycle: cycle, zone: row.text(.zone), micros: row.micros(.amount) ?? 0,
          billed: row.integer(.billed) ?? 0, price: row.micros(.price) ?? 0, span: span,
          isClosed: closed[span.cycleAccount] ?? false))
    }
    return rows
  }

  /// The lines and zones of `intl` that have calls.
  func pairs(_ site: AlertSite) throws -> Set<String> {
    Set(try rows(site).filter { $0.zone.hasPrefix("intl") }.map { "\($0.line) \($0.zone)" })
  }

  /// The alerts that are due after a run.
  mutating func look(_ site: AlertSite, run: Int64, pairsBefore: Set<String>) throws -> [String] {
    let rows = try rows(site)
    var due: [String] = []
    for line in Set(rows.map(\.line)) {
      let own = rows.filter { $0.line == line }
      due += try credit(site, line, own)
      due += days(line, own)
      for zone in Set(own.map(\.zone)) where zone.hasPrefix("intl") {
        let key = "\(line) first-international \(zone)"
        let isDear = own.contains { $0.zone == zone && $0.price > 3_000_000 }
        guard isDear, !pairsBefore.contains("\(line) \(zone)"), known.insert(key).inserted else { continue }
        due.append("\(line) first-international alert \(zone) 9.00")
      }
    }
    if run > 0 { lastRun = run }
    return due.sorted()
  }

  private mutating func credit(_ site: AlertSite, _ line: String, _ rows: [Row]) throws -> [String] {
    var due: [String] = []
    for cycle in Set(rows.map(\.cycle)) {
      let own = rows.filter { $0.cycle == cycle && $0.span.entry == 0 }
      guard own.contains(where: { $0.span.run > lastRun && !$0.isClosed && $0.span.micros > 0 }),
        let limit = try limit(site, line)
      else { continue }
      let sum = own.reduce(0) { $0 + $1.micros }
      let key = "\(line) credit-limit \(cycle)"
      guard sum > 0, sum * 100 >= limit * 80 else { continue }
      let level = sum >= limit ? "alert" : "warning"
      if known.contains("\(key) alert") || !known.insert("\(key) \(level)").inserted { continue }
      due.append("\(line) credit-limit \(level) \(cycle) \(Money.reportText(micros: Int128(sum)))")
    }
    return due
  }

  private func limit(_ site: AlertSite, _ line: String) throws -> Int64? {
    let text = String(decoding: try site.directory.read("registry/lines.csv"), as: UTF8.self)
    let row = text.split(separator: "\n").first { $0.hasPrefix("\(line),") }
    let cell = row?.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
    return cell.isEmpty ? nil : Int64(cell.replacing(".", with: "")).map { $0 * 10_000 }
  }

  private mutating func days(_ line: String, _ rows: [Row]) -> [String] {
    var sums: [CivilDate: (micros: Int64, billed: Int)] = [:]
    for row in rows {
      let sum = sums[row.day] ?? (0, 0)
      sums[row.day] = (sum.micros + row.micros, sum.billed + row.billed)
    }
    var due: [String] = []
    for day in Set(rows.filter { $0.span.run > lastRun }.map(\.day)) {
      guard let sum = sums[day], sum.micros > 20_000_000 else { continue }
      let earlier = sums.filter { $0.key < day && $0.key.daysSinceEpoch >= day.daysSinceEpoch - 30 }.map(\.value)
      let micros = earlier.reduce(0) { $0 + $1.micros }
      let billed = earlier.reduce(0) { $0 + $1.billed }
      guard sum.micros * 30 > 10 * micros || sum.billed * 30 > 10 * billed,
        known.insert("\(line) unusual-day \(day)").inserted
      else { continue }
      due.append("\(line) unusual-day alert \(day) \(Money.reportText(micros: Int128(sum.micros)))")
    }
    return due
  }
}
