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
    var index = 0
    // Nearly every number is digits only: eight at a time, while they are.
    while index + 8 <= text.count, count + 8 <= DialledDigits.maximumDigits,
      let eight = EightDigits.parse(text, at: index)
    {
      value = value &* 100_000_000 &+ eight
      count += 8
      index += 8
    }
    while index < text.count {
      let byte = text[index]
      index += 1
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

/// Eight ASCII digits read as one word.
@usableFromInline
enum EightDigits {
  /// The value of the bytes from `index` to `index + 7`, which must be there; nil if one is no digit.
  @inlinable
  static func parse(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64? {
    let word = UInt64(
      littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    // Each byte's upper half must be 3, and still be 3 when 6 is added: then its lower half is 0 to 9.
    guard word & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030,
      (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
    else { return nil }
    // Neighbouring digits to pairs, pairs to fours, fours to the eight.
    let digits = word & 0x0F0F_0F0F_0F0F_0F0F
    let pairs = (digits &* 2561) >> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
    return (fours &* 42_949_672_960_001) >> 32
  }
}
