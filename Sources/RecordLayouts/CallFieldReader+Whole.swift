import ByteScanning
import CallModel

/// Rows of layouts that have more than plain columns: quotes, forms of time, units, clocks, rules (spec 7.2 to 7.6).
extension CallFieldReader {
  /// One of a row's times.
  private enum TimeCell {
    case blank
    /// Only zeros and signs, or the instant 0.
    case zero
    case unreadable
    case time(Int64, nanoseconds: Int)

    var isNone: Bool {
      switch self {
      case .blank, .zero: true
      default: false
      }
    }
  }

  /// What the seconds of a row say.
  private enum Seconds {
    case some(UInt32)
    /// 0, -1, or no time of answer.
    case unanswered
    case unreadable
  }

  @inline(never)
  mutating func readWholly(_ row: borrowing Row, into fields: inout CallFields) -> Reason? {
    let disposition = row.cell(layout.disposition)
    var hasDisposition = true
    var isUnanswered = false
    if layout.disposition >= 0, !layout.answeredValues.contains(disposition) {
      if layout.unansweredValues.contains(disposition) {
        isUnanswered = true
      } else {
        switch layout.meaning.otherDisposition {
        case .rejected: hasDisposition = false
        case .answered: break
        case .unanswered: isUnanswered = true
        }
      }
    }
    let seconds = seconds(row)
    fields.billableSeconds = 0
    if case .some(let value) = seconds { fields.billableSeconds = value }
    if case .unanswered = seconds { isUnanswered = true }
    fields.isAnswered = !isUnanswered
    readTexts(row, into: &fields)
    let start = time(layout.meaning.started, row)
    var hasStart = false
    if case .time(let instant, _) = start {
      fields.instant = instant
      hasStart = true
      if layout.meaning.clock >= 0 { checkClock(row.cell(layout.meaning.clock), instant) }
    }
    let direction = wholeDirection(row)
    fields.direction = direction ?? .byRegistry
    if isUnanswered { return nil }
    guard hasStart else { return .badTimestamp }
    guard case .some = seconds else { return .badDuration }
    guard direction != nil else { return .badDirection }
    guard hasDisposition else { return .badDisposition }
    if layout.endedAt >= 0, layout.meaning.span == nil, compareWholly(row, fields), layout.meaning.rejectsContradictions
    {
      return .contradictoryTimes
    }
    return nil
  }

  /// Whether a row, regardless of what it lacks, has seconds to bill: of ignored rows.
  package mutating func hasSeconds(_ row: borrowing Row) -> Bool {
    if case .some(let value) = seconds(row) { return value > 0 }
    return false
  }

  private mutating func readTexts(_ row: borrowing Row, into fields: inout CallFields) {
    fields.caller = row.cell(layout.caller)
    fields.called = row.cell(layout.called)
    if hasStrips {
      fields.caller = Self.strip(fields.caller, layout.meaning.callerRule.strip, scratch.caller)
      fields.called = Self.strip(fields.called, layout.meaning.calledRule.strip, scratch.called)
    }
    fields.callerForm = layout.meaning.callerRule.form
    fields.calledForm = layout.meaning.calledRule.form
    fields.globalID = row.cell(layout.globalID)
    fields.leg = row.cell(layout.leg)
    fields.trunk = row.cell(layout.trunk)
    fields.accountCode = row.cell(layout.accountCode)
  }

  private func wholeDirection(_ row: borrowing Row) -> CallFields.Direction? {
    switch layout.meaning.directionWord {
    case .outbound: return .outbound
    case .inbound: return .inbound
    case .byRegistry: return .byRegistry
    case nil: break
    }
    guard layout.direction >= 0 else { return .byRegistry }
    let value = row.cell(layout.direction)
    if layout.outboundValues.contains(value) { return .outbound }
    return layout.inboundValues.contains(value) ? .inbound : nil
  }

  // MARK: - Seconds

