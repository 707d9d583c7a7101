import CallModel
import Pipeline
import Registry

/// What recorded calls cost the provider, by the carriers' rates of today (spec 11.5).
package struct CallCosts: Sendable {
  private let rates: CarrierRates

  package init(_ rates: CarrierRates) { self.rates = rates }

  package struct Cost: Equatable, Sendable {
    /// Blank for a received call, which costs nothing, and where the table has none.
    package var carrier: String
    /// Millionths of a real.
    package var micros: Int64
    /// The call's amount less its cost.
    package var margin: Int64

    static func ofReceived(_ amount: Int64) -> Cost { Cost(carrier: "", micros: 0, margin: amount) }
  }

  /// - Returns: nil if no rate is for the call.
  package func cost(_ row: SegmentRow) -> Cost? {
    let amount = row.micros(.amount) ?? 0
    guard row.isOutbound else { return .ofReceived(amount) }
    guard let seconds = row.integer(.duration) else { return nil }
    return cost(
      trunk: row.text(.trunk), called: row.text(.called), startedAt: row.text(.startedAt), seconds: seconds,
      amount: amount)
  }

  /// - Returns: nil if no rate is for the call.
  package func cost(_ call: RecordedCall) -> Cost? {
    guard call.isOutbound else { return .ofReceived(call.amountMicros) }
    return cost(
      trunk: call.trunk, called: call.called, startedAt: call.startedAt, seconds: call.duration,
      amount: call.amountMicros)
  }

  private func cost(trunk: String, called: String, startedAt: String, seconds: Int, amount: Int64) -> Cost? {
    guard let day = CivilDate(text: String(startedAt.prefix(10))),
      let rate = rates.find(trunk: trunk, called: PhoneNumber(text: called) ?? .blank, on: day)
    else { return nil }
    let cost = rate.cost(seconds: seconds)
    return Cost(carrier: rate.carrier, micros: cost, margin: amount - cost)
  }

  /// Digits behind the point of costs and margins.
  package static let decimals = 6

  package static func text(_ micros: Int64?) -> String {
    micros.map { Money.text(micros: Int128($0), decimals: decimals) } ?? ""
  }
}
