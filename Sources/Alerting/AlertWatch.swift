import CallModel
import Foundation
import Importing
import Ledger
import Pipeline

/// Raises alerts for what a run recorded, in the run's own transaction (spec 6.5): so each is raised once, and a crash
/// leaves the calls and their alerts, or neither.
///
/// Sums are taken from the spans and rows that stand in the ledger, never carried on, so they are right regardless of
/// what was withdrawn or rated again. Most spans are passed over by two numbers (`RecordedSpans.Span`); rows are read
/// only of lines that had a day above the minimum, or a dear international call.
package struct AlertWatch: RecordingWatch {
  let rules: AlertRules
  private let telling: AlertTelling?
  private let block: CreditBlocking?

  /// The run whose spans were looked at last; corrections in between are looked at with the next import.
  static let settingKey = "alerted_run"

  /// - Parameters:
  ///   - telling: the program that is told; nil: none.
  ///   - block: how a line that passes its limit is blocked; nil: it is only told of.
  package init(
    _ rules: AlertRules, telling: AlertTelling? = nil, block: CreditBlocking? = nil
  ) {
    self.rules = rules
    self.telling = telling
    self.block = block
  }

  package var internationalPrice: Money { rules.internationalPrice }
  package var dayMinimum: Money { rules.dayMinimum }

  package func look(at recorded: RecordedSpans, _ writer: LedgerWriter, into report: inout ImportReport) throws {
    let last = try writer.setting(Self.settingKey).flatMap { Int64($0) } ?? recorded.run - 1
    let limits = CreditLimits(recorded.registry)
    var lines: [ID: [RecordedSpans.Span]] = [:]
    let corrected = try writer.spans(ofRunsAfter: last, before: recorded.run).map {
      RecordedSpans.Span(place: $0, peakDayMicros: nil, followsOthers: true, isPointedOut: false, pointsOutNew: false)
    }
    for span in corrected + recorded.spans where isOfInterest(span, limits) {
      lines[ID(span.place.line), default: []].append(span)
    }
    let raiser = AlertRaiser(
      store: AlertStore(writer.database), recorded: recorded, isTold: telling != nil, block: block)
    for (line, spans) in lines.sorted(by: { $0.key < $1.key }) {
      let look = LineLook(
        line: line, spans: spans, recorded: recorded, lastRun: last, rules: rules, writer: writer, raiser: raiser)
      try look.judgeCredit(limits)
      try look.judgeDays()
      try look.judgeInternational()
    }
    try writer.set(Self.settingKey, "\(recorded.run)")
    report.alerts = Array(raiser.raised.prefix(ImportReport.maximumAlerts))
    if report.isDryRun {
      for index in report.alerts.indices { report.alerts[index].id = 0 }
    }
    report.alertCount = raiser.raised.count
  }

  private func isOfInterest(_ span: RecordedSpans.Span, _ limits: CreditLimits) -> Bool {
    if span.isPointedOut || rules.mayHaveUnusualDay(span) { return true }
    return span.place.span.micros > 0 && limits.has(ID(span.place.line))
  }

  package func tell(_ ledger: Ledger, into report: inout ImportReport) { telling?.tell(ledger, into: &report) }
}

extension AlertRules {
  /// Whether one of the span's days may have a surplus above the minimum.
  func mayHaveUnusualDay(_ span: RecordedSpans.Span) -> Bool {
    if span.followsOthers { return span.place.span.micros > 0 }
    if let peak = span.peakDayMicros { return peak > dayMinimum.micros }
    return span.place.span.micros > Int128(dayMinimum.micros)
  }
}
