import CallModel
import Importing
import Ledger
import Pipeline
import Rating

/// One line with what a run recorded of it.
struct LineLook {
  let line: ID
  /// Of the run, and of corrections before it: those of interest.
  let spans: [RecordedSpans.Span]
  let recorded: RecordedSpans
  /// The run that was looked at last.
  let lastRun: Int64
  let rules: AlertRules
  let writer: LedgerWriter
  let raiser: AlertRaiser

  func date(_ instant: Int64) -> CivilDate {
    recorded.zone.day(of: instant)
  }

  /// The first instant of a local day, or a little before it.
  func beginning(of day: CivilDate) -> Int64 {
    recorded.zone.start(of: day) - Self.clockChangeSeconds
  }

  /// The most that clocks are ever set on or back.
  private static let clockChangeSeconds: Int64 = 86_400

  /// Calls `body` for each row of a span.
  func forEachRow(of span: SpanRow, _ body: (SegmentRow) throws -> Void) throws {
    do {
      try SegmentRowReader().forEach(in: try recorded.rows(span), body)
    } catch is DamagedRows {
      throw Self.damaged(span)
    }
  }

  static func damaged(_ span: SpanRow) -> LedgerFailure {
    LedgerFailure(
      path: "segment \(span.segment)", expected: "whole rows at byte \(span.offset)", found: "damaged bytes",
      remedy: "run summit-cdr verify, and restore the data directory from a backup")
  }
}

// MARK: - Credit limit

extension LineLook {
  /// Compares the surplus of each open cycle that the run wrote to with the line's credit limit: all calls of the line
  /// in cycles that begin on that day, of any contract and plan, without late services. The limit is that of the row
  /// that holds on the day of the cycle's last call.
  func judgeCredit(_ limits: CreditLimits) throws {
    guard limits.has(line) else { return }
    let own = spans.filter { $0.place.span.entry == 0 && !$0.place.isClosed && $0.place.span.micros > 0 }
    for start in Set(own.map(\.place.cycleStart)).sorted() {
      let cycle = try writer.spans(ofLine: line.text, since: beginning(of: start)).filter {
        $0.cycleStart == start && $0.span.entry == 0
      }
      guard let last = cycle.max(by: { $0.span.lastStart < $1.span.lastStart }),
        let limit = limits.limit(of: line, on: date(last.span.lastStart))
      else { continue }
      let sum = cycle.reduce(Int128(0)) { $0 + $1.span.micros }
      try raiser.raise(.init(line: line.text, last: last, sum: sum, limit: limit))
    }
  }
}