  private mutating func seconds(_ row: borrowing Row) -> Seconds {
    if let span = layout.meaning.span { return length(span.since, span.until, row) }
    let cell = row.cell(layout.billable)
    let value =
      layout.meaning.unit == .seconds
      ? SecondsField.parse(cell, decimalMark: layout.decimalMark)
      : SecondsField.parse(cell, decimalMark: layout.decimalMark, unit: layout.meaning.unit)
    if let value { return value > 0 ? .some(value) : .unanswered }
    return Self.isMinusOne(cell) ? .unanswered : .unreadable
  }

  /// The time between two of the row's times, rounded up to a second.
  private mutating func length(_ since: BoundTime, _ until: BoundTime, _ row: borrowing Row) -> Seconds {
    let start = time(since, row)
    if start.isNone { return .unanswered }
    guard case .time(let from, let fromNanoseconds) = start,
      case .time(let to, let toNanoseconds) = time(until, row)
    else { return .unreadable }
    var seconds = to - from
    if toNanoseconds < fromNanoseconds { seconds -= 1 }
    guard seconds >= 0 else { return .unreadable }
    if toNanoseconds != fromNanoseconds { seconds += 1 }
    guard seconds <= Self.maximumLengthSeconds else { return .unreadable }
    return seconds > 0 ? .some(UInt32(seconds)) : .unanswered
  }

  /// As a column of seconds can say it.
  private static let maximumLengthSeconds: Int64 = 999_999_999

  /// Compares the seconds of an answered row with its times (spec 7.4); returns whether they contradict.
  @discardableResult
  mutating func compareWholly(_ row: borrowing Row, _ fields: borrowing CallFields) -> Bool {
    guard let endedTime = layout.meaning.ended, case .time(let ended, let endedNanoseconds) = time(endedTime, row)
    else {
      return false
    }
    var from = fields.instant
    var fromNanoseconds = 0
    var isAnswer = false
    if let answeredTime = layout.meaning.answered, case .time(let answered, let nanoseconds) = time(answeredTime, row) {
      (from, fromNanoseconds, isAnswer) = (answered, nanoseconds, true)
    }
    let nanoseconds = Int64(endedNanoseconds - fromNanoseconds)
    let length = (ended - from) * Self.nanosecondsASecond + nanoseconds
    let seconds = Int64(fields.billableSeconds) * Self.nanosecondsASecond
    if isAnswer {
      checks.timedRows += 1
      if seconds * 2 < length { checks.shortRows += 1 }
    }
    let contradicts = seconds > length + Self.toleratedSeconds * Self.nanosecondsASecond
    if contradicts { checks.contradictions += 1 }
    return contradicts
  }

  private static let nanosecondsASecond: Int64 = 1_000_000_000

  // MARK: - Times

  private mutating func time(_ time: borrowing BoundTime, _ row: borrowing Row) -> TimeCell {
    let cell = row.cell(time.column)
    if time.timeColumn >= 0 { return pair(time, cell, row.cell(time.timeColumn)) }
    if cell.isEmpty { return .blank }
    if let epoch = time.pattern.epoch { return count(cell, epoch) }
    guard time.pattern.parse(cell, into: &parts) else { return Self.isZero(cell) ? .zero : .unreadable }
    if time.pattern.isUsual { (parts.nanoseconds, parts.offsetSeconds) = (0, nil) }
    return instant(of: cell, parts.offsetSeconds)
  }

  private mutating func pair(_ time: borrowing BoundTime, _ date: Bytes, _ clock: Bytes) -> TimeCell {
    if clock.isEmpty { return .blank }
    let joined = scratch.join(date, clock)
    if let timePattern = time.timePattern {
      parts = TimestampPattern.Parts()
      guard time.pattern.add(date, to: &parts), timePattern.add(clock, to: &parts) else {
        return Self.isZero(joined) ? .zero : .unreadable
      }
    } else {
      guard time.pattern.parseAny(joined, into: &parts) else { return Self.isZero(joined) ? .zero : .unreadable }
    }
    return instant(of: joined, parts.offsetSeconds)
  }

