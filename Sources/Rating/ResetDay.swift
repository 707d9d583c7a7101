import CallModel

/// An allowance cycle: `[reset day, next reset day)` (spec 3.6).
package enum Cycle {
  /// The first day of the cycle that holds `date`. `resetDay` is 1-25, so every month has it.
  package static func start(of date: CivilDate, resetDay: Int) -> CivilDate {
    let (year, month, day) = date.components
    if day >= resetDay { return CivilDate(daysSinceEpoch: date.daysSinceEpoch - Int32(day - resetDay)) }
    return month == 1
      ? CivilDate(year: year - 1, month: 12, day: resetDay) : CivilDate(year: year, month: month - 1, day: resetDay)
  }

  /// The first day of the cycle before the one that starts on `start`.
  package static func before(_ start: CivilDate) -> CivilDate {
    self.start(of: start.advanced(by: -1), resetDay: start.components.day)
  }

  /// The days of the cycle that starts on `start`.
  package static func length(startingOn start: CivilDate) -> Int {
    Int(end(startingOn: start).daysSinceEpoch - start.daysSinceEpoch) + 1
  }

  /// The last day of the cycle that starts on `start`, inclusive.
  package static func end(startingOn start: CivilDate) -> CivilDate {
    let (year, month, day) = start.components
    let next =
      month == 12 ? CivilDate(year: year + 1, month: 1, day: day) : CivilDate(year: year, month: month + 1, day: day)
    return CivilDate(daysSinceEpoch: next.daysSinceEpoch - 1)
  }
}
