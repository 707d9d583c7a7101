/// What rows say against themselves: counted while they are read (spec 7.3, 7.4).
package struct RowChecks: Equatable, Sendable {
  /// Rows whose clock is elsewhere by about a multiple of a quarter of an hour.
  package struct Offset: Equatable, Sendable {
    package var rows = 0
    /// The earliest start of one, seconds since 1970.
    package var firstInstant = Int64.max

    package init() {}
  }

  /// Rows whose start is what their clock says.
  package var clockAgreements = 0
  /// Rows whose start is another hour than their clock says, by the offset from UTC that would bring them together, in
  /// seconds east.
  package var clockOffsets: [Int: Offset] = [:]
  /// Rows with more seconds than their times hold.
  package var contradictions = 0
  /// Rows with seconds, answer and end.
  package var timedRows = 0
  /// Of those, rows whose seconds are less than half of the time from answer to end.
  package var shortRows = 0

  package init() {}

  package var clockContradictions: Int { clockOffsets.values.reduce(0) { $0 + $1.rows } }

  /// The clock is another than the layout says: such a file is not to be rated (spec 7.3).
  package var clockFails: Bool { clockContradictions > clockAgreements }

  /// The offset that most contradicting rows have; of equals the lowest.
  package var likeliestOffset: (seconds: Int, rows: Offset)? {
    clockOffsets.max { ($0.value.rows, $1.key) < ($1.value.rows, $0.key) }.map { ($0.key, $0.value) }
  }

  package mutating func add(_ other: RowChecks) {
    clockAgreements += other.clockAgreements
    contradictions += other.contradictions
    timedRows += other.timedRows
    shortRows += other.shortRows
    for (offset, rows) in other.clockOffsets {
      clockOffsets[offset, default: Offset()].rows += rows.rows
      let first = min(clockOffsets[offset, default: Offset()].firstInstant, rows.firstInstant)
      clockOffsets[offset, default: Offset()].firstInstant = first
    }
  }

  mutating func addContradiction(offset: Int, instant: Int64) {
    clockOffsets[offset, default: Offset()].rows += 1
    let first = min(clockOffsets[offset, default: Offset()].firstInstant, instant)
    clockOffsets[offset, default: Offset()].firstInstant = first
  }
}
