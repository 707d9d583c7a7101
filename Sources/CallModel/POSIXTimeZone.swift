/// The rule at the end of a TZif file: a value of POSIX's TZ with the extensions of RFC 8536, such as `<-03>3` or
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct POSIXTimeZone: Equatable {
  /// A day of each year, and a time on it.
  struct Moment: Equatable {
    enum Day: Equatable {
      /// `Mm.w.d`: the w-th such weekday (0: Sunday) of the month, the last if w is 5.
      case weekday(month: Int, week: Int, day: Int)
      /// `Jn`: the n-th day, 1 to 365; 29 February is never counted.
      case julian(Int)
      /// `n`: the n-th day, 0 to 365; 29 February is counted.
      case ordinal(Int)
    }

    var day: Day
    /// Since midnight, local; may lie in other days.
    var seconds: Int64
  }

  struct Daylight: Equatable {
    var offset: Int32
    var start: Moment
    var end: Moment
  }

  /// Seconds east of UTC.
  var offset: Int32
  /// Nil: clocks do not change.
  var daylight: Daylight?

  /// - Returns: nil for what is no such rule. Without days of change the usual ones are not made up.
  init?(_ text: some Collection<UInt8>) {
    var reader = Reader(rest: Array(text)[...])
    guard reader.skipName(), let west = reader.time(maximumHours: 24) else { return nil }
    offset = Int32(-west)
    if reader.rest.isEmpty { return }
    guard reader.skipName() else { return nil }
    var summer = Int64(offset) + 3_600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.time(maximumHours: 24) else { return nil }
      summer = -west
    }
    guard reader.skip(","), let start = reader.moment(), reader.skip(","), let end = reader.moment(),
      reader.rest.isEmpty
    else { return nil }
    daylight = Daylight(offset: Int32(summer), start: start, end: end)
  }

  /// The changes of some years, in order; none if clocks do not change.
  func changes(years: ClosedRange<Int>) -> [(instant: Int64, offset: Int32)] {
    guard let daylight else { return [] }
    return years.flatMap { year in
      let start = (daylight.start.local(in: year) - Int64(offset), daylight.offset)
      let end = (daylight.end.local(in: year) - Int64(daylight.offset), offset)
      return start.0 <= end.0 ? [start, end] : [end, start]
    }
  }
}

extension POSIXTimeZone.Moment {
  /// Seconds since 1970-01-01 00:00 local.
  func local(in year: Int) -> Int64 { Int64(date(in: year).daysSinceEpoch) * 86_400 + seconds }

  private func date(in year: Int) -> CivilDate {
    let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
    switch day {
    case .ordinal(let day): return CivilDate(daysSinceEpoch: newYear + Int32(day))
    case .julian(let day):
      let isBehindLeapDay = day > 59 && CivilDate.daysIn(month: 2, year: year) == 29
      return CivilDate(daysSinceEpoch: newYear + Int32(day) - (isBehindLeapDay ? 0 : 1))
    case .weekday(let month, let week, let day):
      let first = CivilDate(year: year, month: month, day: 1)
      // Sunday is 0 here and 6 there.
      var dayOfMonth = 1 + (day + 6 - first.weekday) % 7 + 7 * (week - 1)
      if dayOfMonth > CivilDate.daysIn(month: month, year: year) { dayOfMonth -= 7 }
      return CivilDate(daysSinceEpoch: first.daysSinceEpoch + Int32(dayOfMonth - 1))
    }
  }
}

extension POSIXTimeZone {
  private struct Reader {
    var rest: ArraySlice<UInt8>

    /// Three letters or more, or anything between `<` and `>`.
    mutating func skipName() -> Bool {
      if rest.first == UInt8(ascii: "<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let name = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
      rest = rest[name.endIndex...]
      return name.count >= 3
    }

    mutating func skip(_ character: Character) -> Bool {
      guard let byte = character.asciiValue, rest.first == byte else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest[digits.endIndex...]
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
      return range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time(maximumHours: Int) -> Int64? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard let hours = number(0...maximumHours) else { return nil }
      var seconds = hours * 3_600
      for unit in [60, 1] where skip(":") {
        guard let value = number(0...59) else { return nil }
        seconds += value * unit
      }
      return Int64(isNegative ? -seconds : seconds)
    }

    mutating func moment() -> Moment? {
      guard let day = day() else { return nil }
      guard skip("/") else { return Moment(day: day, seconds: 7_200) }
      return time(maximumHours: 167).map { Moment(day: day, seconds: $0) }
    }

    private mutating func day() -> Moment.Day? {
      if skip("J") { return number(1...365).map { .julian($0) } }
      guard skip("M") else { return number(0...365).map { .ordinal($0) } }
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."), let day = number(0...6) else {
        return nil
      }
      return .weekday(month: month, week: week, day: day)
    }
  }
}
