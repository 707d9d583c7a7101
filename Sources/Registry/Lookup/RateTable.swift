import CallModel

/// One step of a price (spec 3.4).
package struct PriceStep: BitwiseCopyable, Equatable, Sendable {
  /// The first billed second, from 0, that costs this price.
  package var fromSecond: Int
  package var pricePerMinute: Money
  /// The row's line in `rates.csv`.
  package var fileLine: Int

  package init(fromSecond: Int, pricePerMinute: Money, fileLine: Int) {
    self.fromSecond = fromSecond
    self.pricePerMinute = pricePerMinute
    self.fileLine = fileLine
  }
}

/// A price as it holds in one period and band (spec 3.4); its steps are in `RateTable.steps`.
package struct Tariff: BitwiseCopyable, Equatable, Sendable {
  /// Of the row with from_s 0.
  package var connectionFee: Money
  package var minimumSeconds: Int
  /// At least 1.
  package var stepSeconds: Int
  /// The step from second 0.
  package var firstStep: Int
  package var stepCount: Int

  package init(connectionFee: Money, minimumSeconds: Int, stepSeconds: Int, firstStep: Int, stepCount: Int) {
    self.connectionFee = connectionFee
    self.minimumSeconds = minimumSeconds
    self.stepSeconds = stepSeconds
    self.firstStep = firstStep
    self.stepCount = stepCount
  }
}

/// The prices of all plans: (plan, zone, local start) to a tariff (spec 3.3 and 3.4).
package struct RateTable: Sendable {
  /// What the look-up of a price came to.
  package enum Answer: Equatable, Sendable {
    /// Index into `tariffs`.
    case tariff(Int)
    /// Zones that cost nothing when the plan has no rate for them: `toll-free`, `special`, `collect`.
    case free
    case noRate
  }

  fileprivate struct Variant: BitwiseCopyable {
    /// -1: whenever no band holds.
    var band: Int32
    var first: CivilDate
    var last: CivilDate
    var tariff: Int32
  }

  /// Rows of a table that belong together: `start ..< end`.
  fileprivate struct Span: BitwiseCopyable {
    var start: Int32
    var end: Int32
  }

  fileprivate struct Window: BitwiseCopyable {
    var days: UInt8
    var fromSecond: Int32
    var untilSecond: Int32
  }

  fileprivate struct Period: BitwiseCopyable {
    var first: CivilDate
    var last: CivilDate
  }

  package let tariffs: FixedTable<Tariff>
  package let steps: FixedTable<PriceStep>
  private let variants: FixedTable<Variant>
  /// Spans of `variants`, one for each (plan, zone) that has a row.
  private let cards: FixedTable<Span>
  private let cardOfKey: IntegerTable
  /// The card that decides for each plan and zone, -1 for none, plan after plan; empty if they are too many for a table.
  private let cardOfZone: FixedTable<Int32>
  private let zoneCount: Int
  private let windows: FixedTable<Window>
  private let windowsOfBand: FixedTable<Span>
  /// Days since 1970 plus an offset, as keys.
  private let holidays: IntegerTable
  private let parents: FixedTable<Int32>
  /// The zone `*`, or -1.
  private let anyZone: Int
  /// For each plan, when it has a row for the zone `on-net` itself.
  private let onNetPeriods: FixedTable<Period>
  private let onNetOfPlan: FixedTable<Span>

  init(_ tables: RegistryTables, _ zones: ZoneCatalogue, in storage: TableStorage) {
    parents = zones.parents
    anyZone = zones.index(named: "*") ?? -1
    holidays = IntegerTable(tables.holidays.map { (Self.key(day: $0.date), 1) }, in: storage)
    let builder = Builder(tables, zones)
    tariffs = storage.fixed(builder.tariffs)
    steps = storage.fixed(builder.steps)
    variants = storage.fixed(builder.variants)
    cards = storage.fixed(builder.cards)
    cardOfKey = IntegerTable(builder.cardKeys.enumerated().map { ($0.element, $0.offset) }, in: storage)
    zoneCount = zones.names.count
    cardOfZone = storage.fixed(
      Self.cards(plans: tables.plans.count, zones: zoneCount, cardOfKey, parents, anyZone: anyZone))
    var windows: [Window] = []
    windowsOfBand = storage.fixed(
      tables.bandNames.indices.map { band in
        let start = windows.count
        for row in tables.bandWindows where row.band == band {
          windows.append(
            Window(days: row.days, fromSecond: Int32(row.fromMinute * 60), untilSecond: Int32(row.untilMinute * 60)))
        }
        return Span(start: Int32(start), end: Int32(windows.count))
      })
    self.windows = storage.fixed(windows)
    var periods: [[Period]] = Array(repeating: [], count: tables.plans.count)
    for rate in tables.rates where rate.zone == BuiltInZone.onNet.name {
      periods[rate.plan].append(Period(first: rate.validity.first, last: rate.validity.last))
    }
    var next: Int32 = 0
    onNetOfPlan = storage.fixed(
      periods.map { list in
        next += Int32(list.count)
        return Span(start: next - Int32(list.count), end: next)
      })
    onNetPeriods = storage.fixed(periods.flatMap { $0 })
  }

  private static func key(day: CivilDate) -> UInt64 {
    UInt64(Int64(day.daysSinceEpoch) + (1 << 32))
  }

  fileprivate static func key(plan: Int, zone: Int) -> UInt64 {
    UInt64(plan) << 32 | UInt64(zone + 1)
  }
}

