import CallModel

/// Numbers that belong to no area: rule 4 without its 0, rule 11, and both behind 55 (spec 7.6).
extension Numbering {
  /// Rule 11: the ranges that libphonenumber 9.0.43 calls shared cost.
  static func unified(_ value: UInt64, _ count: Int) -> NormalisedNumber? {
    guard count == 8 else { return nil }
    switch first(4, of: value, count) {
    case 3000...3009, 4000...4009, 4020, 4370, 4864:
      return NormalisedNumber(number: PhoneNumber(value: value, digitCount: count), kind: .unified, rule: 11)
    default: return nil
    }
  }

  /// Rule 4 without its 0, which is put before it. The 9 digits that begin with 900 are a mobile number's.
  static func nonGeographic(_ value: UInt64, _ count: Int) -> NormalisedNumber? {
    switch (count, first(3, of: value, count)) {
    case (9, 800), (9, 300), (9, 303), (9, 500), (10, 800), (10, 300), (10, 303), (10, 500), (10, 900):
      // The value stays as it is: only the digits are one more.
      return NormalisedNumber(
        number: PhoneNumber(value: value, digitCount: count + 1), kind: .national, rule: 4, variant: .withoutZero)
    default: return nil
    }
  }

  /// Rules 4, with its 0 or without, and 11 behind 55.
  static func behind55(_ value: UInt64, _ count: Int) -> NormalisedNumber? {
    guard (10...13).contains(count), first(2, of: value, count) == 55 else { return nil }
    let digits = count - 2
    let rest = last(digits, of: value)
    if let unified = unified(rest, digits) { return unified.behind(.behind55) }
    if let number = nonGeographic(rest, digits) { return number.behind(.withoutZeroBehind55) }
    guard digits >= 10 else { return nil }
    switch first(4, of: rest, digits) {
    case 800, 300, 303, 500, 900:
      return NormalisedNumber(
        number: PhoneNumber(value: rest, digitCount: digits), kind: .national, rule: 4, variant: .behind55)
    default: return nil
    }
  }
}

extension NormalisedNumber {
  func behind(_ variant: Variant) -> NormalisedNumber {
    NormalisedNumber(number: number, kind: kind, rule: rule, variant: variant)
  }
}
