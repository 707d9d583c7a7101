/// A count of seconds as a switch writes it: `489`, or with a decimal mark, `488.27` (spec 2.3).
package enum SecondsField {
  /// Digits before the decimal mark: 999,999,999 s is over 31 years.
  package static let maximumDigits = 9

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
}
