/// Reads one time, element by element.
struct TimestampReading {
  private let bytes: Bytes
  private var index = 0
  private var isAfternoon = false

  init(_ bytes: Bytes) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// - Parameter following: the element after this one; nil: it is the last.
  mutating func take(
    _ element: TimestampPattern.Element, before following: TimestampPattern.Element?,
    into parts: inout TimestampPattern.Parts
  ) -> Bool {
    switch element {
    case .literal(let byte):
      guard next == byte else { return false }
      index += 1
      return true
    case .blank: return skip(while: { $0 == UInt8(ascii: " ") })
    case .year: return number(4, 4, &parts.year)
    case .shortYear:
      guard number(2, 2, &parts.year) else { return false }
      // 70 to 99 are of the century before (spec 7.3).
      parts.year += parts.year >= 70 ? 1900 : 2000
      return true
    case .month(let isPadded): return number(isPadded ? 2 : 1, 2, &parts.month)
    case .monthName: return monthName(before: following, &parts.month)
    case .day(let isPadded): return number(isPadded ? 2 : 1, 2, &parts.day)
    case .weekday: return weekday(before: following)
    case .hour(let isPadded): return number(isPadded ? 2 : 1, 2, &parts.hour)
    case .minute(let isPadded): return number(isPadded ? 2 : 1, 2, &parts.minute)
    case .second: return number(2, 2, &parts.second)
    case .halfDay: return halfDay()
    case .droppedDigit:
      guard let byte = next, byte.isDigit else { return false }
      index += 1
      return true
    case .fraction: return fraction(&parts.nanoseconds)
    case .offset: return offset(&parts.offsetSeconds)
    }
  }

  /// Turns the hour of twelve into one of twenty-four.
  func apply(to parts: inout TimestampPattern.Parts) -> Bool {
    guard (1...12).contains(parts.hour) else { return false }
    parts.hour = parts.hour % 12 + (isAfternoon ? 12 : 0)
    return true
  }

  private mutating func number(_ minimum: Int, _ maximum: Int, _ value: inout Int) -> Bool {
    var count = 0
    var number = 0
    while count < maximum, let byte = next, byte.isDigit {
      number = number * 10 + Int(byte &- 48)
      index += 1
      count += 1
    }
    value = number
    return count >= minimum
  }

  private mutating func skip(while test: (UInt8) -> Bool) -> Bool {
    let start = index
    while let byte = next, test(byte) { index += 1 }
    return index > start
  }

  private mutating func halfDay() -> Bool {
    guard index + 2 <= bytes.count, bytes[index + 1] | 0x20 == UInt8(ascii: "m") else { return false }
    switch bytes[index] | 0x20 {
    case UInt8(ascii: "a"): isAfternoon = false
    case UInt8(ascii: "p"): isAfternoon = true
    default: return false
    }
    index += 2
    return true
  }

  private mutating func fraction(_ nanoseconds: inout Int) -> Bool {
    let start = index
    guard number(1, 9, &nanoseconds) else { return false }
    for _ in (index - start)..<9 { nanoseconds *= 10 }
    return true
  }

  /// `Z`, `UTC`, `GMT`, `-03`, `-0300`, `-03:00`.
  private mutating func offset(_ seconds: inout Int?) -> Bool {
    for word in ["UTC", "GMT", "Z"] as [StaticString] where starts(with: word) {
      index += word.utf8CodeUnitCount
      seconds = 0
      return true
    }
    guard let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    index += 1
    var hours = 0
    var minutes = 0
    guard number(2, 2, &hours) else { return false }
    let afterHours = index
    if next == UInt8(ascii: ":") { index += 1 }
    if !number(2, 2, &minutes) {
      index = afterHours
      minutes = 0
    }
    guard hours < 24, minutes < 60 else { return false }
    seconds = (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    return true
  }

  private func starts(with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    // SAFETY: a static string's bytes stay in place, `count` of them.
    return Bytes(start: word.utf8Start, count: count).elementsEqual(bytes[index..<(index + count)])
  }

  private mutating func weekday(before following: TimestampPattern.Element?) -> Bool {
    guard skip(while: Self.isLetter) else { return false }
    // segunda-feira
    if index + 6 <= bytes.count, bytes[index..<(index + 6)].map({ $0 | 0x20 }).elementsEqual("-feira".utf8) {
      index += 6
    }
    skipFinalDot(before: following)
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private mutating func monthName(before following: TimestampPattern.Element?, _ month: inout Int) -> Bool {
    guard let found = MonthNames.longest(in: bytes, from: index) else { return false }
    month = found.month
    index = found.end
    skipFinalDot(before: following)
    return true
  }

  /// The dot of an abbreviation; one that the pattern wants stays, unless there are two.
  private mutating func skipFinalDot(before following: TimestampPattern.Element?) {
    let dot = UInt8(ascii: ".")
    guard next == dot else { return }
    let isWanted = following == .literal(dot)
    let isDouble = index + 1 < bytes.count && bytes[index + 1] == dot
    if !isWanted || isDouble { index += 1 }
  }
}

/// Months by name, English or Portuguese, short or whole; case and accents do not count (spec 7.3).
enum MonthNames {
  private static let names: [(text: [UInt8], month: Int)] = {
    let months = [
      "jan january janeiro", "feb february fev fevereiro", "mar march marco", "apr april abr abril", "may mai maio",
      "jun june junho", "jul july julho", "aug august ago agosto", "sep sept september set setembro",
      "oct october out outubro", "nov november novembro", "dec december dez dezembro",
    ]
    return months.enumerated().flatMap { index, words in
      words.split(separator: " ").map { (Array($0.utf8), index + 1) }
    }.sorted { $0.0.count > $1.0.count }
  }()

  /// The longest name that begins at `start`, and where it ends.
  static func longest(in bytes: Bytes, from start: Int) -> (month: Int, end: Int)? {
    for (name, month) in names {
      var at = start
      var matched = 0
      while matched < name.count, let (letter, width) = letter(bytes, at), letter == name[matched] {
        at += width
        matched += 1
      }
      if matched == name.count { return (month, at) }
    }
    return nil
  }

  /// A letter without case and accent (`ç` is the only one in these names), and its bytes.
  private static func letter(_ bytes: Bytes, _ at: Int) -> (UInt8, Int)? {
    guard at < bytes.count else { return nil }
    let byte = bytes[at]
    if byte == 0xC3, at + 1 < bytes.count, bytes[at + 1] | 0x20 == 0xA7 { return (UInt8(ascii: "c"), 2) }
    // A combining cedilla after the letter.
    let isCombined = at + 2 < bytes.count && bytes[at + 1] == 0xCC && bytes[at + 2] == 0xA7
    return (byte | 0x20, isCombined ? 3 : 1)
  }
}
