import CallModel

/// A price with all its steps, as it holds in one period and band (spec 3.4).
package struct Tariff: Equatable, Sendable {
  package struct Step: Equatable, Sendable {
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

  /// Of the row with from_s 0.
  package var connectionFee: Money
  package var minimumSeconds: Int
  /// At least 1.
  package var stepSeconds: Int
  /// Ascending, the first from second 0.
  package var steps: [Step]

  package init(connectionFee: Money, minimumSeconds: Int, stepSeconds: Int, steps: [Step]) {
    self.connectionFee = connectionFee
    self.minimumSeconds = minimumSeconds
    self.stepSeconds = stepSeconds
    self.steps = steps
  }
}

/// The prices of all plans: (plan, zone, local start) to a tariff (spec 3.3 and 3.4).
package struct RateBook: Sendable {
  /// What the look-up of a price came to.
  package enum Answer: Equatable, Sendable {
    /// Index into `tariffs`.
    case tariff(Int)
    /// Zones that cost nothing when the plan has no rate for them: `toll-free`, `special`, `collect`.
    case free
    case noRate
  }

  private struct Variant {
    /// -1: whenever no band holds.
    var band: Int32
    var validity: DateRange
    var tariff: Int32
  }

  package private(set) var tariffs: [Tariff] = []
  private var variants: [Variant] = []
  /// Ranges of `variants`, one for each (plan, zone) that has a row.
  private var cards: [Range<Int>] = []
  private var cardOfKey: IntegerTable
  private let windowsOfBand: [[BandWindowRow]]
  private let holidays: Set<Int32>
  private let parents: [Int32]
  private let anyZone: Int?
  /// For each plan, when it has a row for the zone `on-net` itself.
  private var onNetPeriods: [[DateRange]]

  init(_ tables: RegistryTables, _ zones: ZoneCatalogue) {
    parents = zones.parents
    anyZone = zones.index(named: "*")
    holidays = Set(tables.holidays.map(\.date.daysSinceEpoch))
    windowsOfBand = tables.bandNames.indices.map { band in tables.bandWindows.filter { $0.band == band } }
    onNetPeriods = Array(repeating: [], count: tables.plans.count)
    let keyed = tables.rates.map { (key: Self.key(plan: $0.plan, zone: zones.index(named: $0.zone) ?? 0), row: $0) }
    let sorted = keyed.sorted {
      ($0.key, $0.row.band ?? -1, $0.row.fromSecond, $0.row.fileLine)
        < ($1.key, $1.row.band ?? -1, $1.row.fromSecond, $1.row.fileLine)
    }
    cardOfKey = IntegerTable(capacity: sorted.count)
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      addCard(sorted[start].key, sorted[start..<end].map(\.row))
      start = end
    }
    for rate in tables.rates where rate.zone == BuiltInZone.onNet.name {
      onNetPeriods[rate.plan].append(rate.validity)
    }
  }

  private static func key(plan: Int, zone: Int) -> UInt64 {
    UInt64(plan) << 32 | UInt64(zone + 1)
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
    cardOfKey.insert(key, cards.count)
    cards.append(first..<variants.count)
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
      variants.append(Variant(band: Int32(base.band ?? -1), validity: period, tariff: Int32(tariffs.count)))
      tariffs.append(
        Tariff(
          connectionFee: base.connectionFee, minimumSeconds: base.minimumSeconds, stepSeconds: base.stepSeconds,
          steps: valid.map {
            Tariff.Step(fromSecond: $0.fromSecond, pricePerMinute: $0.pricePerMinute, fileLine: $0.fileLine)
          }))
    }
  }

  /// Whether calls between lines are a zone of their own in `plan` on `date` (spec 3.3, 2).
  package func hasOnNet(plan: Int, on date: CivilDate) -> Bool {
    onNetPeriods[plan].contains { $0.contains(date) }
  }

  /// The zone whose rows of `plan` decide the price of `zone`: itself, its parent, or `*` (spec 3.3); nil if none has.
  package func pricedZone(plan: Int, zone: Int) -> Int? {
    if cardOfKey.find(Self.key(plan: plan, zone: zone)) != nil { return zone }
    let parent = Int(parents[zone])
    if parent >= 0, cardOfKey.find(Self.key(plan: plan, zone: parent)) != nil { return parent }
    if let anyZone, !Self.isFreeWithoutRate(zone), cardOfKey.find(Self.key(plan: plan, zone: anyZone)) != nil {
      return anyZone
    }
    return nil
  }

  /// The tariff of a call of `zone` that starts at `secondOfDay` of `date`, local time (spec 3.4).
  package func find(plan: Int, zone: Int, date: CivilDate, secondOfDay: Int) -> Answer {
    if let priced = pricedZone(plan: plan, zone: zone),
      let card = cardOfKey.find(Self.key(plan: plan, zone: priced)),
      let tariff = tariff(cards[card], date, secondOfDay)
    {
      return .tariff(tariff)
    }
    return Self.isFreeWithoutRate(zone) ? .free : .noRate
  }

  private func tariff(_ card: Range<Int>, _ date: CivilDate, _ secondOfDay: Int) -> Int? {
    var withoutBand: Int?
    for index in card where variants[index].validity.contains(date) {
      let band = variants[index].band
      if band < 0 {
        withoutBand = Int(variants[index].tariff)
      } else if holds(band: Int(band), date: date, secondOfDay: secondOfDay) {
        return Int(variants[index].tariff)
      }
    }
    return withoutBand
  }

  /// Whether a window of the band holds the local start; on a holiday only its holiday windows count.
  private func holds(band: Int, date: CivilDate, secondOfDay: Int) -> Bool {
    let day = holidays.contains(date.daysSinceEpoch) ? BandWindowRow.holidayBit : date.weekday
    for window in windowsOfBand[band] where window.days & (1 << UInt8(day)) != 0 {
      if window.fromMinute * 60 <= secondOfDay, secondOfDay < window.untilMinute * 60 { return true }
    }
    return false
  }

  private static func isFreeWithoutRate(_ zone: Int) -> Bool {
    zone == BuiltInZone.tollFree.rawValue || zone == BuiltInZone.special.rawValue
      || zone == BuiltInZone.collect.rawValue
  }
}
