/// Country codes of E.164 other than 55, Brazil's (spec: `country-codes.csv`).
package enum CountryCodes {
  package static let all: [Int] = (0..<1000).filter(isCode)

  /// Whether the first one, two or three digits of `number` are a country code.
  package static func begin(_ number: PhoneNumber) -> Bool {
    for length in 1...3 where number.digitCount > length {
      if isCode(Int(number.value / PhoneNumber.powerOfTen(number.digitCount - length))) { return true }
    }
    return false
  }

  /// Whether the value, 0-999, is a country code as it stands, without leading zeros.
  package static func isCode(_ value: Int) -> Bool {
    codeBits[value / 64] >> UInt64(value % 64) & 1 == 1
  }
}

/// A bit for each value from 0 to 999: set if it is a code. `CountryCodesTests` holds it against the list in words.
private let codeBits: [UInt64] = [
  0xF77BFB97C8100082, 0x00000004FC560007, 0x0000000000000000, 0xFFFFFFFFF5380000,
  0x00000E0C00003FF7, 0xFFFC00FFC0000000, 0x000000B00000002E, 0x3FF0000000000000,
  0x0000000000000000, 0x0000000000FFC000, 0x001FEFFF40000000, 0x0000000000000000,
  0x0000010100000000, 0x014F404001B40000, 0x0000000000000000, 0x0000005F000BFDFF,
]
