import Ledger
import Rating

/// What contests, one after the other, are of a closed service's amount (spec 11.1).
///
/// The calls of a service are summed before they are rounded. So the share of a call is what the service comes to without
/// the calls contested before it, less what it comes to without it, too: the shares of all calls add up to the service,
/// whichever comes first. Of a late service that changes other calls, too, its calls may be less, or more: it is taken as it
/// was rounded.
struct ContestShare {
  /// What the service comes to without the calls contested until now.
  private var micros: Int128
  private(set) var left: Int128

  /// - Parameter calls: what the calls of the service come to, millionths.
  init(_ service: ServiceRow, calls: Int128) {
    left = service.closedCentavos
    micros = Charging.centavos(micros: calls) == left ? calls : left * Self.microsPerCentavo
  }

  /// The share of a call, in centavos: at most what is left.
  ///
  /// - Parameter micros: its amount, millionths of a real.
  mutating func take(micros: Int64) -> Int128 {
    self.micros -= Int128(micros)
    let share = max(0, left - max(0, Charging.centavos(micros: self.micros)))
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
