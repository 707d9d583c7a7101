import CallModel

/// Times at which a task runs, in the clocks of a zone (spec 4.6).
///
/// A local time that the clocks skip runs at the instant which the clock before the change would have called so: 02:30 of
/// a night in which 02:00 becomes 03:00 runs at 03:30. One that comes twice runs the first time only. Two local times
/// that come to one instant are one run.
extension Agenda {
  /// A date may be so rare: 29 February of one weekday comes every 28 years, and after 40 across 2100.
  static let maximumSearchDays = 41 * 366

  /// Clocks may be set by a whole day (Samoa left out 30 December 2011): times of a day may then come before those of
  /// one or two days earlier.
  private static let strayDays: Int32 = 2

  /// The first time after `instant`, seconds since 1970.
  ///
  /// Looks at days, not at minutes: some thousand for the rarest date.
  package func next(after instant: Int64, in zone: TimeZoneRules) -> Int64 {
    let start = Self.date(at: instant, zone).daysSinceEpoch - Self.strayDays
    var best: Int64?
    var lastDay = start + Int32(Self.maximumSearchDays)
    var day = start
    while day <= lastDay {
      if let time = times(on: CivilDate(daysSinceEpoch: day), in: zone).first(where: { $0 > instant }) {
        if best == nil { lastDay = day + Self.strayDays }
        best = min(best ?? time, time)
      }
      day += 1
    }
    guard let best else { fatalError("an agenda has a time within \(Self.maximumSearchDays) days: its dates exist") }
    return best
  }

  /// The next `count` times after `instant`.
  package func next(_ count: Int, after instant: Int64, in zone: TimeZoneRules) -> [Int64] {
    var times: [Int64] = []
    while times.count < count { times.append(next(after: times.last ?? instant, in: zone)) }
    return times
  }

  /// The last time that is not after `instant` and is after `limit`; nil if there is none.
  package func last(notAfter instant: Int64, after limit: Int64, in zone: TimeZoneRules) -> Int64? {
    guard limit < instant else { return nil }
    var firstDay = Self.date(at: limit, zone).daysSinceEpoch - Self.strayDays
    var day = Self.date(at: instant, zone).daysSinceEpoch + Self.strayDays
    var best: Int64?
    while day >= firstDay {
      if let time = times(on: CivilDate(daysSinceEpoch: day), in: zone).last(where: { $0 <= instant }), time > limit {
        if best == nil { firstDay = max(firstDay, day - 2 * Self.strayDays) }
        best = max(best ?? time, time)
      }
      day -= 1
    }
    return best
  }

  /// Ascending.
  private func times(on date: CivilDate, in zone: TimeZoneRules) -> [Int64] {
    guard includes(date) else { return [] }
    let midnight = Int64(date.daysSinceEpoch) * 86_400
    var times: [Int64] = []
    for hour in hours.sorted(in: .hour) {
      for minute in minutes.sorted(in: .minute) {
        times.append(zone.instant(localSeconds: midnight + Int64(hour * 3_600 + minute * 60)))
      }
    }
    return times.sorted()
  }

  private static func date(at instant: Int64, _ zone: TimeZoneRules) -> CivilDate {
    ZonedTime(instant, in: zone).date
  }
}
