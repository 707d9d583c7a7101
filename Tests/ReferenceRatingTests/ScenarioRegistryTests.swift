import Testing

@testable import ReferenceRating

/// The rules of spec 2.2, checked on what the generator makes: the other tests assume them.
@Suite("Spec 2.2: scenario registries are valid")
struct ScenarioRegistryTests {
  static let seeds: [UInt64] = Array(0..<150)

  @Test(
    "a line's periods are disjoint, a number belongs to one line on any day, pools share the reset day",
    arguments: seeds)
  func lines(seed: UInt64) {
    let registry = ReferenceRegistry(Scenario(seed: seed, rows: 1).registry)
    var claims: [(number: String, line: Text, period: Period)] = registry.lines.map { ($0.number, $0.id, $0.period) }
    for did in registry.dids {
      claims += registry.lines.filter { $0.id == did.line }
        .compactMap { line in line.period.intersection(did.period).map { (did.number, line.id, $0) } }
    }
    for (index, one) in claims.enumerated() {
      for other in claims[..<index] where one.number == other.number && one.line != other.line {
        #expect(!one.period.overlaps(other.period), "\(one.number) of \(one.line) and \(other.line)")
      }
    }
    for (index, one) in registry.lines.enumerated() {
      #expect((1...25).contains(one.resetDay))
      if let from = one.period.from, let until = one.period.until { #expect(from <= until) }
      for other in registry.lines[..<index] {
        if one.id == other.id { #expect(!one.period.overlaps(other.period)) }
        if one.contract == other.contract, one.plan == other.plan, registry.plans[one.plan]?.isPooled ?? false {
          #expect(one.resetDay == other.resetDay)
        }
      }
    }
  }

  @Test("of two ranges that overlap on the same days one holds the other and is wider", arguments: seeds)
  func ranges(seed: UInt64) {
    let ranged = ReferenceRegistry(Scenario(seed: seed, rows: 1).registry).lines.compactMap { line in
      line.range.map { (start: $0.start, end: $0.end, period: line.period) }
    }
    for (index, one) in ranged.enumerated() {
      #expect(one.start <= one.end && one.start.utf8.count == one.end.utf8.count)
      for other in ranged[..<index] where one.period.overlaps(other.period) {
        guard one.start.utf8.count == other.start.utf8.count else { continue }
        guard one.start <= other.end, other.start <= one.end else { continue }
        let holds = one.start <= other.start && other.end <= one.end
        let isHeld = other.start <= one.start && one.end <= other.end
        #expect(holds != isHeld)
      }
    }
  }

  @Test("rates: every plan has one, a row from 0 for each step, no overlap, one band at a time", arguments: seeds)
  func rates(seed: UInt64) {
    let registry = ReferenceRegistry(Scenario(seed: seed, rows: 1).registry)
    for plan in registry.plans.keys { #expect(registry.rates.contains { $0.plan == plan }) }
    for (index, one) in registry.rates.enumerated() {
      let ofZone = registry.rates.filter { $0.plan == one.plan && $0.zone == one.zone }
      #expect(ofZone.contains { $0.band == one.band && $0.validity == one.validity && $0.fromSecond == 0 })
      for other in registry.rates[..<index] where one.plan == other.plan && one.zone == other.zone {
        if one.band == other.band, one.fromSecond == other.fromSecond {
          #expect(!one.validity.overlaps(other.validity))
        }
        if one.band != other.band { #expect(!overlap(registry.bands, one.band, other.band)) }
      }
    }
    for band in Set(registry.bands.map(\.band)) {
      let windows = registry.bands.filter { $0.band == band }
      for (index, one) in windows.enumerated() {
        #expect(!windows[..<index].contains { overlap(one, $0) })
      }
    }
    for row in registry.rates where !row.band.isBlank {
      #expect(registry.bands.contains { $0.band == row.band })
    }
  }

  private func overlap(_ bands: [BandWindow], _ one: Text, _ other: Text) -> Bool {
    bands.contains { window in window.band == one && bands.contains { $0.band == other && overlap(window, $0) } }
  }

  private func overlap(_ one: BandWindow, _ other: BandWindow) -> Bool {
    !Set(one.days).isDisjoint(with: other.days) && one.fromSecondOfDay < other.untilSecondOfDay
      && other.fromSecondOfDay < one.untilSecondOfDay
  }

  @Test("keys are unique and references exist", arguments: seeds)
  func keys(seed: UInt64) {
    let tables = Scenario(seed: seed, rows: 1).registry
    func keys(_ table: String, _ columns: String...) -> [[String]] {
      CSVTable(tables[table]).rows.map { row in columns.map { row[$0] ?? "" } }
    }
    let unique = [
      keys("contracts.csv", "id"), keys("plans.csv", "id"), keys("allowances.csv", "plan", "name"),
      keys("holidays.csv", "date"), keys("zones.csv", "prefix"), keys("dids.csv", "line", "number", "active_from"),
    ]
    for keys in unique { #expect(Set(keys).count == keys.count) }
    for contract in keys("lines.csv", "contract") { #expect(keys("contracts.csv", "id").contains(contract)) }
    for plan in keys("lines.csv", "plan") where plan != [""] { #expect(keys("plans.csv", "id").contains(plan)) }
    for line in keys("dids.csv", "line") { #expect(keys("lines.csv", "id").contains(line)) }
  }
}
