/// A length of time as a switch writes it, in whole seconds (spec 2.3, 7.4).
package enum SecondsField {
  /// What the number counts, or its form.
  package enum Unit: String, CaseIterable, Sendable {
    case seconds, milliseconds, microseconds, minutes, clock
  }

  /// Digits before the decimal mark: 999,999,999 s is over 31 years.
  package static let maximumDigits = 9
  /// Microseconds are counted in longer numbers.
  private static let maximumMicrosecondDigits = 15
  /// `HHHH:MM:SS`: over a year.
  private static let maximumHourDigits = 4

  /// The seconds in `bytes`, fractions rounded up to the next second: 0 to 1,000,000,000.
  ///
  /// - Returns: nil unless `bytes` is 1 to 9 ASCII digits, optionally followed by `decimalMark` and digits.
  @inlinable
  package static func parse(_ bytes: Bytes, decimalMark: UInt8) -> UInt32? {
    var index = 0
    var value: UInt32 = 0
    while index < bytes.count, bytes[index].isDigit {
      guard index < maximumDigits else { return nil }
      value = value * 10 + UInt32(bytes[index] &- 48)
      index += 1
    }
    guard index > 0 else { return nil }
    return index == bytes.count ? value : withFraction(value, bytes, from: index, decimalMark: decimalMark)
  }

  @usableFromInline
  static func withFraction(_ whole: UInt32, _ bytes: Bytes, from start: Int, decimalMark: UInt8) -> UInt32? {
    guard bytes[start] == decimalMark, start + 1 < bytes.count else { return nil }
    var isWhole = true
    for index in (start + 1)..<bytes.count {
      guard bytes[index].isDigit else { return nil }
      if bytes[index] != UInt8(ascii: "0") { isWhole = false }
    }
    return isWhole ? whole : whole + 1
  }

  /// The seconds in `bytes` by their unit: up to the next second, but minutes to the nearest.
  package static func parse(_ bytes: Bytes, decimalMark: UInt8, unit: Unit) -> UInt32? {
    switch unit {
    case .seconds: parse(bytes, decimalMark: decimalMark)
    case .milliseconds: divided(bytes, decimalMark, digits: maximumDigits, by: 1_000)
    case .microseconds: divided(bytes, decimalMark, digits: maximumMicrosecondDigits, by: 1_000_000)
    case .minutes: minutes(bytes, decimalMark)
    case .clock: clock(bytes, decimalMark)
    }
  }

  /// The whole part, where it ends, and whether what follows is nothing or a fraction; nil if not.
  private static func whole(
    _ bytes: Bytes, _ decimalMark: UInt8, digits: Int
  ) -> (value: UInt64, end: Int, hasRest: Bool)? {
    var index = 0
    var value: UInt64 = 0
    while index < bytes.count, bytes[index].isDigit {
      guard index < digits else { return nil }
      value = value * 10 + UInt64(bytes[index] &- 48)
      index += 1
    }
    guard index > 0 else { return nil }
    if index == bytes.count { return (value, index, false) }
    guard bytes[index] == decimalMark, index + 1 < bytes.count else { return nil }
    var hasRest = false
    for byte in bytes[(index + 1)...] {
      guard byte.isDigit else { return nil }
      hasRest = hasRest || byte != UInt8(ascii: "0")
    }
    return (value, index, hasRest)
  }

  private static func divided(_ bytes: Bytes, _ decimalMark: UInt8, digits: Int, by divisor: UInt64) -> UInt32? {
    guard let (value, _, hasRest) = whole(bytes, decimalMark, digits: digits) else { return nil }
    let isWhole = value % divisor == 0 && !hasRest
    return UInt32(value / divisor) + (isWhole ? 0 : 1)
  }

  /// Minutes in decimals to the nearest second, exactly, halves up; at most 999,999,999 s.
  private static func minutes(_ bytes: Bytes, _ decimalMark: UInt8) -> UInt32? {
    guard let (value, end, _) = whole(bytes, decimalMark, digits: maximumDigits) else { return nil }
    // The tenths of a second in the fraction, cut, digit by digit from the last: of 0.d1d2… 600 × d1 / 10 and so on. What
    // is cut is less than a tenth, so it decides no rounding.
    var tenths: UInt64 = 0
    for index in stride(from: bytes.count - 1, to: end, by: -1) {
      tenths = (UInt64(bytes[index] &- 48) * 600 + tenths) / 10
    }
    let seconds = value * 60 + tenths / 10 + (tenths % 10 >= 5 ? 1 : 0)
    return seconds <= 999_999_999 ? UInt32(seconds) : nil
  }

  /// `H:MM:SS` and `HHHH:MM:SS` (minutes under 60), or `M:SS` (any minutes); a fraction is rounded up.
  private static func clock(_ bytes: Bytes, _ decimalMark: UInt8) -> UInt32? {
    let colon = UInt8(ascii: ":")
    guard let first = bytes.firstIndex(of: colon) else { return nil }
    let second = bytes[(first + 1)...].firstIndex(of: colon)
    guard let head = number(bytes[..<first], 1...(second == nil ? maximumDigits : maximumHourDigits)),
      let tail = whole(Bytes(rebasing: bytes[((second ?? first) + 1)...]), decimalMark, digits: 2),
      tail.value < 60, tail.end == 2
    else { return nil }
    var seconds = head * 60
    if let second {
      guard let minutes = number(bytes[(first + 1)..<second], 2...2), minutes < 60 else { return nil }
      seconds = head * 3600 + minutes * 60
    }
    seconds += tail.value + (tail.hasRest ? 1 : 0)
    return seconds <= 999_999_999 ? UInt32(seconds) : nil
  }

  private static func number(_ digits: Slice<Bytes>, _ count: ClosedRange<Int>) -> UInt64? {
    guard count.contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + UInt64($1 &- 48) }
  }
}
