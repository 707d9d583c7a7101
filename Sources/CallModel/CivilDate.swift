/// A day of the proleptic Gregorian calendar, without time or zone.
public struct CivilDate: BitwiseCopyable, Equatable, Comparable, Hashable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public var daysSinceEpoch: Int32

  /// Before any day a call can have: an unbounded `valid_from`.
  public static let distantPast = CivilDate(daysSinceEpoch: .min)
  /// After any day a call can have: an unbounded `valid_until`.
  public static let distantFuture = CivilDate(daysSinceEpoch: .max)

  @inlinable

  @inline(__always)
  public init(daysSinceEpoch: Int32) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  @inlinable

  @inline(__always)
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }

  /// The day `year`-`month`-`day`, which must exist (`CivilDate.exists`).
  ///
  /// Counts days in years that begin in March, so that the leap day is a year's last.
  @inlinable
  @inline(__always)
  public init(year: Int, month: Int, day: Int) {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = Int32(truncatingIfNeeded: era * 146_097 + dayOfEra - 719_468)
  }

  /// The year, month (1-12) and day (1-31).
  @inlinable
  @inline(__always)
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Monday is 0, Sunday 6.
  @inlinable
  @inline(__always)
  public var weekday: Int {
    let shifted = (Int(daysSinceEpoch) + 3) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  /// Whether the calendar has that day.
  @inlinable
  @inline(__always)
  public static func exists(year: Int, month: Int, day: Int) -> Bool {
    guard month >= 1, month <= 12, day >= 1 else { return false }
    return day <= daysIn(month: month, year: year)
  }

  @inlinable

  @inline(__always)
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  @inlinable

  @inline(__always)
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`; `-∞` and `∞` for the unbounded ends.
  public var description: String {
    if self == .distantPast { return "-∞" }
    if self == .distantFuture { return "∞" }
    let (year, month, day) = components
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }

  /// Reads `YYYY-MM-DD`, exactly; nil for any other form or a day the calendar lacks.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      CivilDate.exists(year: year, month: month, day: day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// A span of days, both ends inclusive (spec 2.2: `valid_*`, `active_*`).
public struct DateRange: BitwiseCopyable, Equatable, Hashable, Sendable {
  public var first: CivilDate
  public var last: CivilDate

  public static let unbounded = DateRange(first: .distantPast, last: .distantFuture)

  @inlinable

  @inline(__always)
  public init(first: CivilDate, last: CivilDate) {
    self.first = first
    self.last = last
  }

  @inlinable

  @inline(__always)
  public func contains(_ date: CivilDate) -> Bool {
    first <= date && date <= last
  }

  public func overlaps(_ other: DateRange) -> Bool {
    first <= other.last && other.first <= last
  }

  /// The days of both; nil if there are none.
  public func intersection(_ other: DateRange) -> DateRange? {
    overlaps(other) ? DateRange(first: max(first, other.first), last: min(last, other.last)) : nil
  }
}
