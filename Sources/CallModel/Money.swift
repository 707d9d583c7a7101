/// An amount of Brazilian reais in millionths (R$ 0.000001), the finest unit a registry can state (spec 2.2).
///
/// No binary floating point touches money (I6): prices are parsed to this unit, a call's price is one exact
/// fraction rounded once (spec 3.6), and sums are integers.
package struct Money: BitwiseCopyable, Equatable, Comparable, Hashable, Sendable {
  /// Millionths of a real.
  package var micros: Int64

  package static let zero = Money(micros: 0)
  /// Millionths in one real.
  package static let microsPerReal: Int64 = 1_000_000
  /// The digits after the point that `micros` can hold.
  package static let maximumDecimals = 6

  package init(micros: Int64) {
    self.micros = micros
  }

  package static func < (left: Money, right: Money) -> Bool {
    left.micros < right.micros
  }
}

/// How a call's price is rounded to the plan's decimals (spec 2.2 `plans.csv`, 3.6).
package enum RoundingMode: String, BitwiseCopyable, CaseIterable, Sendable {
  case halfUp = "half-up"
  case up = "up"
  case down = "down"
  case halfEven = "half-even"
}

/// What becomes of the fraction of a centavo in a call's amount (spec 11.1, `plans.csv`).
package enum ChargeRounding: String, BitwiseCopyable, CaseIterable, Sendable {
  /// It is cut, as article 49 of the RGC (Resolução Anatel 765/2023) says of each record charged; the plan's `rounding`
  /// is not read.
  case cut
  /// Calls keep the plan's decimals, and only their sum is rounded to centavos.
  case exact
}

extension Money {
  /// Writes `micros` with exactly `decimals` digits after the point, e.g. `0.0300`.
  ///
  /// - Parameters:
  ///   - micros: millionths of a real, at least 0; digits beyond `decimals` are cut (they are zero in rounded money).
  ///   - decimals: 0 to 6.
  package static func text(micros: Int128, decimals: Int) -> String {
    let sign = micros < 0 ? "-" : ""
    let magnitude = micros.magnitude
    let whole = magnitude / 1_000_000
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let fraction = (magnitude % 1_000_000).padded(to: maximumDecimals)
    return "\(sign)\(whole).\(fraction.prefix(decimals))"
  }

  /// The price as the table has it, trailing zeros cut: `0.39`, `1`, `0` (spec 2.5).
  package var shortestText: String {
    var text = Money.text(micros: Int128(micros), decimals: Money.maximumDecimals)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
