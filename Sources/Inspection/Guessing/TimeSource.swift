import ByteScanning
import RecordLayouts

/// A time that the rows have, in one column or two.
struct TimeSource {
  /// Of the date and the time, or of both.
  var column: Int
  var timeColumn: Int?
  var pattern: TimestampPattern
  var timePattern: TimestampPattern?
  /// Day and month the other way round reads as well.
  var swapped: TimestampPattern?
  /// Microseconds since 1970, local where the pattern has no offset; nil: blank, zero, or none.
  var values: [Int64?]
  var hint: NameHint

  /// Whether it needs no time zone.
  var isAbsolute: Bool { pattern.epoch != nil || pattern.hasOffset || (timePattern?.hasOffset ?? false) }

  /// Its columns: two sources may have the date in common.
  var columns: [Int] { [column] + (timeColumn.map { [$0] } ?? []) }

  var filledCount: Int { values.count { $0 != nil } }

  init(_ profile: ColumnProfile, _ pattern: TimestampPattern, swapped: TimestampPattern? = nil) {
    column = profile.position - 1
    self.pattern = pattern
    self.swapped = swapped
    hint = Self.hint(profile.hint)
    values = profile.values.map { TimestampGuess.microseconds($0, pattern) }
  }

  /// - Returns: nil if most rows have no time by these patterns.
  init?(date: ColumnProfile, time: ColumnProfile) {
    guard let dates = date.date, let times = TimestampGuess(time.filled, scope: .time) else { return nil }
    column = date.position - 1
    timeColumn = time.position - 1
    pattern = dates.pattern
    timePattern = times.pattern
    swapped = dates.swapped
    hint = Self.hint(time.hint.field?.isTime == true ? time.hint : date.hint)
    values = zip(date.values, time.values).map {
      TimestampGuess.microseconds($0, dates.pattern, $1, times.pattern)
    }
    if filledCount * 2 < date.filled.count { return nil }
  }
}

extension TimeSource {
  /// With day and month the other way round.
  func turned(_ profiles: [ColumnProfile]) -> TimeSource? {
    guard let swapped else { return nil }
    var source = self
    (source.pattern, source.swapped) = (swapped, pattern)
    let dates = profiles[column].values
    source.values =
      if let timeColumn, let timePattern {
        zip(dates, profiles[timeColumn].values).map { TimestampGuess.microseconds($0, swapped, $1, timePattern) }
      } else { dates.map { TimestampGuess.microseconds($0, swapped) } }
    return source
  }

  /// A name such as atendida says another thing of a column of times.
  private static func hint(_ hint: NameHint) -> NameHint {
    guard hint.field?.isTime != true, let field = hint.timeField ?? (hint.field == .disposition ? .answeredAt : nil)
    else {
      return hint
    }
    var found = hint
    (found.field, found.rank) = (field, 100)
    return found
  }
}
