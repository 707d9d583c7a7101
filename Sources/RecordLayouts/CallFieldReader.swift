import ByteScanning
import CallModel

/// Reads the fields of rows into calls, remembering the last day and the last time-zone span: rows come in order of
/// time, mostly. For one layout and one thread.
package struct CallFieldReader {
  let layout: BoundLayout
  /// What the rows read so far say against themselves.
  package internal(set) var checks = RowChecks()
  let isPlain: Bool
  private let isQuoted: Bool
  let comparesPlainly: Bool
  let hasStrips: Bool
  var parts = TimestampPattern.Parts()
  private var lastDay = -1
  /// The date of the last time in the usual pattern, as text, whose day was `knownDay`.
  private var knownDate = DateWords()
  private var knownDay = -2
  private var lastDaySeconds: Int64 = 0
  var cursor = TimeZoneRules.Cursor()
  /// Texts that a row does not have as they are.
  let scratch = FieldScratch()

  /// The years a call can have (spec 2.4).
  package static let years = 1970...2199

  package init(layout: BoundLayout) {
    self.layout = layout
    isPlain = layout.isPlainlyRead
    isQuoted = layout.meaning.isQuoted
    comparesPlainly = layout.endedAt >= 0
    hasStrips = !layout.meaning.callerRule.strip.isEmpty || !layout.meaning.calledRule.strip.isEmpty
  }

  /// Reads `row`, which must have the layout's number of fields, into `fields`.
  ///
  /// - Returns: nil, or the first fault in the order of spec 2.4 and 7.3, `bad-number` apart, which is found with the
  ///   numbering rules. A row that is not answered has no fault.
  @inline(__always)
  package mutating func read(_ row: borrowing Row, into fields: inout CallFields) -> Reason? {
    if isPlain { return readPlainly(row, into: &fields) }
    if isQuoted, row.hasCleaner { return readQuoted(row, into: &fields) }
    return readWholly(row, into: &fields)
  }

  @inline(__always)
  private mutating func readPlainly(_ row: borrowing Row, into fields: inout CallFields) -> Reason? {
    let seconds = SecondsField.parse(row[layout.billable], decimalMark: layout.decimalMark)
    fields.billableSeconds = seconds ?? 0
    fields.isAnswered = if let seconds { seconds > 0 } else { !Self.isMinusOne(row[layout.billable]) }
    var hasDisposition = true
    if layout.disposition >= 0 {
      let value = row[layout.disposition]
      if !layout.answeredValues.contains(value) {
        if layout.unansweredValues.contains(value) { fields.isAnswered = false } else { hasDisposition = false }
      }
    }
    fields.caller = row[layout.caller]
    fields.called = row[layout.called]
    fields.globalID = row.optional(layout.globalID)
    fields.trunk = row.optional(layout.trunk)
    fields.accountCode = row.optional(layout.accountCode)
    let start = instant(row[layout.startedAt])
    if let start { fields.instant = start }
    let direction = direction(row)
    fields.direction = direction ?? .byRegistry
    guard fields.isAnswered else { return nil }
    guard start != nil else { return .badTimestamp }
    guard seconds != nil else { return .badDuration }
    guard direction != nil else { return .badDirection }
    guard hasDisposition else { return .badDisposition }
    if comparesPlainly { compare(row, fields) }
    return nil
  }

  /// nil if the value is in no list.
  @inline(__always)
  private func direction(_ row: borrowing Row) -> CallFields.Direction? {
    guard layout.direction >= 0 else { return .byRegistry }
    let value = row[layout.direction]
    if layout.outboundValues.contains(value) { return .outbound }
    return layout.inboundValues.contains(value) ? .inbound : nil
  }

  @inline(__always)
  static func isMinusOne(_ cell: Bytes) -> Bool {
    cell.count == 2 && cell[0] == UInt8(ascii: "-") && cell[1] == UInt8(ascii: "1")
  }

  /// The instant of a time that is no zero time and of no other century.
  @inline(__always)
  mutating func instant(_ text: Bytes) -> Int64? {
    if layout.timestamp.isUsual, knownDay == lastDay, let date = DateWords(text), date == knownDate,
      let clock = ClockTime(text)
    {
      let instant = layout.zone.instant(localSeconds: lastDaySeconds + clock.seconds, cursor: &cursor)
      return instant == 0 ? nil : instant
    }
    return instantOfAnotherDay(text)
  }

  private mutating func instantOfAnotherDay(_ text: Bytes) -> Int64? {
    guard layout.timestamp.parse(text, into: &parts), let local = localSeconds(), Self.years.contains(parts.year) else {
      return nil
    }
    if layout.timestamp.isUsual, let date = DateWords(text) { (knownDate, knownDay) = (date, lastDay) }
    let instant = layout.zone.instant(localSeconds: local, cursor: &cursor)
    return instant == 0 ? nil : instant
  }

  /// The wall-clock seconds since 1970 of `parts`; nil if there is no such time, or one far from any call.
  @inline(__always)
  mutating func localSeconds() -> Int64? {
    let day = parts.year << 16 | parts.month << 8 | parts.day
    if day != lastDay {
      // The instant 0 is still 1969 west of Greenwich.
      guard parts.year >= Self.years.lowerBound - 1, parts.year <= Self.years.upperBound,
        CivilDate.exists(year: parts.year, month: parts.month, day: parts.day)
      else { return nil }
      lastDaySeconds =
        Int64(CivilDate(year: parts.year, month: parts.month, day: parts.day).daysSinceEpoch) * 86_400
      lastDay = day
    }
    guard parts.hour < 24, parts.minute < 60, parts.second < 60 else { return nil }
    return lastDaySeconds + Int64(parts.hour * 3600 + parts.minute * 60 + parts.second)
  }

  /// Compares the seconds of an answered row with its times (spec 7.4): cheaply where both stand on the day of the start
  /// in the usual pattern, as they mostly do.
  @inline(__always)
  private mutating func compare(_ row: borrowing Row, _ fields: borrowing CallFields) {
    compare(
      row, fields, started: row[layout.startedAt], answered: row.optional(layout.answeredAt), ended: row[layout.endedAt]
    )
  }

  @inline(__always)
  mutating func compare(
    _ row: borrowing Row, _ fields: borrowing CallFields, started: Bytes, answered: Bytes, ended: Bytes
  ) {
    guard layout.timestamp.isUsual, let end = ClockTime(ended, onDayOf: started),
      let answer = ClockTime(answered, onDayOf: ended),
      cursor.holds(lastDaySeconds + end.seconds), cursor.holds(lastDaySeconds + answer.seconds)
    else {
      compareWholly(row, fields)
      return
    }
    let length = end.seconds - answer.seconds
    checks.timedRows += 1
    let seconds = Int64(fields.billableSeconds)
    if seconds > length + Self.toleratedSeconds { checks.contradictions += 1 }
    if seconds * 2 < length { checks.shortRows += 1 }
  }

  /// What a switch may round (spec 7.4).
  static let toleratedSeconds: Int64 = 2
}

