import CallModel
import Ledger
import Pipeline

/// Which recorded calls are asked for: by line, contract and time, which the ledger finds, and by what stands in the
/// rows, for which each is read.
package struct RecordSelection: Sendable {
  package var calls = CallFilter()
  /// A zone's name; `intl` is also `intl:europe`.
  package var zone: String?
  /// The first digits of the called number, as it is recorded.
  package var calledPrefix: String?

  package init() {}

  /// Whether nothing is asked of the rows themselves.
  package var isAnyRow: Bool { zone == nil && calledPrefix == nil }

  /// All calls of those days, in a time zone's local time.
  ///
  /// - Parameters: from, until: inclusive; nil: without end.
  package mutating func setDays(from: CivilDate?, until: CivilDate?, _ zone: TimeZoneRules) {
    calls.firstStart = from.map { zone.start(of: $0) }
    calls.lastStart = until.map { zone.start(of: $0.advanced(by: 1)) - 1 }
  }

  /// Whether the row is one of those, as far as it can be told from the row.
  func includes(_ row: SegmentRow) -> Bool {
    if let zone {
      let cell = row[.zone]
      let name = zone.utf8
      guard cell.starts(with: name), cell.count == name.count || cell[name.count] == UInt8(ascii: ":") else {
        return false
      }
    }
    if let calledPrefix, !row[.called].starts(with: calledPrefix.utf8) { return false }
    return true
  }
}
