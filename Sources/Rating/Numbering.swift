import CallModel

/// The numbering plan of Brazil as switches write it (spec 3.1, 7.6).
///
/// The rules are numbered as there and in docs/rules/numbers.md. They are tried in an order in which the usual numbers
/// come first; where that is not the order of the table, nothing matches both.
package enum Numbering {
  /// Brings `dialled` to one form by the first rule that matches.
  ///
  /// - Parameters:
  ///   - areaCode: of the line, for rules 2 and 12; nil where it is not known.
  ///   - dialling: of the site.
  ///   - form: of the column.
  package static func normalise(
    _ dialled: DialledDigits, areaCode: Int?, dialling: Dialling = .standard, form: NumberForm = .dialled
  ) -> NormalisedNumber {
    let value = dialled.value
    let count = dialled.digitCount
    // Rule 5 reads 19 digits, no rule reads more; `value` is exact up to there.
    guard count <= DialledDigits.maximumExactDigits else { return .unmatched }
    if dialled.isInternational { return international(value, count) }
    if case .e164 = form {
      if count >= minimumForeignDigits, !beginsWithZero(value, count) {
        return unified(value, count) ?? international(value, count)
      }
    } else if let number = withCountryCode(value, count) {
      // Nearly every number; of the rules that come before it none matches what begins with 55.
      return NormalisedNumber(number: number, kind: .e164, rule: 8)
    }
    if beginsWithZero(value, count) { return afterZero(value, count, areaCode, dialling) }
    if count >= 12, first(2, of: value, count) == 90 {
      if let collect = collect(value, count, areaCode, dialling) { return collect }
    }
    if let number = withAreaCode(value, count) { return number }
    if let short = shortForm(value, count, areaCode) { return short }
    if let number = nonGeographic(value, count) ?? behind55(value, count) { return number }
    if let foreign = foreign(value, count) { return NormalisedNumber(number: foreign, kind: .e164, rule: 10) }
    return .unmatched
  }

  /// Rule 1: what a `+` begins.
  private static func international(_ value: UInt64, _ count: Int) -> NormalisedNumber {
    if let number = withCountryCode(value, count) ?? foreign(value, count) {
      return NormalisedNumber(number: number, kind: .e164, rule: 1)
    }
    return behind55(value, count) ?? .unmatched
  }

  /// Rules 4 to 7: what begins with 0.
  private static func afterZero(
    _ value: UInt64, _ count: Int, _ areaCode: Int?, _ dialling: Dialling
  ) -> NormalisedNumber {
    if count == 10 || count == 11 {
      switch first(4, of: value, count) {
      case 800, 300, 303, 500, 900:
        return NormalisedNumber(number: PhoneNumber(value: value, digitCount: count), kind: .national, rule: 4)
      default: break
      }
    }
    if count >= 2, value < power(count - 2) { return afterTwoZeros(value, count, dialling) }
    let behindCarrier =
      switch count {
      case 13: areaAndSubscriber(last(10, of: value), 10)
      case 14: areaAndSubscriber(last(11, of: value), 11)
      default: PhoneNumber?.none
      }
    if let number = behindCarrier { return NormalisedNumber(number: number, kind: .e164, rule: 6) }
    if count == 11 || count == 12, let number = areaAndSubscriber(value, count - 1) {
      return NormalisedNumber(number: number, kind: .e164, rule: 7)
    }
    if dialling.hasOutsideZero, let areaCode, unified(value, count - 1) == nil,
      let subscriber = subscriber(value, count - 1)
    {
      return NormalisedNumber(number: join(areaCode, subscriber), kind: .e164, rule: 12, variant: .outsideLine)
    }
    return .unmatched
  }

  /// Rules 2 and 3: calls the called line pays for.
  private static func collect(
    _ value: UInt64, _ count: Int, _ areaCode: Int?, _ dialling: Dialling
  ) -> NormalisedNumber? {
    if let areaCode, first(4, of: value, count) == 9090, count == 12 || count == 13,
      let subscriber = subscriber(last(count - 4, of: value), count - 4)
    {
      return NormalisedNumber(number: join(areaCode, subscriber), kind: .collect, rule: 2)
    }
    if count == 14 || count == 15, let number = areaAndSubscriber(last(count - 4, of: value), count - 4) {
      return NormalisedNumber(number: number, kind: .collect, rule: 3)
    }
    guard dialling.carrierCode != .required, count == 12 || count == 13,
      let number = areaAndSubscriber(last(count - 2, of: value), count - 2)
    else { return nil }
    // 90 is Turkey's country code, too.
    if dialling.carrierCode == .optional, NumberPattern.fits(PhoneNumber(value: value, digitCount: count)) {
      return .ambiguous
    }
    return NormalisedNumber(number: number, kind: .collect, rule: 3, variant: .withoutCarrier)
  }

  /// Rule 8.
  static func withCountryCode(_ value: UInt64, _ count: Int) -> PhoneNumber? {
    // Nearly every number is one of these: with the count a constant, no division is left.
    switch count {
    case 12: return withCountryCode(value, digits: 12)
    case 13: return withCountryCode(value, digits: 13)
    default: return nil
    }
  }

  @inline(__always)
  private static func withCountryCode(_ value: UInt64, digits count: Int) -> PhoneNumber? {
    guard first(2, of: value, count) == 55 else { return nil }
    let area = Int(last(count - 2, of: value) / power(count - 4))
    guard AreaCode.isValid(area), let subscriber = subscriber(last(count - 4, of: value), count - 4) else { return nil }
    return join(area, subscriber)
  }

  /// Rule 9; but 55 is an area code, too, and rule 11 behind 55 comes first.
  @inline(__always)
  private static func withAreaCode(_ value: UInt64, _ count: Int) -> NormalisedNumber? {
    let number: PhoneNumber?
    switch count {
    case 10:
      if first(2, of: value, 10) == 55, let unified = unified(last(8, of: value), 8) {
        return unified.behind(.behind55)
      }
      number = areaAndSubscriber(value, 10)
    case 11: number = areaAndSubscriber(value, 11)
    default: return nil
    }
    return number.map { NormalisedNumber(number: $0, kind: .e164, rule: 9) }
  }

  /// The fewest digits of rule 10.
  static let minimumForeignDigits = 7

  /// Rule 10, but for its yielding to rules 11-13.
  static func foreign(_ value: UInt64, _ count: Int) -> PhoneNumber? {
    // 55 is no country code here.
    guard (minimumForeignDigits...15).contains(count), first(1, of: value, count) != 0 else { return nil }
    let number = PhoneNumber(value: value, digitCount: count)
    return CountryCodes.take(number) ? number : nil
  }

  /// Rules 11, 12 and 13, which win over 10.
  private static func shortForm(_ value: UInt64, _ count: Int, _ areaCode: Int?) -> NormalisedNumber? {
    if let unified = unified(value, count) { return unified }
    if let areaCode, let subscriber = subscriber(value, count) {
      return NormalisedNumber(number: join(areaCode, subscriber), kind: .e164, rule: 12)
    }
    if (3...5).contains(count), first(1, of: value, count) == 1 {
      return NormalisedNumber(number: PhoneNumber(value: value, digitCount: count), kind: .special, rule: 13)
    }
    if count == 3, value == 911 {
      return NormalisedNumber(
        number: PhoneNumber(value: value, digitCount: count), kind: .special, rule: 13, variant: .foreignEmergency)
    }
    return nil
  }

  /// A valid area code and *N*, `count` digits in all, as E.164.
  @inline(__always)
  static func areaAndSubscriber(_ value: UInt64, _ count: Int) -> PhoneNumber? {
    let area = Int(value / power(count - 2))
    guard area < 100, AreaCode.isValid(area), let subscriber = subscriber(last(count - 2, of: value), count - 2) else {
      return nil
    }
    return join(area, subscriber)
  }

  /// *N*: a fixed or mobile number of 8 or 9 digits; a mobile number of before 2016 gets its 9.
  private static func subscriber(_ value: UInt64, _ count: Int) -> PhoneNumber? {
    if count == 8 {
      switch first(1, of: value, count) {
      case 2...5: return PhoneNumber(value: value, digitCount: 8)
      case 6...9: return PhoneNumber(value: 900_000_000 + value, digitCount: 9)
      default: return nil
      }
    }
    guard count == 9, first(1, of: value, count) == 9 else { return nil }
    return PhoneNumber(value: value, digitCount: 9)
  }

  private static func join(_ area: Int, _ subscriber: PhoneNumber) -> PhoneNumber {
    let digits = subscriber.digitCount
    return PhoneNumber(value: UInt64(5500 + area) * power(digits) + subscriber.value, digitCount: digits + 4)
  }

  @inline(__always)
  private static func beginsWithZero(_ value: UInt64, _ count: Int) -> Bool { count > 0 && value < power(count - 1) }

  /// The value of the first `digits` of `count`; fewer than that compare like no number of so many digits.
  @inline(__always)
  static func first(_ digits: Int, of value: UInt64, _ count: Int) -> UInt64 {
    count < digits ? .max : value / power(count - digits)
  }

  @inline(__always)
  static func last(_ digits: Int, of value: UInt64) -> UInt64 {
    value % power(digits)
  }

  @inline(__always)
  static func power(_ exponent: Int) -> UInt64 { PhoneNumber.powerOfTen(exponent) }
}