/// Puts the rows of `rates.csv` together to tariffs.
private struct Builder {
  var tariffs: [Tariff] = []
  var steps: [PriceStep] = []
  var variants: [RateTable.Variant] = []
  var cards: [RateTable.Span] = []
  var cardKeys: [UInt64] = []

  init(_ tables: RegistryTables, _ zones: ZoneCatalogue) {
    let keyed = tables.rates.map {
      (key: RateTable.key(plan: $0.plan, zone: zones.index(named: $0.zone) ?? 0), row: $0)
    }
    let sorted = keyed.sorted {
      ($0.key, $0.row.band ?? -1, $0.row.fromSecond, $0.row.fileLine)
        < ($1.key, $1.row.band ?? -1, $1.row.fromSecond, $1.row.fileLine)
    }
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      addCard(sorted[start].key, sorted[start..<end].map(\.row))
      start = end
    }
  }

  private mutating func addCard(_ key: UInt64, _ rows: [RateRow]) {
    let first = variants.count
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count, rows[end].band == rows[start].band { end += 1 }
      addVariants(Array(rows[start..<end]))
      start = end
    }
    cardKeys.append(key)
    cards.append(RateTable.Span(start: Int32(first), end: Int32(variants.count)))
  }

  /// Adds a variant for each period in which the same rows of one (plan, zone, band) are valid.
  private mutating func addVariants(_ rows: [RateRow]) {
    var starts: Set<Int32> = []
    for row in rows {
      starts.insert(row.validity.first.daysSinceEpoch)
      if row.validity.last != .distantFuture { starts.insert(row.validity.last.daysSinceEpoch + 1) }
    }
    let ordered = starts.sorted()
    for (index, start) in ordered.enumerated() {
      let last = index + 1 < ordered.count ? ordered[index + 1] - 1 : Int32.max
      let period = DateRange(first: CivilDate(daysSinceEpoch: start), last: CivilDate(daysSinceEpoch: last))
      let valid = rows.filter { $0.validity.contains(period.first) }.sorted { $0.fromSecond < $1.fromSecond }
      guard let base = valid.first, base.fromSecond == 0 else { continue }
      variants.append(
        RateTable.Variant(
          band: Int32(base.band ?? -1), first: period.first, last: period.last, tariff: Int32(tariffs.count)))
      tariffs.append(
        Tariff(
          connectionFee: base.connectionFee, minimumSeconds: base.minimumSeconds, stepSeconds: base.stepSeconds,
          firstStep: steps.count, stepCount: valid.count))
      steps += valid.map {
        PriceStep(fromSecond: $0.fromSecond, pricePerMinute: $0.pricePerMinute, fileLine: $0.fileLine)
      }
    }
  }
}

extension RateTable {
  /// Whether calls between lines are a zone of their own in `plan` on `date` (spec 3.3, step 2).
  package func hasOnNet(plan: Int, on date: CivilDate) -> Bool {
    let span = onNetOfPlan[plan]
    var index = span.start
    while index < span.end {
      let period = onNetPeriods[Int(index)]
      if period.first <= date, date <= period.last { return true }
      index += 1
    }
    return false
  }