  private mutating func instant(of cell: Bytes, _ offset: Int?) -> TimeCell {
    guard let local = localSeconds() else { return Self.isZero(cell) ? .zero : .unreadable }
    let instant =
      offset.map { local - Int64($0) } ?? layout.zone.instant(localSeconds: local, cursor: &cursor)
    if instant == 0 { return .zero }
    return Self.years.contains(parts.year) ? .time(instant, nanoseconds: parts.nanoseconds) : .unreadable
  }

  private func count(_ cell: Bytes, _ unit: TimestampPattern.Epoch) -> TimeCell {
    guard let (seconds, nanoseconds) = EpochField.parse(cell, unit) else {
      return Self.isZero(cell) ? .zero : .unreadable
    }
    if seconds == 0 { return .zero }
    return Self.counted.contains(seconds) ? .time(seconds, nanoseconds: nanoseconds) : .unreadable
  }

  /// From 1990 to 2199, UTC: a count of another unit than the layout says is far from them.
  private static let counted: Range<Int64> = 631_152_000..<7_258_118_400

  /// Only zeros and signs; `T` and `Z` stand between them as signs do.
  private static func isZero(_ cell: Bytes) -> Bool {
    var hasZero = false
    var hasLetter = false
    for byte in cell {
      switch byte {
      case UInt8(ascii: "0"): hasZero = true
      case UInt8(ascii: "T"), UInt8(ascii: "Z"): hasLetter = true
      case 0x09, 0x20...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: break
      default: return false
      }
    }
    return hasZero || !hasLetter
  }

  // MARK: - Clock

  /// Compares the start with the Unix seconds of the clock's cell (spec 7.3).
  mutating func checkClock(_ cell: Bytes, _ instant: Int64) {
    guard let clock = EpochField.clock(cell) else { return }
    switch ClockComparison(difference: instant - clock) {
    case .agrees: checks.clockAgreements += 1
    case .apart(let seconds):
      checks.addContradiction(offset: Int(seconds) + layout.zone.offset(at: instant), instant: instant)
    case .silent: break
    }
  }

  // MARK: - Numbers

  /// The number without the first pattern that fits; a leading `+` stays (spec 7.6).
  private static func strip(_ cell: Bytes, _ patterns: [StripPattern], _ room: FieldScratch.Room) -> Bytes {
    for pattern in patterns {
      guard let length = pattern.length(in: cell) else { continue }
      guard cell.first == UInt8(ascii: "+") else { return Bytes(rebasing: cell.dropFirst(length)) }
      return room.plus(Bytes(rebasing: cell.dropFirst(1 + length)))
    }
    return cell
  }
}

/// Texts that a row does not have as they are; valid until the next row.
final class FieldScratch {
  /// Room for one text.
  final class Room {
    private var text = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
    private var capacity = 64

    deinit { text.deallocate() }

    /// `+` and the digits.
    func plus(_ digits: Bytes) -> Bytes { write(Bytes(start: nil, count: 0), UInt8(ascii: "+"), digits) }

    func write(_ first: Bytes, _ separator: UInt8, _ second: Bytes) -> Bytes {
      let count = first.count + 1 + second.count
      if count > capacity {
        text.deallocate()
        capacity = count * 2
        text = .allocate(capacity: capacity)
      }
      // SAFETY: there is room for both and the byte between them.
      if let start = first.baseAddress { text.update(from: start, count: first.count) }
      text[first.count] = separator
      if let start = second.baseAddress { (text + first.count + 1).update(from: start, count: second.count) }
      return Bytes(start: text, count: count)
    }
  }

  // Most layouts need none of them.
  private(set) lazy var caller = Room()
  private(set) lazy var called = Room()
  private lazy var time = Room()

  /// Date and time with a blank between them.
  func join(_ date: Bytes, _ clock: Bytes) -> Bytes { time.write(date, UInt8(ascii: " "), clock) }
}
