import CallModel
import Importing
import Ledger
import Listing
import Output
import Pipeline
import ReferenceRating
import Registry
import RunSupport
import Testing

/// What random calls cost by random tables, against a slow twin that has texts and whole numbers alone.
@Suite("Costs of random calls (spec 11.5)")
struct CostPropertyTests {
  @Test(arguments: 0..<4)
  func `cost, margin and each report are what the slow twin says`(batch: Int) throws {
    for seed in UInt64(1)...24 where Int(seed) % 4 == batch {
      if let difference = try Self.difference(seed: seed) { Issue.record("seed \(seed): \(difference)") }
    }
  }

  private static func difference(seed: UInt64) throws -> String? {
    var random = SeededRandom(seed: seed &* 11_005)
    let desk = try ServiceDesk()
    let rates = rates(&random)
    try desk.harness.directory.write("registry/costs.csv", Array(table(rates).utf8))
    let calls = (0..<60).map { call("c\($0)", &random) }
    try desk.bring("month.csv", calls.map(\.row))
    // Amounts of closed cycles are as they were, and so is what they cost.
    if random.chance(percent: 50) { try desk.close() }
    let trunks = Dictionary(uniqueKeysWithValues: calls.map { ($0.id, $0.trunk) })

    let ledger = try desk.harness.ledger()
    let costs = CallCosts(try desk.harness.settings.registry.carrierRates(ledger))
    let found = TextBuffer()
    var reports = CostReport.Side.allCases.map { CostReport(by: $0, costs) }
    try RecordedCalls(ledger).forEach(RecordSelection()) { row, _ in
      row.writeCSV(costs: costs, to: found)
      for place in reports.indices { reports[place].add(row) }
    }
    let rows = String(decoding: found.bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard rows.count > 30 else { return "only \(rows.count) calls" }
    var twin: [CostReport.Side: [String: Sums]] = [:]
    for row in rows {
      let call = Call(row, trunk: trunks[row[0]] ?? "")
      let cost = slowCost(call, rates)
      let expected = cost.map { [text($0.micros), text(call.amount - $0.micros)] } ?? ["", ""]
      if Array(row.suffix(2)) != expected { return "\(row): expected \(expected)" }
      for side in CostReport.Side.allCases {
        let name =
          switch side {
          case .zone: row[8]
          case .plan: row[7]
          case .carrier: cost?.carrier ?? ""
          case .line: row[5]
          }
        twin[side, default: [:]][name, default: Sums()].add(call, cost?.micros)
      }
    }
    for (side, report) in zip(CostReport.Side.allCases, reports) {
      let expected = (twin[side] ?? [:]).sorted { $0.key < $1.key }.map { $0.value.line($0.key) }
      let columns = CostReport.columns(by: side)
      let lines = report.lines.map { String(decoding: columns.csv($0), as: UTF8.self) }
      if lines != expected { return "by \(side): \(lines), expected \(expected)" }
    }
    return nil
  }

  // MARK: - The slow twin

  private struct Rate {
    var carrier: String
    var trunk: String
    var prefix: String
    /// Millionths of a real.
    var price: Int
    var minimum: Int
    var step: Int
    var from = ""
    var until = ""

    func holds(on day: String) -> Bool { from <= day && (until.isEmpty || day <= until) }
  }

  /// What the list says of a call.
  private struct Call {
    var isOutbound: Bool
    var called: String
    var day: String
    var seconds: Int
    /// Millionths of a real.
    var amount: Int
    var trunk: String

    init(_ cells: [String], trunk: String) {
      isOutbound = cells[2] == "out"
      called = cells[4]
      day = String(cells[1].prefix(10))
      seconds = Int(cells[9]) ?? 0
      amount = CostPropertyTests.micros(cells[15])
      self.trunk = trunk
    }
  }

  private static func slowCost(_ call: Call, _ rates: [Rate]) -> (carrier: String, micros: Int)? {
    guard call.isOutbound else { return ("", 0) }
    let fitting = rates.filter { call.called.hasPrefix($0.prefix) && $0.holds(on: call.day) }
    let own = fitting.filter { $0.trunk == call.trunk }
    let candidates = own.isEmpty ? fitting.filter(\.trunk.isEmpty) : own
    guard let rate = candidates.max(by: { $0.prefix.count < $1.prefix.count }) else { return nil }
    var billed = rate.minimum
    while billed < call.seconds { billed += rate.step }
    return (rate.carrier, billed * rate.price / 60)
  }

  private struct Sums {
    var calls = 0
    var seconds = 0
    var amount = 0
    var cost = 0
    var margin = 0
    var callsWithout = 0
    var amountWithout = 0

    mutating func add(_ call: Call, _ callCost: Int?) {
      calls += 1
      seconds += call.seconds
      amount += call.amount
      if let callCost {
        cost += callCost
        margin += call.amount - callCost
      } else {
        callsWithout += 1
        amountWithout += call.amount
      }
    }

    func line(_ name: String) -> String {
      let sums = [amount, cost, margin].map(CostPropertyTests.text).joined(separator: ",")
      return "\(name),\(calls),\(seconds),\(sums),\(callsWithout),\(CostPropertyTests.text(amountWithout))\n"
    }
  }

  private static func micros(_ text: String) -> Int {
    let parts = text.split(separator: ".")
    return Int(parts[0] + String((parts[1] + "000000").prefix(6))) ?? 0
  }

  private static func text(_ micros: Int) -> String {
    let digits = String(abs(micros))
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return (micros < 0 ? "-" : "") + padded.dropLast(6) + "." + padded.suffix(6)
  }

  // MARK: - Chance

  private static let trunks = ["", "TRK1", "TRK2"]
  private static let prefixes = ["", "5", "55", "5548", "55489", "554833", "5548333355", "351", "35", "190", "1"]

  private static func rates(_ random: inout SeededRandom) -> [Rate] {
    var rates: [Rate] = []
    for trunk in trunks {
      for prefix in random.some(random.int(1...5), of: prefixes) {
        let rate = Rate(
          carrier: random.pick(["", "Fixa", "Movel", "Longe"]), trunk: trunk, prefix: prefix,
          price: random.pick([0, 1, 7, 20_000, 99_999, random.int(0...2_000_000)]),
          minimum: random.pick([0, 1, 30, 60]), step: random.pick([1, 6, 7, 60]))
        var (before, after) = (rate, rate)
        let day = random.int(11...27)
        before.until = "2026-11-\(day)"
        // A gap of some days, or none.
        after.from = "2026-11-\(day + random.int(1...3))"
        after.price += 1
        rates += random.pick([[rate], [before], [after], [before, after]])
      }
    }
    return random.shuffled(rates)
  }

  private static func table(_ rates: [Rate]) -> String {
    rates.reduce(into: "carrier,trunk,prefix,price_per_minute,minimum_s,step_s,valid_from,valid_until\n") {
      $0 += "\($1.carrier),\($1.trunk),\($1.prefix),\(text($1.price)),\($1.minimum),\($1.step),\($1.from),\($1.until)\n"
    }
  }

  private static func call(
    _ id: String, _ random: inout SeededRandom
  ) -> (id: String, trunk: String, row: String) {
    let own = random.pick(["4833334444", "4833335555", "4833336666"])
    let other = random.pick([ServiceDesk.fixed, ServiceDesk.mobile, "4833339999", "0015351211234567", "190", "102"])
    let isOutbound = random.chance(percent: 80)
    let trunk = random.pick(trunks + ["TRK9"])
    let seconds = random.pick([1, 2, 4, 30, 31, 60, random.int(1...7_200)])
    let day = 10 + random.int(0...20)
    let hour = random.pick(["00", "08", "12", "21", "23"])
    let numbers = isOutbound ? "\(own);\(other)" : "\(other);\(own)"
    return (
      id, trunk,
      "\(id);2026-11-\(day) \(hour):59:30;;;\(numbers);\(seconds);\(seconds);\(isOutbound ? "OUT" : "IN");ANSWERED;\(trunk);\n"
    )
  }
}
