import CallModel
import Foundation
import Ledger
import Pipeline
import Registry

/// Looks at what a run records (spec 6.5).
package protocol RecordingWatch: Sendable {
  /// Calls to an `intl` zone above that price a minute are pointed out.
  var internationalPrice: Money { get }
  /// Days of a line with a surplus above that are looked at.
  var dayMinimum: Money { get }

  /// Called within the run's transaction, when all else is written: what it notes is committed with the calls it follows
  /// from, or as little as they are. Also called in dry runs, of which nothing is kept.
  func look(at recorded: RecordedSpans, _ writer: LedgerWriter, into report: inout ImportReport) throws

  /// Called after the commit, and in a run that had nothing to commit; the run lock is held. It fails no run.
  func tell(_ ledger: Ledger, into report: inout ImportReport)
}

/// What a run wrote to its segment, for the one who watches: spans with an amount, or with a call that was pointed out.
package struct RecordedSpans {
  package struct Span {
    package var place: LineSpan
    /// The largest surplus of one local day within it, in millionths of a real; nil if that is not known.
    package var peakDayMicros: Int64?
    /// The sums of its days, if one of them is above the minimum; else its rows tell.
    package var days: ArraySlice<(day: CivilDate, sum: DaySum)> = []
    /// Whether calls recorded earlier may be of the same local days.
    package var followsOthers: Bool
    /// Whether `CallWatch` points out one of its calls, and one that came with this run.
    package var isPointedOut: Bool
    package var pointsOutNew: Bool

    package init(
      place: LineSpan, peakDayMicros: Int64?, followsOthers: Bool, isPointedOut: Bool, pointsOutNew: Bool
    ) {
      self.place = place
      self.peakDayMicros = peakDayMicros
      self.followsOthers = followsOthers
      self.isPointedOut = isPointedOut
      self.pointsOutNew = pointsOutNew
    }
  }

  package let run: Int64
  package let registry: Registry
  package let zone: TimeZoneRules
  package let now: Date
  package let spans: [Span]
  /// The rows of a span, of this run or recorded before.
  package let rows: (SpanRow) throws -> [UInt8]
  /// Whether a row, of a file by the ledger's number and a line, came with this run.
  package let isNew: (_ file: Int, _ line: Int) -> Bool
}
