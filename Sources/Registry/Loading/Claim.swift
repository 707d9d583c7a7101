import CallModel

/// A row's claim on a span of days (or minutes) that one owner must have for itself.
struct Claim {
  var low: Int
  /// Inclusive.
  var high: Int
  /// Claims of one owner may overlap.
  var owner: Int
  /// The row, in the order of the report.
  var row: Int

  init(_ period: DateRange, owner: Int, row: Int) {
    low = Int(period.first.daysSinceEpoch)
    high = Int(period.last.daysSinceEpoch)
    self.owner = owner
    self.row = row
  }

  init(minutes: Range<Int>, owner: Int, row: Int) {
    low = minutes.lowerBound
    high = minutes.upperBound - 1
    self.owner = owner
    self.row = row
  }

  /// The days that both claims have; they must overlap.
  func sharedDays(_ other: Claim) -> DateRange {
    DateRange(
      first: CivilDate(daysSinceEpoch: Int32(max(low, other.low))),
      last: CivilDate(daysSinceEpoch: Int32(min(high, other.high))))
  }
}

extension [Claim] {
  /// Calls `report` for claims of two owners that overlap: the earlier row, the later row. n log n.
  ///
  /// Not every pair: each claim, in order of its begin, is held against the one before it that ends last, which it
  /// overlaps if it overlaps any. If that is its own owner's, the other claim overlaps it too and is told there. So
  /// nothing passes, a thousand rows against one mistake are one report, and there are fewer reports than claims.
  mutating func forEachConflict(_ report: (_ earlier: Claim, _ later: Claim) -> Void) {
    sort { ($0.low, $0.row) < ($1.low, $1.row) }
    guard var longest = first else { return }
    for claim in dropFirst() {
      if longest.high >= claim.low, longest.owner != claim.owner {
        if longest.row <= claim.row { report(longest, claim) } else { report(claim, longest) }
      }
      if claim.high > longest.high { longest = claim }
    }
  }
}

extension DateRange {
  /// For messages: `between 2026-01-01 and 2026-03-31`, `from 2026-01-01 on`, `at any time`.
  var phrase: String {
    switch (first == .distantPast, last == .distantFuture) {
    case (true, true): "at any time"
    case (true, false): "until \(last)"
    case (false, true): "from \(first) on"
    case (false, false): first == last ? "on \(first)" : "between \(first) and \(last)"
    }
  }
}
