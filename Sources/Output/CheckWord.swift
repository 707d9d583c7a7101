/// What rows of a file say against themselves, for a person (spec 7.3, 7.4).
package enum CheckWord: CaseIterable, Sendable {
  /// Some starts are hours from the clock's.
  case clock
  /// More seconds than the times hold.
  case seconds
  /// Mostly less than half of what the times hold.
  case short

  /// nil if the file does not say it.
  package func text(_ checks: RunReport.Checks) -> String? {
    switch self {
    case .clock where checks.clockContradictions > 0:
      "\(rows(checks.clockContradictions)) whose start is hours from the Unix seconds of the clock, "
        + "\(checks.clockAgreements) that agree: look at the time zone of these rows"
    case .seconds where checks.contradictions > 0:
      "\(rows(checks.contradictions)) with more seconds to bill than the times hold: look at billable"
    case .short where checks.shortRows * 2 > checks.timedRows:
      "in \(checks.shortRows) of \(checks.timedRows) rows the seconds to bill are less than half of the "
        + "time from answer to end: ring time, or a price, may have been taken for them"
    default: nil
    }
  }

  private func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
