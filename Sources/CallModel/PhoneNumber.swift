/// What a normalised number is (spec 3.1; the kinds of a called number's content in 2.4).
public enum NumberKind: UInt8, CaseIterable, Sendable {
  // The raw values are in the byte order of the names: contents are compared by the name of the kind (spec 2.4).
  /// Brazilian, and paid by the called line.
  case collect = 0
  /// Country code and national number, up to 15 digits, without `+`.
  case e164 = 1
  /// `0800`, `0300`, `0303`, `0500`, `0900` and 6 or 7 digits.
  case national = 2
  /// Normalised by no rule, or with several readings.
  case none = 3
  /// 3 to 5 digits that start with 1, and 911.
  case special = 4
  /// 8 digits that start with 300, 400, 4020, 4370 or 4864.
  case unified = 5

  public var name: String {
    switch self {
    case .collect: "collect"
    case .e164: "e164"
    case .national: "national"
    case .none: "none"
    case .special: "special"
    case .unified: "unified"
    }
  }
}

/// A string of 0 to 17 digits in one word: the value, and how many digits, since leading zeros count (`0800…`).
///
/// Every number that spec 3.1 normalises fits (at most 15 digits). What does not fit is kept as text beside the call.
public struct PhoneNumber: BitwiseCopyable, Equatable, Hashable, Sendable {
  /// The digits' value in the upper 59 bits, their count in the lower 5.
  public var bits: UInt64

  public static let maximumDigits = 17
  public static let blank = PhoneNumber(bits: 0)

  @inlinable

  @inline(__always)
  public init(bits: UInt64) {
    self.bits = bits
  }

  /// - Parameters:
  ///   - value: below 10^17.
  ///   - digitCount: 0 to 17, at least the number of digits of `value`.
  @inlinable
  @inline(__always)
  public init(value: UInt64, digitCount: Int) {
    bits = value << 5 | UInt64(truncatingIfNeeded: digitCount)
  }

  @inlinable @inline(__always) public var value: UInt64 { bits >> 5 }
  @inlinable @inline(__always) public var digitCount: Int { Int(truncatingIfNeeded: bits & 31) }

  /// nil unless `text` is 0 to 17 ASCII digits.
  public init?(text: String) {
    var value: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), count < Self.maximumDigits else { return nil }
      value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
      count += 1
    }
    self.init(value: value, digitCount: count)
  }
}

extension PhoneNumber: CustomStringConvertible {
  public var description: String {
    digitCount == 0 ? "" : value.padded(to: digitCount)
  }
}

extension PhoneNumber: Comparable {
  /// Byte order of the digits as text: `120` before `13`, and a prefix before what it begins.
  public static func < (left: PhoneNumber, right: PhoneNumber) -> Bool {
    let leftAligned = left.value * powerOfTen(maximumDigits - left.digitCount)
    let rightAligned = right.value * powerOfTen(maximumDigits - right.digitCount)
    if leftAligned != rightAligned { return leftAligned < rightAligned }
    return left.digitCount < right.digitCount
  }

  /// 10 to the power of `exponent`, 0 to 19; traps outside.
  ///
  /// A switch, which becomes a table of the program: a global array cost a call at each of some ten looks a row.
  @inlinable
  @inline(__always)
  public static func powerOfTen(_ exponent: Int) -> UInt64 {
    switch exponent {
    case 0: return 1
    case 1: return 10
    case 2: return 100
    case 3: return 1_000
    case 4: return 10_000
    case 5: return 100_000
    case 6: return 1_000_000
    case 7: return 10_000_000
    case 8: return 100_000_000
    case 9: return 1_000_000_000
    case 10: return 10_000_000_000
    case 11: return 100_000_000_000
    case 12: return 1_000_000_000_000
    case 13: return 10_000_000_000_000
    case 14: return 100_000_000_000_000
    case 15: return 1_000_000_000_000_000
    case 16: return 10_000_000_000_000_000
    case 17: return 100_000_000_000_000_000
    case 18: return 1_000_000_000_000_000_000
    case 19: return 10_000_000_000_000_000_000
    default: preconditionFailure("10 to the power of \(exponent)")
    }
  }
}
