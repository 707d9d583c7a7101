import CallModel
import Rating
import Registry

/// What of a run's calls deserves a look once they are recorded (spec 6.5): first stage of the search for unusual use, at a
/// few instructions a call. It only points out spans; the one who asked reads their rows.
package struct CallWatch: Sendable {
  /// Whether calls to a zone are pointed out, by zone: `intl` and what is written `intl:…`.
  private let zones: [Bool]
  /// The same by tariff: those with a price a minute above the limit, or with several steps.
  private let tariffs: [Bool]

  /// - Parameter pricePerMinute: calls to `intl` zones above it are pointed out.
  package init(_ registry: Registry, above pricePerMinute: Money) {
    zones = registry.zones.names.map(Self.isInternational)
    tariffs = (0..<registry.rates.tariffs.count).map { index in
      let steps = registry.rates.steps(of: index)
      return steps.count > 1 || steps.contains { $0.pricePerMinute > pricePerMinute }
    }
  }

  package static func isInternational(zone: String) -> Bool { zone == "intl" || zone.utf8.starts(with: "intl:".utf8) }

  /// - Parameter call: with a tariff.
  @inline(__always)
  func pointsOut(_ call: CallRecord) -> Bool { zones[Int(call.zone)] && tariffs[Int(call.price)] }
}

/// The largest surplus of one local day in a row of calls in the order of their starts.
struct DayPeak: Sendable {
  /// Millionths of a real.
  private(set) var micros: Int64 = 0
  private var dayMicros: Int64 = 0
  private var day = CivilDate.distantPast
  /// No instant before it is of a later day than the last call.
  private var dayEnd = Int64.min

  @inline(__always)
  mutating func add(_ amount: Int64, at instant: Int64, _ zone: TimeZoneRules) {
    if instant >= dayEnd { move(to: instant, zone) }
    let (sum, overflows) = dayMicros.addingReportingOverflow(amount)
    dayMicros = overflows ? .max : sum
    if dayMicros > micros { micros = dayMicros }
  }

  /// A day may have two midnights, or none: what counts is its date.
  @inline(never)
  private mutating func move(to instant: Int64, _ zone: TimeZoneRules) {
    let date = zone.day(of: instant)
    if date != day { dayMicros = 0 }
    day = date
    dayEnd = max(instant + 1, zone.start(of: date.advanced(by: 1)))
  }
}
