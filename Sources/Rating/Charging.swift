import CallModel
import Registry

/// From seconds to money: pure functions of one call and one tariff (spec 3.5 and 3.6).
package enum Charging {
  /// The seconds a call of `duration` is billed for: the minimum, then whole steps (spec 3.5). Grace is tested before.
  package static func billedSeconds(duration: Int, _ tariff: Tariff) -> Int {
    let minimum = tariff.minimumSeconds
    if duration <= minimum { return minimum }
    let step = tariff.stepSeconds
    return minimum + (duration - minimum + step - 1) / step * step
  }

  /// The price of the seconds from `covered` to `billed`, rounded once to the plan's decimals (spec 3.6).
  ///
  /// The sum is a fraction over 60 minutes-to-seconds, exact in 128 bits. Prices are below R$ 100,000 a minute and calls
  /// at most 2,000,000,000 s, so the result fits 64 bits.
  package static func gross(
    covered: Int, billed: Int, _ tariff: Tariff, steps: FixedTable<PriceStep>, _ plan: PlanFacts
  ) -> Money {
    guard billed > covered else { return .zero }
    var sixtieths = Int128(tariff.connectionFee.micros) * 60
    if tariff.stepCount == 1 {
      sixtieths += Int128(billed - covered) * Int128(steps[tariff.firstStep].pricePerMinute.micros)
    } else {
      let end = tariff.firstStep + tariff.stepCount
      for index in tariff.firstStep..<end {
        let step = steps[index]
        let until = index + 1 < end ? steps[index + 1].fromSecond : billed
        let seconds = min(until, billed) - max(step.fromSecond, covered)
        if seconds > 0 { sixtieths += Int128(seconds) * Int128(step.pricePerMinute.micros) }
      }
    }
    return round(sixtieths: sixtieths, decimals: plan.decimals, plan.rounding)
  }

  /// Rounds sixtieths of millionths of a real, at least 0, to `decimals` digits.
  package static func round(sixtieths: Int128, decimals: Int, _ mode: RoundingMode) -> Money {
    let scale = Int64(PhoneNumber.powerOfTen(Money.maximumDecimals - decimals))
    if let small = Int64(exactly: sixtieths) {
      // The usual case: dividing 64 bits is many times faster than 128.
      let (whole, rest) = small.quotientAndRemainder(dividingBy: 60 * scale)
      return Money(micros: (whole + (roundsUp(whole, rest, 60 * scale, mode) ? 1 : 0)) * scale)
    }
    let unit = 60 * Int128(scale)
    let (whole, rest) = sixtieths.quotientAndRemainder(dividingBy: unit)
    return Money(micros: Int64(whole + (roundsUp(whole, rest, unit, mode) ? 1 : 0)) * scale)
  }

  private static func roundsUp<Value: FixedWidthInteger>(
    _ whole: Value, _ rest: Value, _ unit: Value, _ mode: RoundingMode
  ) -> Bool {
    switch mode {
    case .down: false
    case .up: rest > 0
    case .halfUp: rest * 2 >= unit
    case .halfEven: rest * 2 > unit || (rest * 2 == unit && whole % 2 == 1)
    }
  }

  /// What is left to pay of `gross` once value allowances covered `allowance` of it: without its fraction of a centavo
  /// where the plan cuts it (spec 11.1).
  package static func amount(gross: Money, allowance: Money, _ plan: PlanFacts) -> Money {
    let rest = gross.micros - allowance.micros
    return Money(micros: plan.cutsCentavoFractions ? rest - rest % 10_000 : rest)
  }

  /// The sum of a service's call amounts, in millionths, rounded half-up to centavos (spec 3.7). A credit is rounded as
  /// the charge of the same size, so that one takes back the other.
  package static func centavos(micros: Int128) -> Int128 {
    (micros + (micros < 0 ? -5_000 : 5_000)) / 10_000
  }
}
