import CallModel

/// What begins with `00`: with a carrier's code, without one, or an outside line's 0 before another (spec 7.6).
extension Numbering {
  /// The readings of one string of digits that stand.
  private struct Readings {
    private var first: NormalisedNumber?
    private var second: NormalisedNumber?
    private var third: NormalisedNumber?

    /// A reading that stands; nil for one that does not. Three at most.
    mutating func add(_ number: PhoneNumber?, rule: Int, _ variant: NormalisedNumber.Variant) {
      guard let number else { return }
      third = second
      second = first
      first = NormalisedNumber(number: number, kind: .e164, rule: rule, variant: variant)
    }

    /// The one that stands alone, or alone fits its country's pattern; nil if none stands.
    var chosen: NormalisedNumber? {
      guard let first, let second else { return first }
      let isFirst = NumberPattern.fits(first.number)
      let isSecond = NumberPattern.fits(second.number)
      let isThird = third.map { NumberPattern.fits($0.number) } ?? false
      switch (isFirst, isSecond, isThird) {
      case (true, false, false): return first
      case (false, true, false): return second
      case (false, false, true): return third
      default: return .ambiguous
      }
    }
  }

  /// Rules 4 and 11 behind 0055, rule 5, and what spec 7.6 adds to it.
  ///
  /// - Parameters:
  ///   - value: begins with two zeros, of `count` digits.
  static func afterTwoZeros(_ value: UInt64, _ count: Int, _ dialling: Dialling) -> NormalisedNumber {
    let direct = count - 2
    if let number = behind55(value, direct) { return number }
    let brazilian = withCountryCode(value, direct)
    if let brazilian, dialling.carrierCode != .required { return withoutCarrier(brazilian) }
    var readings = Readings()
    if dialling.carrierCode != .none, count >= 4 + minimumForeignDigits {
      let rest = last(count - 4, of: value)
      readings.add(withCountryCode(rest, count - 4) ?? foreign(rest, count - 4), rule: 5, .plain)
    }
    if dialling.carrierCode != .required { readings.add(foreign(value, direct), rule: 5, .withoutCarrier) }
    if dialling.hasOutsideZero, direct == 10 || direct == 11 {
      readings.add(areaAndSubscriber(value, direct), rule: 7, .outsideLine)
    }
    return readings.chosen ?? brazilian.map(withoutCarrier) ?? .unmatched
  }

  private static func withoutCarrier(_ number: PhoneNumber) -> NormalisedNumber {
    NormalisedNumber(number: number, kind: .e164, rule: 5, variant: .withoutCarrier)
  }
}
