/// What rows of a file say against themselves (spec 7.3, 7.4).
package struct ReferenceChecks: Equatable, Sendable {
  package var clockAgreements = 0
  package var clockContradictions = 0
  package var contradictions = 0
  package var timedRows = 0
  package var shortRows = 0

  package init() {}
}

/// A time of a row.
enum RowTime {
  case blank
  /// Only zeros and signs, or the instant 0.
  case zero
  case unreadable
  /// Seconds since 1970, and billionths of a second that are kept for differences.
  case time(Int, billionths: Int)
}

/// The seconds to bill of a row that has any.
enum RowSeconds {
  /// 0, -1, or no answer.
  case zero
  case some(Int)
}

extension RowReader {
  /// Times of a row (spec 7.3).
  func time(_ field: ReferenceField, _ cells: RowCells) -> RowTime {
    guard let cell = cells[field] else { return .blank }
    let pattern = layout.patterns[field] ?? layout.timestampPattern
    if let timeOfDay = field.timeOfDay, layout.columns[timeOfDay] != nil {
      let clock = cells[timeOfDay] ?? ""
      if clock.isEmpty { return .blank }
      if let pair = layout.pairs[field] {
        var parts = TimestampParts()
        let isRead =
          matchTimestamp(cell, pattern: pair.date, into: &parts)
          && matchTimestamp(clock, pattern: pair.time, into: &parts)
        return moment(isRead ? parts : nil, cell + clock)
      }
      return moment(matchTimestamp(cell + " " + clock, pattern: pattern), cell + clock)
    }
    if cell.isEmpty { return .blank }
    if let scale = ["epoch": 1, "epoch-ms": 1_000, "epoch-us": 1_000_000][pattern] { return count(cell, scale) }
    return moment(matchTimestamp(cell, pattern: pattern), cell)
  }

  private func moment(_ parts: TimestampParts?, _ text: String) -> RowTime {
    let none = isZeroTime(text) ? RowTime.zero : .unreadable
    guard let parts, parts.hour < 24, parts.minute < 60, parts.second < 60 else { return none }
    guard let day = Day(year: parts.year, month: parts.month, day: parts.day) else { return none }
    guard (1969...2199).contains(parts.year) else { return none }
    let secondOfDay = parts.hour * 3600 + parts.minute * 60 + parts.second
    let instant =
      parts.offset.map { day.number * 86_400 + secondOfDay - $0 }
      ?? layoutClock.instant(day: day, secondOfDay: secondOfDay)
    if instant == 0 { return .zero }
    return parts.year < 1970 ? .unreadable : .time(instant, billionths: parts.billionths)
  }

  /// A count since 1970: digits, and of seconds a fraction that is cut.
  private func count(_ cell: String, _ scale: Int) -> RowTime {
    var digits = cell
    if scale == 1, let dot = cell.utf8.firstIndex(of: 0x2E) {
      guard String(cell[cell.index(after: dot)...]).isAllDigits else { return isZeroTime(cell) ? .zero : .unreadable }
      digits = String(cell[..<dot])
    }
    guard digits.isAllDigits, digits.utf8.count <= 18, let value = Int(digits) else {
      return isZeroTime(cell) ? .zero : .unreadable
    }
    let seconds = value / scale
    if seconds == 0 { return .zero }
    // The years 1990 and 2200 begin.
    guard (631_152_000..<7_258_118_400).contains(seconds) else { return .unreadable }
    return .time(seconds, billionths: value % scale * (1_000_000_000 / scale))
  }

