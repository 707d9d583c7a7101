import ByteScanning
import Ledger
import Pipeline

extension CycleAccountReplay {
  /// Late calls are charged run by run; the cycle's own in the order of their starts, which is that of the runs, too,
  /// but for a cycle that kept an older registry.
  mutating func sort() {
    let details = RowDetails()
    turns.sort { left, right in
      if left.entry != right.entry { return left.entry < right.entry }
      if left.run != right.run { return left.run < right.run }
      if left.instant != right.instant { return left.instant < right.instant }
      let order = content.bytes.withUnsafeBufferPointer { bytes in
        // SAFETY: the ranges are those of rows in these bytes.
        details.compare(Bytes(rebasing: bytes[left.range]), Bytes(rebasing: bytes[right.range]))
      }
      return order != 0 ? order < 0 : left.range.lowerBound < right.range.lowerBound
    }
  }

  /// Rows of a span stand in the order of charging, and the cycle's own calls are charged in the order of their starts.
  func checkOrder() {
    var lastOfSpan = [Int](repeating: -1, count: spans.count)
    var lastStart = Int64.min
    let mayBeOutOfOrder = cycleAccount.isClosed
    for turn in turns {
      if turn.range.lowerBound < lastOfSpan[turn.span] {
        findings.add(
          .row, locate(turn.span, turn.range.lowerBound), expected: "rows in the order of their starts",
          found: "an earlier call behind a later one")
      }
      lastOfSpan[turn.span] = turn.range.lowerBound
      if turn.entry == 0, !mayBeOutOfOrder, turn.instant < lastStart {
        findings.add(
          .charge, locate(turn.span, turn.range.lowerBound), expected: "calls charged in the order of their starts",
          found: "a call that was charged after a later one")
      }
      lastStart = max(lastStart, turn.instant)
    }
  }
}

/// Compares rows by what decides the order of calls that start in one second (spec 3.6).
struct RowDetails {
  private let reader = SegmentRowReader()

  func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
    left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { compare(left, $0) } }
  }

  func compare(_ left: Bytes, _ right: Bytes) -> Int {
    let (a, aDuration, aLast) = details(left)
    let (b, bDuration, bLast) = details(right)
    for (first, second) in zip(a, b) where first != second {
      return first.lexicographicallyPrecedes(second) ? -1 : 1
    }
    if aDuration != bDuration { return aDuration < bDuration ? -1 : 1 }
    for (first, second) in zip(aLast, bLast) where first != second {
      return first.lexicographicallyPrecedes(second) ? -1 : 1
    }
    return 0
  }

  private func details(_ bytes: Bytes) -> ([[UInt8]], Int, [[UInt8]]) {
    var found: ([[UInt8]], Int, [[UInt8]]) = ([], 0, [])
    // Damage was found before.
    try? reader.forEach(in: bytes) { row in
      found = (
        [.globalID, .line, .caller, .called].map { (column: SegmentRow.Column) in Array(row[column]) },
        row.integer(.duration) ?? 0, [Array(row[.direction]), Array(row[.zone])]
      )
    }
    return found
  }
}
