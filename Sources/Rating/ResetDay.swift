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

  /// The last day of the cycle that starts on `start`, inclusive.
  package static func end(startingOn start: CivilDate) -> CivilDate {
    let (year, month, day) = start.components
    let next =
      month == 12 ? CivilDate(year: year + 1, month: 1, day: day) : CivilDate(year: year, month: month + 1, day: day)
    return CivilDate(daysSinceEpoch: next.daysSinceEpoch - 1)
  }
}