  private func isZeroTime(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 < 0x7F && ($0 >= 0x20 || $0 == 9) }) else { return false }
    let others = text.utf8.filter { $0 != 0x30 }
    let letters = others.filter {
      ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x31 && $0 <= 0x39)
    }
    guard letters.allSatisfy({ $0 == 0x54 || $0 == 0x5A }) else { return false }
    return others.count < text.utf8.count || letters.isEmpty
  }

  /// The seconds to bill; nil if they cannot be read (spec 7.3, 7.4).
  func seconds(_ cells: RowCells) -> RowSeconds? {
    if let since = layout.since, let until = layout.until {
      let start = time(since, cells)
      switch start {
      case .blank, .zero: return .zero
      default: break
      }
      guard case .time(let from, let fromRest) = start, case .time(let to, let toRest) = time(until, cells) else {
        return nil
      }
      let billionths = (to - from) * 1_000_000_000 + toRest - fromRest
      guard billionths >= 0 else { return nil }
      let seconds = (billionths + 999_999_999) / 1_000_000_000
      guard seconds <= 999_999_999 else { return nil }
      return seconds == 0 ? .zero : .some(seconds)
    }
    let cell = cells[.billable] ?? ""
    if cell == "-1" { return .zero }
    guard let seconds = duration(cell) else { return nil }
    return seconds == 0 ? .zero : .some(seconds)
  }

  private func duration(_ cell: String) -> Int? {
    switch layout.unit {
    case "milliseconds": return decimal(cell, digits: 9).map { ceiling($0, over: 1_000) }
    case "microseconds": return decimal(cell, digits: 15).map { ceiling($0, over: 1_000_000) }
    case "minutes":
      guard let (whole, fraction) = decimal(cell, digits: 9) else { return nil }
      // Halves up, in whole numbers of 38 digits: the cells of tests have no more.
      let scale = fraction.reduce(Int128(1)) { scale, _ in scale * 10 }
      let value = (Int128(whole) * scale + (Int128(String(decoding: fraction, as: UTF8.self)) ?? 0)) * 60
      let seconds = (value * 2 + scale) / (2 * scale)
      return seconds <= 999_999_999 ? Int(seconds) : nil
    case "clock": return clockLength(cell)
    default: return decimal(cell, digits: 9).map { ceiling($0, over: 1) }
    }
  }

  private func ceiling(_ number: (whole: Int, fraction: [UInt8]), over divisor: Int) -> Int {
    let hasRest = number.whole % divisor != 0 || number.fraction.contains { $0 != 0x30 }
    return number.whole / divisor + (hasRest ? 1 : 0)
  }

  /// 1 to `digits` ASCII digits, optionally the decimal mark and digits.
  private func decimal(_ cell: String, digits: Int) -> (whole: Int, fraction: [UInt8])? {
    let parts = cell.utf8.split(separator: layout.decimalMark, maxSplits: 1, omittingEmptySubsequences: false)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    guard texts.allSatisfy(\.isAllDigits), let first = texts.first, first.utf8.count <= digits, let whole = Int(first)
    else { return nil }
    return (whole, texts.count > 1 ? Array(texts[1].utf8) : [])
  }

  /// `H:MM:SS`, `HHHH:MM:SS` or `M:SS`, the fraction rounded up.
  private func clockLength(_ cell: String) -> Int? {
    let parts = cell.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), let last = decimal(parts[parts.count - 1], digits: 2), last.whole < 60,
      parts[parts.count - 1].utf8.prefix(while: { $0 >= 0x30 && $0 <= 0x39 }).count == 2
    else { return nil }
    guard parts.dropLast().allSatisfy(\.isAllDigits) else { return nil }
    let seconds = ceiling(last, over: 1)
    if parts.count == 2 {
      guard parts[0].utf8.count <= 9, let minutes = Int(parts[0]) else { return nil }
      let total = minutes * 60 + seconds
      return total <= 999_999_999 ? total : nil
    }
    guard parts[0].utf8.count <= 4, parts[1].utf8.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]),
      minutes < 60
    else { return nil }
    return hours * 3600 + minutes * 60 + seconds
  }

  /// More seconds than from answer, or start, to end (spec 7.4).
  func contradicts(
    _ cells: RowCells, start: Int, seconds: Int, _ checks: inout ReferenceChecks
  ) -> Bool {
    guard case .time(let ended, let endedRest) = time(.endedAt, cells) else { return false }
    var length = (ended - start) * 1_000_000_000 + endedRest
    if case .time(let answered, let answeredRest) = time(.answeredAt, cells) {
      length = (ended - answered) * 1_000_000_000 + endedRest - answeredRest
      checks.timedRows += 1
      if seconds * 2_000_000_000 < length { checks.shortRows += 1 }
    }
    let contradicts = seconds * 1_000_000_000 > length + 2_000_000_000
    if contradicts { checks.contradictions += 1 }
    return contradicts
  }

  /// Whether the column of the clock agrees with the start (spec 7.3).
  func checkClock(_ cells: RowCells, start: Int, _ checks: inout ReferenceChecks) {
    guard let cell = cells[.clock] else { return }
    var text = cell
    if let dot = cell.utf8.lastIndex(of: 0x2E) {
      let before = String(cell[..<dot])
      text = before.utf8.lastIndex(of: 0x2D).map { String(before[before.index(after: $0)...]) } ?? before
    }
    guard text.isAllDigits, text.utf8.count <= 18, let clock = Int(text) else { return }
    let difference = start - clock
    if abs(difference) <= 60 {
      checks.clockAgreements += 1
    } else if (-60...60).contains(where: { (difference + $0) % 900 == 0 && difference + $0 != 0 }) {
      checks.clockContradictions += 1
    }
  }

  /// The number without the first pattern that fits and leaves enough (spec 7.6).
  func strip(_ cell: String, _ patterns: [ReferenceStrip]) -> String {
    let plus = cell.hasPrefix("+") ? "+" : ""
    let number = cell.dropping(plus.utf8.count)
    for strip in patterns {
      let head = number.first(strip.pattern.utf8.count)
      guard head.utf8.count == strip.pattern.utf8.count else { continue }
      let fits = zip(strip.pattern.utf8, head.utf8).allSatisfy { wanted, byte in
        wanted == 0x3F ? (byte >= 0x30 && byte <= 0x39) : wanted == byte
      }
      let rest = number.dropping(strip.pattern.utf8.count)
      if fits, rest.utf8.count(where: { $0 >= 0x30 && $0 <= 0x39 }) >= strip.leaves { return plus + rest }
    }
    return cell
  }
}
