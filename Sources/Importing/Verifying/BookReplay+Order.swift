import ByteScanning
import Ledger
import Pipeline

extension BookReplay {
  /// Late calls are charged run by run; the cycle's own in the order of their starts, which is that of the runs, too,
  /// but for a cycle that kept an older registry.
  mutating func sort() {
    let details = RowDetails(content)
    turns.sort { left, right in
      if left.entry != right.entry { return left.entry < right.entry }
      if left.run != right.run { return left.run < right.run }
      if left.instant != right.instant { return left.instant < right.instant }
      let order = details.compare(left.range, right.range)
      return order != 0 ? order < 0 : left.range.lowerBound < right.range.lowerBound
    }
  }

  /// Rows of a span stand in the order of charging, and the cycle's own calls are charged in the order of their starts.
  func checkOrder() {
    var lastOfSpan = [Int](repeating: -1, count: spans.count)
    var lastStart = Int64.min
    let mayBeOutOfOrder = book.isClosed
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
private struct RowDetails {
  private let content: BookContent
  private let reader = SegmentRowReader()

  init(_ content: BookContent) { self.content = content }

  func compare(_ left: Range<Int>, _ right: Range<Int>) -> Int {
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

  private func details(_ range: Range<Int>) -> ([[UInt8]], Int, [[UInt8]]) {
    var found: ([[UInt8]], Int, [[UInt8]]) = ([], 0, [])
    content.bytes.withUnsafeBufferPointer { bytes in
      // SAFETY: the range is that of a row in these bytes. Damage was found before.
      try? reader.forEach(in: Bytes(rebasing: bytes[range])) { row in
        found = (
          [.globalID, .line, .caller, .called].map { (column: SegmentRow.Column) in Array(row[column]) },
          row.integer(.duration) ?? 0, [Array(row[.direction]), Array(row[.zone])]
        )
      }
    }
    return found
  }
}
