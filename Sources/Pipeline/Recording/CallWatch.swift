import CallModel
import Rating
import Registry

/// What of a run's calls deserves a look once they are recorded (spec 6.5): first stage of the search for unusual use, at a
/// few instructions a call. It points out spans, whose rows the one who asked reads, and days of which the sums are kept.
package final class CallWatch: Sendable {
  /// Whether calls to a zone are pointed out, by zone: `intl` and what is written `intl:…`.
  private let zones: FixedTable<Bool>
  /// The same by tariff: those with a price a minute above the limit, or with several steps.
  private let tariffs: FixedTable<Bool>
  private let storage = TableStorage()
  /// Of spans with a day of more surplus than that, millionths of a real, the sums of their days are kept.
  let dayMinimumMicros: Int64

  /// - Parameters:
  ///   - pricePerMinute: calls to `intl` zones above it are pointed out.
  ///   - dayMinimum: days with more surplus are of interest.
  package init(_ registry: Registry, above pricePerMinute: Money, dayMinimum: Money) {
    zones = storage.fixed(registry.zones.names.map(Self.isInternational))
    tariffs = storage.fixed(
      (0..<registry.rates.tariffs.count).map { index in
        let steps = registry.rates.steps(of: index)
        return steps.count > 1 || steps.contains { $0.pricePerMinute > pricePerMinute }
      })
    dayMinimumMicros = dayMinimum.micros
  }

  package static func isInternational(zone: String) -> Bool { zone == "intl" || zone.utf8.starts(with: "intl:".utf8) }

  /// - Parameter call: with a tariff.
  @inline(__always)
  func pointsOut(_ call: CallRecord) -> Bool { zones[Int(call.zone)] && tariffs[Int(call.price)] }
}

/// What a line's calls of one local day come to.
package struct DaySum: Equatable, Sendable {
  /// Surplus, millionths of a real.
  package var micros: Int128 = 0
  /// Billed, covered by an allowance or not.
  package var seconds = 0

  package init(micros: Int128 = 0, seconds: Int = 0) {
    self.micros = micros
    self.seconds = seconds
  }

  package static func += (left: inout DaySum, right: DaySum) {
    left.micros += right.micros
    left.seconds += right.seconds
  }
}

/// The sums of the local days of spans, made while their calls are rated: to read the rows again took a tenth of an import.
struct DaySums {
  typealias Day = (day: CivilDate, sum: DaySum)

  /// Of one kept span after the other.
  private(set) var kept: [Day] = []
  /// Where those of the span under way begin.
  private var first = 0
  private var day = CivilDate.distantPast
  private var sum = DaySum()
  /// No instant before it is of a later day than the last call; no call came yet if that is the least.
  private var dayEnd = Int64.min

  /// Adds a call of the span under way; they come in the order of their starts.
  ///
  /// - Parameter charge: nil: it is free.
  @inline(__always)
  mutating func add(_ charge: CallCharge?, at instant: Int64, _ zone: TimeZoneRules) {
    if instant >= dayEnd { move(to: instant, zone) }
    guard let charge else { return }
    sum.micros += Int128(charge.amount.micros)
    sum.seconds += charge.billedSeconds
  }

  /// A day may have two midnights, or none: what counts is its date.
  @inline(never)
  private mutating func move(to instant: Int64, _ zone: TimeZoneRules) {
    let date = zone.day(of: instant)
    if date != day || dayEnd == .min {
      endDay()
      day = date
    }
    dayEnd = zone.end(of: date, after: instant)
  }

  private mutating func endDay() {
    if dayEnd > .min { kept.append((day, sum)) }
    sum = DaySum()
  }

  /// Ends the span under way; its days are kept if one of them has a surplus above `minimum`.
  ///
  /// - Returns: the largest surplus of a day, and the days' places in `kept`.
  mutating func endSpan(keepingAbove minimum: Int64) -> (peakMicros: Int64, days: Range<Int>) {
    endDay()
    dayEnd = .min
    var peak: Int128 = 0
    for index in first..<kept.count { peak = max(peak, kept[index].sum.micros) }
    if peak <= Int128(minimum) { kept.removeSubrange(first...) }
    let days = first..<kept.count
    first = kept.count
    return (Int64(clamping: peak), days)
  }
}

extension TimeZoneRules {
  /// No instant before it, from `instant` on, is of a later day than that of `instant`, which is `day`.
  package func end(of day: CivilDate, after instant: Int64) -> Int64 {
    let midnight = start(of: day.advanced(by: 1))
    // Where clocks are changed at midnight it may be an hour off: then each call is asked for its day.
    return self.day(of: midnight - 1) == day ? max(instant + 1, midnight) : instant + 1
  }
}
