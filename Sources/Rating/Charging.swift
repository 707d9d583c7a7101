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
  package static func gross(covered: Int, billed: Int, _ tariff: Tariff, _ plan: PlanRow) -> Money {
    guard billed > covered else { return .zero }
    var sixtieths = Int128(tariff.connectionFee.micros) * 60
    if tariff.steps.count == 1 {
      sixtieths += Int128(billed - covered) * Int128(tariff.steps[0].pricePerMinute.micros)
    } else {
      for (index, step) in tariff.steps.enumerated() {
        let until = index + 1 < tariff.steps.count ? tariff.steps[index + 1].fromSecond : billed
        let seconds = min(until, billed) - max(step.fromSecond, covered)
        if seconds > 0 { sixtieths += Int128(seconds) * Int128(step.pricePerMinute.micros) }
      }
    }
    return round(sixtieths: sixtieths, decimals: plan.decimals, plan.rounding)
  }

  /// Rounds sixtieths of millionths of a real, at least 0, to `decimals` digits.
  package static func round(sixtieths: Int128, decimals: Int, _ mode: RoundingMode) -> Money {
    let unit = Int128(60) * Int128(PhoneNumber.powerOfTen(Money.maximumDecimals - decimals))
    let (whole, rest) = sixtieths.quotientAndRemainder(dividingBy: unit)
    let roundsUp: Bool
    switch mode {
    case .down: roundsUp = false
    case .up: roundsUp = rest > 0
    case .halfUp: roundsUp = rest * 2 >= unit
    case .halfEven: roundsUp = rest * 2 > unit || (rest * 2 == unit && whole % 2 == 1)
    }
    return Money(micros: Int64((whole + (roundsUp ? 1 : 0)) * (unit / 60)))
  }

  /// The sum of a service's call amounts, in millionths, rounded half-up to centavos (spec 3.7).
  package static func centavos(micros: Int128) -> Int128 {
    (micros + 5_000) / 10_000
  }
}

/// An allowance cycle: `[reset day, next reset day)` (spec 3.6).
package enum Cycle {
  /// The first day of the cycle that holds `date`. `resetDay` is 1-25, so every month has it.
  package static func start(of date: CivilDate, resetDay: Int) -> CivilDate {
    let (year, month, day) = date.components
    if day >= resetDay { return CivilDate(daysSinceEpoch: date.daysSinceEpoch - Int32(day - resetDay)) }
    return month == 1
      ? CivilDate(year: year - 1, month: 12, day: resetDay) : CivilDate(year: year, month: month - 1, day: resetDay)
  }

  /// The last day of the cycle that starts on `start`, inclusive.
  package static func end(startingOn start: CivilDate) -> CivilDate {
    let (year, month, day) = start.components
    let next =
      month == 12 ? CivilDate(year: year + 1, month: 1, day: day) : CivilDate(year: year, month: month + 1, day: day)
    return CivilDate(daysSinceEpoch: next.daysSinceEpoch - 1)
  }
}
