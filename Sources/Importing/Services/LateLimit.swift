import CallModel
import Foundation
import Ledger
import Pipeline
import Rating

/// How old a late call may be before it is flagged (spec 4.4): the days from its start to the day it was recorded.
package struct LateLimit: Equatable, Sendable {
  /// `billing.late_limit_days`.
  package var days: Int
  /// Of calls in the zone `intl` and those below it.
  package var internationalDays: Int

  package static let standard = LateLimit(days: 90, internationalDays: 150)

  package init(days: Int, internationalDays: Int) {
    self.days = days
    self.internationalDays = internationalDays
  }

  func days(ofZone zone: String) -> Int { zone == "intl" || zone.hasPrefix("intl:") ? internationalDays : days }

  var fewest: Int { min(days, internationalDays) }
}

/// Finds the calls of late services that came too late.
final class LateCalls {
  private let reader: ServiceReader
  private let segments: SegmentReader
  private let zone: TimeZoneRules
  private let limit: LateLimit
  private let rows = SegmentRowReader()
  private var runDays: [Int64: CivilDate] = [:]

  init(_ reader: ServiceReader, _ segments: SegmentReader, zone: TimeZoneRules, limit: LateLimit) {
    self.reader = reader
    self.segments = segments
    self.zone = zone
    self.limit = limit
  }

  /// How many calls of a late service are older than the limit; of a service of one call 1 or 0.
  func overdue(_ service: ServiceRow, isPerCall: Bool) throws -> Int {
    guard service.entry > 0, !service.isOfContest,
      let account = try reader.account(contract: service.contract, line: service.line)
    else { return 0 }
    var overdue: Set<String> = []
    for span in try reader.spans(cycleAccount: service.cycleAccount, account: account, entry: service.entry) {
      guard let day = try day(ofRun: span.run), isOver(span.firstStart, day, limit.fewest) else { continue }
      try rows.forEach(in: try segments.rows(of: span)) { row in
        let day = try row.integer(.file).flatMap { try self.day(ofFile: $0) } ?? day
        guard let instant = row.instant, isOver(instant, day, limit.days(ofZone: row.text(.zone))) else { return }
        guard isOf(service, row, instant, isPerCall: isPerCall) else { return }
        overdue.insert(ServiceID.call("", row))
      }
    }
    return overdue.count
  }

  private func isOf(_ service: ServiceRow, _ row: SegmentRow, _ instant: Int64, isPerCall: Bool) -> Bool {
    if let start = service.startedAt { return start == instant && row.text(.globalID) == service.globalID }
    return !isPerCall || Charging.centavos(micros: Int128(row.micros(.amount) ?? 0)) == 0
  }

  private func isOver(_ instant: Int64, _ day: CivilDate, _ days: Int) -> Bool {
    Int(day.daysSinceEpoch) - Int(localDate(instant).daysSinceEpoch) > days
  }

  private func day(ofRun run: Int64) throws -> CivilDate? {
    if let known = runDays[run] { return known }
    guard let text = try reader.runStart(run), let date = try? Date(text, strategy: .iso8601) else { return nil }
    let day = localDate(Int64(date.timeIntervalSince1970))
    runDays[run] = day
    return day
  }

  /// The day of the run that first brought a row of the file.
  private func day(ofFile file: Int) throws -> CivilDate? {
    try reader.run(ofFile: Int64(file)).flatMap { try day(ofRun: $0) }
  }

  private func localDate(_ instant: Int64) -> CivilDate {
    zone.day(of: instant)
  }
}