/// The first eleven of the nineteen bytes of a time in the usual pattern, as two words that share four of them.
private struct DateWords: Equatable {
  private var start: UInt64 = 0
  private var end: UInt32 = 0

  init() {}

  /// - Returns: nil unless the text has 19 bytes.
  @inline(__always)
  init?(_ text: Bytes) {
    guard text.count == 19 else { return nil }
    let raw = UnsafeRawBufferPointer(text)
    // SAFETY: the loads end at the bytes 8 and 11.
    start = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    end = raw.loadUnaligned(fromByteOffset: 7, as: UInt32.self)
  }
}

/// The time of day in a text of the usual pattern.
private struct ClockTime {
  var seconds: Int64

  /// - Returns: nil unless both texts have 19 bytes, the same date, and this one a time that exists.
  @inline(__always)
  init?(_ text: Bytes, onDayOf other: Bytes) {
    guard let date = DateWords(text), date == DateWords(other) else { return nil }
    self.init(text)
  }

  /// - Parameter text: of 19 bytes.
  /// - Returns: nil if its time does not exist; its date is not looked at.
  @inline(__always)
  init?(_ text: Bytes) {
    // SAFETY: the load ends at byte 19.
    let raw = UnsafeRawBufferPointer(text)
    // HH:MM:SS, the first byte lowest.
    let clock = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 11, as: UInt64.self))
    guard clock & 0x0000_FF00_00FF_0000 == 0x0000_3A00_003A_0000 else { return nil }
    let digits = (clock & 0xFFFF_00FF_FF00_FFFF) &- 0x3030_0030_3000_3030
    let above = digits &+ (0x7676_0076_7600_7676 as UInt64)
    guard (digits | above) & 0x8080_0080_8000_8080 == 0 else { return nil }
    // Each pair's value comes to stand in its second byte.
    let pairs = digits &* 2_561
    let (hour, minute, second) = (pairs >> 8 & 0xFF, pairs >> 32 & 0xFF, pairs >> 56)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    seconds = Int64(hour &* 3600 &+ minute &* 60 &+ second)
  }
}
