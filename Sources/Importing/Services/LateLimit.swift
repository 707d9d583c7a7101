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

  /// Notes what came too late of a service. What charges a contest that was refused is as what was contested.
  func look(at listed: inout ListedService) throws {
    guard listed.service.entry > 0 else { return }
    let service = listed.service.kind == .contest ? try contested(listed.service) ?? listed.service : listed.service
    let isPerCall = try reader.isPerCall(service)
    if !service.isOfContest { listed.overdueCalls = try overdue(service, isPerCall: isPerCall) }
    if listed.service.centavos < 0 {
      listed.isBeyondLimit = try givesBackWhatIsKept(listed.service)
    } else {
      listed.isBeyondLimit = try listed.overdueCalls > 0 || isChangedByOverdue(service, isPerCall: isPerCall)
    }
  }

  /// Whether a credit may give back what nobody charges yet: what was contested, or a charge of the same line and cycle,
  /// is kept apart.
  private func givesBackWhatIsKept(_ credit: ServiceRow) throws -> Bool {
    if credit.kind == .credit { return try contested(credit).map { try isChargedByNobody($0) } ?? false }
    return try reader.services(ofCycleAccount: credit.cycleAccount).contains { service in
      try service.entry > 0 && service.entry <= credit.entry && ID(service.contract) == ID(credit.contract)
        && ID(service.line) == ID(credit.line) && (service.centavos > 0 || isTakenOut(service))
        && isChargedByNobody(service)
    }
  }

  /// Whether it is kept apart, or would be if a contest had left anything of it.
  private func isChargedByNobody(_ service: ServiceRow) throws -> Bool {
    var listed = ListedService(
      service: service, exports: try reader.exports(of: service.id), push: try reader.erpPush(service.id))
    try look(at: &listed)
    return listed.isBeyondLimit && listed.isHandedToNobody
  }

  /// Whether a contest that was not refused has taken something out of it.
  private func isTakenOut(_ service: ServiceRow) throws -> Bool {
    try service.contestedCentavos > 0
      && reader.contests(ofService: service.id).contains { $0.isWithheld && $0.state != .refused }
  }

  /// What was contested, of a service that a contest led to; else nil.
  private func contested(_ service: ServiceRow) throws -> ServiceRow? {
    guard service.isOfContest else { return nil }
    return try reader.contest(service.id).flatMap { try reader.service($0.service) }
  }

  /// How many calls of a late service are older than the limit; of a service of one call 1 or 0.
  private func overdue(_ service: ServiceRow, isPerCall: Bool) throws -> Int {
    guard let account = try reader.account(contract: service.contract, line: service.line) else { return 0 }
    let spans = try reader.spans(cycleAccount: service.cycleAccount, account: account, entry: service.entry)
    return try overdue(spans) { isOf(service, $0, $1, isPerCall: isPerCall) }
  }

  /// Whether a late service charges, without a late call of its own, what calls changed that came too late: of lines that
  /// share allowances with its line, or such as are services of their own. What came after it was closed changed nothing
  /// of it.
  private func isChangedByOverdue(_ service: ServiceRow, isPerCall: Bool) throws -> Bool {
    guard !service.isOfContest, service.startedAt == nil, isPerCall || service.calls == 0 else { return false }
    let spans = try reader.lateSpans(cycleAccount: service.cycleAccount, from: service.entry)
    return try overdue(spans) { row, _ in
      guard let closed = service.closedAt, let file = row.integer(.file),
        let run = try reader.run(ofFile: Int64(file))
      else { return true }
      return try reader.runStart(run).map { $0 <= closed } ?? true
    } > 0
  }

  private func overdue(_ spans: [SpanRow], _ isWanted: (SegmentRow, Int64) throws -> Bool) throws -> Int {
    var overdue: Set<String> = []
    for span in spans {
      guard let day = try day(ofRun: span.run), isOver(span.firstStart, day, limit.fewest) else { continue }
      try rows.forEach(in: try segments.rows(of: span)) { row in
        let day = try row.integer(.file).flatMap { try self.day(ofFile: $0) } ?? day
        guard let instant = row.instant, isOver(instant, day, limit.days(ofZone: row.text(.zone))) else { return }
        guard try isWanted(row, instant) else { return }
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
