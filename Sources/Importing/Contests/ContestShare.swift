import Rating

/// What contests, one after the other, are of a closed service's amount (spec 11.1).
///
/// The calls of a service are summed before they are rounded. So the share of a call is what the service comes to without
/// the calls contested before it, less what it comes to without it, too: the shares of all calls add up to the service,
/// whichever comes first.
struct ContestShare {
  private let centavos: Int128
  private var micros: Int128 = 0
  private(set) var left: Int128

  init(_ centavos: Int128) {
    self.centavos = centavos
    left = centavos
  }

  /// The share of a call, in centavos: at most what is left.
  ///
  /// - Parameter micros: its amount, millionths of a real.
  mutating func take(micros: Int64) -> Int128 {
    self.micros += Int128(micros)
    let without = max(0, Charging.centavos(micros: centavos * Self.microsPerCentavo - self.micros))
    let share = max(0, left - without)
    left -= share
    return share
  }

  /// All that is left.
  mutating func takeAll() -> Int128 {
    defer { left = 0 }
    return left
  }

  private static let microsPerCentavo: Int128 = 10_000
}