  /// The steps of tariff `index`, the one from second 0 first.
  package func steps(of index: Int) -> [PriceStep] {
    let tariff = tariffs[index]
    return (tariff.firstStep..<(tariff.firstStep + tariff.stepCount)).map { steps[$0] }
  }

  /// The zone whose rows of `plan` decide the price of `zone`: itself, its parent, or `*` (spec 3.3); nil if none has.
  package func pricedZone(plan: Int, zone: Int) -> Int? {
    if cardOfKey.find(Self.key(plan: plan, zone: zone)) != nil { return zone }
    let parent = Int(parents[zone])
    if parent >= 0, cardOfKey.find(Self.key(plan: plan, zone: parent)) != nil { return parent }
    if anyZone >= 0, !Self.isFreeWithoutRate(zone), cardOfKey.find(Self.key(plan: plan, zone: anyZone)) != nil {
      return anyZone
    }
    return nil
  }

  /// The tariff of a call of `zone` that starts at `secondOfDay` of `date`, local time (spec 3.4).
  package func find(plan: Int, zone: Int, date: CivilDate, secondOfDay: Int) -> Answer {
    if let card = card(plan: plan, zone: zone), let tariff = tariff(cards[card], date, secondOfDay) {
      return .tariff(tariff)
    }
    return Self.isFreeWithoutRate(zone) ? .free : .noRate
  }

  /// The card of the zone that decides the price (`pricedZone`).
  private func card(plan: Int, zone: Int) -> Int? {
    guard cardOfZone.count > 0 else { return Self.card(plan, zone, cardOfKey, parents, anyZone: anyZone) }
    let card = Int(cardOfZone[plan * zoneCount + zone])
    return card < 0 ? nil : card
  }

  /// Cards in the table of all plans and zones: a megabyte.
  private static let maximumCards = 1 << 18

  private static func cards(
    plans: Int, zones: Int, _ cardOfKey: IntegerTable, _ parents: FixedTable<Int32>, anyZone: Int
  ) -> [Int32] {
    guard zones > 0, plans <= maximumCards / zones else { return [] }
    var cards: [Int32] = []
    cards.reserveCapacity(plans * zones)
    for plan in 0..<plans {
      for zone in 0..<zones {
        cards.append(Int32(card(plan, zone, cardOfKey, parents, anyZone: anyZone) ?? -1))
      }
    }
    return cards
  }

  /// The same without the table of all plans and zones.
  private static func card(
    _ plan: Int, _ zone: Int, _ cardOfKey: IntegerTable, _ parents: FixedTable<Int32>, anyZone: Int
  ) -> Int? {
    if let card = cardOfKey.find(key(plan: plan, zone: zone)) { return card }
    let parent = Int(parents[zone])
    if parent >= 0, let card = cardOfKey.find(key(plan: plan, zone: parent)) { return card }
    if anyZone >= 0, !isFreeWithoutRate(zone) { return cardOfKey.find(key(plan: plan, zone: anyZone)) }
    return nil
  }

  private func tariff(_ card: Span, _ date: CivilDate, _ secondOfDay: Int) -> Int? {
    var withoutBand: Int?
    var index = card.start
    while index < card.end {
      let variant = variants[Int(index)]
      index += 1
      guard variant.first <= date, date <= variant.last else { continue }
      if variant.band < 0 {
        withoutBand = Int(variant.tariff)
      } else if holds(band: Int(variant.band), date: date, secondOfDay: secondOfDay) {
        return Int(variant.tariff)
      }
    }
    return withoutBand
  }

  /// Whether a window of the band holds the local start; on a holiday only its holiday windows count.
  private func holds(band: Int, date: CivilDate, secondOfDay: Int) -> Bool {
    let day = holidays.find(Self.key(day: date)) != nil ? BandWindowRow.holidayBit : date.weekday
    let span = windowsOfBand[band]
    var index = span.start
    while index < span.end {
      let window = windows[Int(index)]
      if window.days & (1 << UInt8(day)) != 0, window.fromSecond <= secondOfDay, secondOfDay < window.untilSecond {
        return true
      }
      index += 1
    }
    return false
  }

  private static func isFreeWithoutRate(_ zone: Int) -> Bool {
    zone == BuiltInZone.tollFree.rawValue || zone == BuiltInZone.special.rawValue
      || zone == BuiltInZone.collect.rawValue
  }
}
