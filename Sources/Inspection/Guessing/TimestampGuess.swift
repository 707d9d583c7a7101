import ByteScanning
import CallModel
import RecordLayouts

/// Which pattern a column's times have: every form that a layout can say (spec 7.3).
struct TimestampGuess: Equatable {
  let pattern: TimestampPattern
  let matchCount: Int
  /// Another order of day, month and year, if as many values read as dates that way, too.
  let swapped: TimestampPattern?

  /// Values that forms are taken from; the rest repeats them.
  private static let maximumSources = 30
  /// Calls are of these years; others are digits that look like a date.
  private static let years = 1990...2099

  /// The pattern that reads most of `values`; nil if none reads any.
  init?(_ values: [[UInt8]], scope: TimestampPattern.Scope = .whole) {
    var texts: [String] = []
    for value in values.prefix(Self.maximumSources) {
      for text in TimestampForms(value).patterns(scope) where !texts.contains(text) { texts.append(text) }
    }
    var most = 0
    var best: [TimestampPattern] = []
    for text in texts {
      guard let pattern = try? TimestampPattern(text, scope: scope) else { continue }
      let count = values.count { Self.reads($0, pattern, scope) }
      if count > most { (most, best) = (count, []) }
      if count == most, count > 0 { best.append(pattern) }
    }
    guard let first = best.first else { return nil }
    matchCount = most
    if best.count == 1 || scope == .time {
      (pattern, swapped) = (first, nil)
      return
    }
    let days = best.map { pattern in values.map { Self.day($0, pattern, scope) } }
    let spans = days.map { days in (days.compactMap(\.self).max() ?? 0) - (days.compactMap(\.self).min() ?? 0) }
    // The one by which the days lie nearest to each other; of equals the first, so what is padded before what is not,
    // and day before month as in Brazil.
    let order = best.indices.sorted { (spans[$0], $0) < (spans[$1], $1) }
    pattern = best[order[0]]
    swapped = order.first { index in
      days[index] != days[order[0]] && spans[index] <= Self.longestFile
        && Self.isAlternative(best[index].text, to: best[order[0]].text)
    }.map { best[$0] }
  }

  /// Only digits without signs leave open where the year stands.
  private static func isAlternative(_ text: String, to other: String) -> Bool {
    !text.contains { "/-.".contains($0) } || text.prefix { $0 != "Y" }.count == other.prefix { $0 != "Y" }.count
  }

  /// Days that the calls of one file are of.
  private static let longestFile = 400

  /// Since 1970; nil if the pattern does not read the value.
  private static func day(_ value: [UInt8], _ pattern: TimestampPattern, _ scope: TimestampPattern.Scope) -> Int? {
    guard reads(value, pattern, scope), let parts = parts(value, pattern) else { return nil }
    return Int(CivilDate(year: parts.year, month: parts.month, day: parts.day).daysSinceEpoch)
  }

  private static func reads(_ value: [UInt8], _ pattern: TimestampPattern, _ scope: TimestampPattern.Scope) -> Bool {
    guard let parts = parts(value, pattern) else { return false }
    let isDate =
      scope == .time
      || years.contains(parts.year) && CivilDate.exists(year: parts.year, month: parts.month, day: parts.day)
    return isDate && parts.hour < 24 && parts.minute < 60 && parts.second < 60
  }

  private static func parts(_ value: [UInt8], _ pattern: TimestampPattern) -> TimestampPattern.Parts? {
    var parts = TimestampPattern.Parts()
    return value.withUnsafeBufferPointer { pattern.parseAny($0, into: &parts) } ? parts : nil
  }

  /// Microseconds since 1970, of a time without offset as the clock on the wall showed it; nil if it is no such time.
  static func microseconds(_ value: [UInt8], _ pattern: TimestampPattern) -> Int64? {
    if let epoch = pattern.epoch {
      guard let (seconds, nanoseconds) = value.withUnsafeBufferPointer({ EpochField.parse($0, epoch) }), seconds > 0
      else { return nil }
      return seconds * 1_000_000 + Int64(nanoseconds / 1_000)
    }
    guard reads(value, pattern, .whole), let parts = parts(value, pattern) else { return nil }
    return microseconds(parts) - Int64(parts.offsetSeconds ?? 0) * 1_000_000
  }

  /// The same of a date and a time of day in two columns.
  static func microseconds(
    _ date: [UInt8], _ datePattern: TimestampPattern, _ time: [UInt8], _ timePattern: TimestampPattern
  ) -> Int64? {
    guard reads(date, datePattern, .date), reads(time, timePattern, .time), var parts = parts(date, datePattern),
      time.withUnsafeBufferPointer({ timePattern.add($0, to: &parts) })
    else { return nil }
    return microseconds(parts)
  }

  private static func microseconds(_ parts: TimestampPattern.Parts) -> Int64 {
    let day = CivilDate(year: parts.year, month: parts.month, day: parts.day)
    let seconds = Int64(day.daysSinceEpoch) * 86_400 + Int64(parts.hour * 3600 + parts.minute * 60 + parts.second)
    return seconds * 1_000_000 + Int64(parts.nanoseconds / 1_000)
  }
}
