/// A count since 1970 as a switch writes it (spec 7.3).
package enum EpochField {
  /// Digits that are read: microseconds of this century have 16.
  private static let maximumDigits = 18

  /// The whole seconds, and the nanoseconds that a count of milli- or microseconds has besides; of seconds a fraction is
  /// cut. In no range yet.
  ///
  /// - Returns: nil unless `bytes` are digits, for seconds optionally with a dot and digits.
  package static func parse(_ bytes: Bytes, _ unit: TimestampPattern.Epoch) -> (seconds: Int64, nanoseconds: Int)? {
    var value: Int64 = 0
    var index = 0
    while index < bytes.count, bytes[index].isDigit {
      guard index < maximumDigits else { return nil }
      value = value * 10 + Int64(bytes[index] &- 48)
      index += 1
    }
    guard index > 0 else { return nil }
    switch unit {
    case .seconds:
      guard index == bytes.count || isFraction(bytes, from: index) else { return nil }
      return (value, 0)
    case .milliseconds: return index == bytes.count ? (value / 1_000, Int(value % 1_000) * 1_000_000) : nil
    case .microseconds: return index == bytes.count ? (value / 1_000_000, Int(value % 1_000_000) * 1_000) : nil
    }
  }

  private static func isFraction(_ bytes: Bytes, from start: Int) -> Bool {
    guard bytes[start] == UInt8(ascii: "."), start + 1 < bytes.count else { return false }
    return bytes[(start + 1)...].allSatisfy(\.isDigit)
  }

  /// The Unix seconds in an identifier such as `1793502000.17` or `pbx1-1793502000.17`: digits before a dot; a name and
  /// `-` may stand before them (spec 7.3).
  package static func clock(_ bytes: Bytes) -> Int64? {
    usualClock(bytes) ?? anyClock(bytes)
  }

  /// Digits, a dot and digits: nearly every one.
  private static func usualClock(_ bytes: Bytes) -> Int64? {
    var value: Int64 = 0
    var digits = 0
    var isBehindDot = false
    for byte in bytes {
      let digit = byte &- 48
      if digit <= 9 {
        if isBehindDot { continue }
        value = value &* 10 &+ Int64(digit)
        digits &+= 1
      } else {
        if isBehindDot || byte != UInt8(ascii: ".") { return nil }
        isBehindDot = true
      }
    }
    return isBehindDot && digits > 0 && digits <= maximumDigits ? value : nil
  }

  private static func anyClock(_ bytes: Bytes) -> Int64? {
    let lastDot = bytes.lastIndex(of: UInt8(ascii: "."))
    let end = lastDot ?? bytes.count
    var start = end
    while start > 0, bytes[start - 1].isDigit { start -= 1 }
    guard start < end, end - start <= maximumDigits else { return nil }
    // Without a dot nothing but the digits says that it is a time.
    guard start == 0 || (lastDot != nil && bytes[start - 1] == UInt8(ascii: "-")) else { return nil }
    var value: Int64 = 0
    for byte in bytes[start..<end] { value = value * 10 + Int64(byte &- 48) }
    return value
  }
}
