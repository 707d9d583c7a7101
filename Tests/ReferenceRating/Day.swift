/// A day of the proleptic Gregorian calendar, counted from 1970-01-01. Slow and plain: years and months are walked.
struct Day: Hashable, Comparable {
  let number: Int

  init(number: Int) { self.number = number }

  /// nil if there is no such day, or the year is outside 1900-2400 (rows: 1970-2199, spec 2.4; registries a bit more).
  init?(year: Int, month: Int, day: Int) {
    guard (1900...2400).contains(year), (1...12).contains(month) else { return nil }
    guard day >= 1, day <= Day.daysInMonth(month, of: year) else { return nil }
    var number = day - 1
    for earlier in 1..<month { number += Day.daysInMonth(earlier, of: year) }
    var walked = 1970
    while walked < year {
      number += Day.daysInYear(walked)
      walked += 1
    }
    while walked > year {
      walked -= 1
      number -= Day.daysInYear(walked)
    }
    self.number = number
  }

  /// `YYYY-MM-DD` (spec 2).
  init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
    self.init(year: year, month: month, day: day)
  }

  var civil: (year: Int, month: Int, day: Int) {
    var year = 1970
    var left = number
    while left < 0 {
      year -= 1
      left += Day.daysInYear(year)
    }
    while left >= Day.daysInYear(year) {
      left -= Day.daysInYear(year)
      year += 1
    }
    var month = 1
    while left >= Day.daysInMonth(month, of: year) {
      left -= Day.daysInMonth(month, of: year)
      month += 1
    }
    return (year, month, left + 1)
  }

  /// As in `bands.csv` (spec 2.2). 1970-01-01 was a Thursday.
  var weekday: String {
    let names = ["thu", "fri", "sat", "sun", "mon", "tue", "wed"]
    return names[((number % 7) + 7) % 7]
  }

  /// `2026-11-01`.
  var iso: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `01/11/2026`, as in the description of a service (spec 2.5).
  var brazilian: String {
    let (year, month, day) = civil
    return "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))"
  }

  static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  private static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  private static func daysInYear(_ year: Int) -> Int { isLeap(year) ? 366 : 365 }

  private static func daysInMonth(_ month: Int, of year: Int) -> Int {
    month == 2 && isLeap(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

/// A period of whole days, both ends inclusive, nil unbounded (spec 2).
struct Period: Hashable {
  let from: Day?
  let until: Day?

  func contains(_ day: Day) -> Bool {
    if let from, day < from { return false }
    if let until, day > until { return false }
    return true
  }

  /// The days of both; nil if there are none.
  func intersection(_ other: Period) -> Period? {
    guard overlaps(other) else { return nil }
    return Period(
      from: [from, other.from].compactMap { $0 }.max(), until: [until, other.until].compactMap { $0 }.min())
  }

  func overlaps(_ other: Period) -> Bool {
    if let until, let from = other.from, until < from { return false }
    if let from, let until = other.until, until < from { return false }
    return true
  }
}

/// `value` in decimal with leading zeros to `width`.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// The allowance cycle of a day (spec 3.6): `[reset day, next reset day)`.
struct Cycle: Hashable, Comparable {
  let start: Day
  /// The last day, inclusive.
  let end: Day

  init(of day: Day, resetDay: Int) {
    let (year, month, dayOfMonth) = day.civil
    let first = dayOfMonth >= resetDay ? 0 : -1
    start = Cycle.resetDate(year, month + first, resetDay)
    end = Day(number: Cycle.resetDate(year, month + first + 1, resetDay).number - 1)
  }

  static func < (left: Cycle, right: Cycle) -> Bool { left.start < right.start }

  /// `month` may be 0 (December before) or 13 (January after).
  private static func resetDate(_ year: Int, _ month: Int, _ resetDay: Int) -> Day {
    let inYear = month < 1 ? year - 1 : month > 12 ? year + 1 : year
    let inMonth = month < 1 ? 12 : month > 12 ? 1 : month
    guard let date = Day(year: inYear, month: inMonth, day: resetDay) else {
      preconditionFailure("a reset day of 1 to 25 is in every month")
    }
    return date
  }
}
