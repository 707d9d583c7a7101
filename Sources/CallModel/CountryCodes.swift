/// Country codes of E.164 other than 55, Brazil's (spec 3.1), and how long their numbers are.
package enum CountryCodes {
  package static let all: [Int] = (0..<1000).filter(isCode)

  /// The country code that `number` begins with; nil if it is none, or 55. No code begins another.
  ///
  /// - Parameter number: one that does not begin with 0.
  package static func code(of number: PhoneNumber) -> Int? {
    for length in 1...3 where number.digitCount > length {
      let code = Int(number.value / PhoneNumber.powerOfTen(number.digitCount - length))
      if isCode(code) { return code }
    }
    return nil
  }

  /// Whether `number` begins with a country code and has a length that its numbers may have (spec 7.6).
  ///
  /// - Parameter number: one that does not begin with 0, of at most 15 digits.
  package static func take(_ number: PhoneNumber) -> Bool {
    guard let code = code(of: number) else { return false }
    let codeDigits = code < 10 ? 1 : code < 100 ? 2 : 3
    return nationalLengths[index(ofCode: code)] >> UInt16(number.digitCount - codeDigits) & 1 == 1
  }

  /// Whether the value, 0-999, is a country code as it stands, without leading zeros.
  package static func isCode(_ value: Int) -> Bool {
    codeBits[value / 64] >> UInt64(value % 64) & 1 == 1
  }

  /// The place of a code among all.
  private static func index(ofCode code: Int) -> Int {
    Int(codesBefore[code / 64]) + (codeBits[code / 64] & (1 << UInt64(code % 64) - 1)).nonzeroBitCount
  }
}

/// A bit for each value from 0 to 999: set if it is a code. `CountryCodesTests` holds it against the list in words.
private let codeBits: [UInt64] = [
  0xF77BFB97C8100082, 0x00000004FC560007, 0x0000000000000000, 0xFFFFFFFFF5380000,
  0x00000E0C00003FF7, 0xFFFC00FFC0000000, 0x000000B00000002E, 0x3FF0000000000000,
  0x0000000000000000, 0x0000000000FFC000, 0x001FEFFF40000000, 0x0000000000000000,
  0x0000010100000000, 0x014F404001B40000, 0x0000000000000000, 0x0000005F000BFDFF,
]

/// How many codes the words before each word of `codeBits` have.
private let codesBefore: [UInt8] = [0, 31, 45, 45, 86, 104, 128, 135, 145, 145, 155, 176, 176, 178, 191, 191]
