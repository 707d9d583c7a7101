/// A number as it was dialled or sent: its digits, and whether it came in international form (spec 3.1).
package struct DialledDigits: Equatable, Sendable {
  /// The digits' value; exact for up to 19 digits. No rule matches more.
  package var value: UInt64 = 0
  /// 0 to 20, leading zeros counted.
  package var digitCount = 0
  /// A `+` stood before the first digit.
  package var isInternational = false

  /// A called number with more digits is none (spec 3.1).
  package static let maximumDigits = 20
  /// `value` is exact up to so many digits; no rule matches more.
  package static let maximumExactDigits = 19

  package init(value: UInt64, digitCount: Int, isInternational: Bool) {
    self.value = value
    self.digitCount = digitCount
    self.isInternational = isInternational
  }

  /// Keeps the digits of `text`; spaces, `-`, `.`, `(` and `)` are dropped, and then a leading `+` marks international
  /// form.
  ///
  /// - Returns: nil if anything else is there, if no digit is, or if there are more than 20.
  @inlinable
  package init?(_ text: UnsafeBufferPointer<UInt8>) {
    var value: UInt64 = 0
    var count = 0
    var plus = false
    for byte in text {
      let digit = byte &- 48
      if digit <= 9 {
        value = value &* 10 &+ UInt64(digit)
        count += 1
        continue
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"): continue
      case UInt8(ascii: "+") where count == 0 && !plus: plus = true
      default: return nil
      }
    }
    guard count > 0, count <= DialledDigits.maximumDigits else { return nil }
    self.value = value
    digitCount = count
    isInternational = plus
  }
}
