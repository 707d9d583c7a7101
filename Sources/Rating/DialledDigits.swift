import CallModel

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
    if let usual = EightDigits.parseUpToSixteen(text) {
      self.init(value: usual, digitCount: text.count, isInternational: false)
      return
    }
    self.init(any: text)
  }

  /// The same for any text: the twin of the fast way.
  @usableFromInline
  init?(any text: UnsafeBufferPointer<UInt8>) {
    var value: UInt64 = 0
    var count = 0
    var plus = false
    var index = 0
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

/// ASCII digits read eight at a time.
@usableFromInline
enum EightDigits {
  /// The value of a text of 8 to 16 digits, as nearly every number is; nil for any other.
  @inlinable
  @inline(__always)
  static func parseUpToSixteen(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    let count = text.count
    guard count >= 8, count <= 16 else { return nil }
    let raw = UnsafeRawBufferPointer(text)
    // SAFETY: the text has eight bytes at least: one load begins with it, the other ends with it.
    let first = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    let last = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    guard areDigits(first), areDigits(last) else { return nil }
    if count == 8 { return value(first) }
    // Of the last eight those count that are not among the first.
    let shift = UInt64(truncatingIfNeeded: (16 - count) * 8)
    let tail = shift == 0 ? last : (last >> shift) << shift
    return value(first) &* PhoneNumber.powerOfTen(count - 8) &+ value(tail)
  }

  @inlinable
  @inline(__always)
  static func areDigits(_ word: UInt64) -> Bool {
    // Each byte's upper half must be 3, and still be 3 when 6 is added: then its lower half is 0 to 9.
    (word & 0xF0F0_F0F0_F0F0_F0F0) | ((word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) >> 4
      == 0x3333_3333_3333_3333
  }

  /// The value of eight digits, the first in the lowest byte; a byte that is 0 counts as the digit 0.
  @inlinable
  @inline(__always)
  static func value(_ word: UInt64) -> UInt64 {
    // Neighbouring digits to pairs, pairs to fours, fours to the eight.
    let digits = word & 0x0F0F_0F0F_0F0F_0F0F
    let pairs = (digits &* 2561) >> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
    return (fours &* 42_949_672_960_001) >> 32
  }
}
