import CallModel

/// Number ranges: of two that overlap on the same days one must hold the other and be wider (spec 2.2), so that the
/// narrowest that holds a number is always one (spec 3.2).
extension RegistryChecks {
  func rangeFaults() -> [RegistryFault] {
    // Begin ascending, end descending: what holds a range stands before it.
    let ranges = numberRanges().sorted {
      ($0.numbers.lowerBound, $1.numbers.upperBound, $0.row) < ($1.numbers.lowerBound, $0.numbers.upperBound, $1.row)
    }
    var faults: [RegistryFault] = []
    // The ranges that begin before the current one and may reach it: as many as are nested, so few.
    var open: [ClaimedRange] = []
    var pruningCount = Self.minimumPruningCount
    for range in ranges {
      if open.count >= pruningCount {
        open.removeAll { $0.numbers.upperBound < range.numbers.lowerBound }
        pruningCount = max(2 * open.count, Self.minimumPruningCount)
      }
      // Rows of one line that are active on the same days are at fault for that already. They end the search all the
      // same: a million of them must not be compared with each other.
      if let rival = open.first(where: { $0.conflicts(withNext: range) }), rival.line != range.line || range.line < 0 {
        faults.append(range.row > rival.row ? rangeFault(rival, range) : rangeFault(range, rival))
      }
      open.append(range)
    }
    return faults
  }

  /// So many ranges that cannot be reached any more cost less than looking for them at each step.
  private static let minimumPruningCount = 16

  private func numberRanges() -> [ClaimedRange] {
    let lines = tables.lines
    var ranges: [ClaimedRange] = []
    for (row, line) in lines.table.rows.enumerated() {
      guard let numbers = line.numberRange,
        lines.isSound(row, LinesTable.rangeColumns | LinesTable.periodColumns)
      else { continue }
      ranges.append(
        ClaimedRange(
          numbers: numbers, period: line.activePeriod, line: references.lineOfRow[row], row: row))
    }
    return ranges
  }

  private func rangeFault(_ earlier: ClaimedRange, _ later: ClaimedRange) -> RegistryFault {
    let shared = DateRange(
      first: max(earlier.period.first, later.period.first), last: min(earlier.period.last, later.period.last))
    return tables.lines.fault(
      later.row, LinesTable.rangeStart,
      expected: "a range apart from every other, or wholly within a wider one, or around a narrower one",
      found: "\(later.text), while \(linePlace(earlier.row)) has \(earlier.text) \(shared.phrase)")
  }
}

/// The range of a row of `lines.csv`, and when it holds.
private struct ClaimedRange {
  var numbers: ClosedRange<UInt64>
  var period: DateRange
  var line: Int32
  var row: Int

  var text: String { "\(numbers.lowerBound)-\(numbers.upperBound)" }

  /// Whether `next`, which does not begin before this range, overlaps it on some day and is not within it and narrower.
  func conflicts(withNext next: ClaimedRange) -> Bool {
    guard numbers.upperBound >= next.numbers.lowerBound, period.overlaps(next.period) else { return false }
    return numbers == next.numbers || numbers.upperBound < next.numbers.upperBound
  }
}
