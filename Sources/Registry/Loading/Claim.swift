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
  /// Calls `report` for claims of two owners that overlap: the earlier row, the later row.
  ///
  /// Not every pair: of each claim in order of its begin, the one with the greatest end among those before it. A claim
  /// that overlaps any earlier one overlaps that, so nothing wrong goes unreported, and there are no more reports than
  /// claims even if all overlap. n log n.
  mutating func forEachConflict(_ report: (_ earlier: Claim, _ later: Claim) -> Void) {
    sort { ($0.low, $0.row) < ($1.low, $1.row) }
    // The claim with the greatest end so far, and the one with the greatest end of any other owner.
    var longest: Claim?
    var longestOfOthers: Claim?
    for claim in self {
      let rival = longest?.owner == claim.owner ? longestOfOthers : longest
      if let rival, rival.high >= claim.low {
        if rival.row <= claim.row { report(rival, claim) } else { report(claim, rival) }
      }
      if claim.high > longest?.high ?? .min {
        if longest?.owner != claim.owner { longestOfOthers = longest }
        longest = claim
      } else if longest?.owner != claim.owner, claim.high > longestOfOthers?.high ?? .min {
        longestOfOthers = claim
      }
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
