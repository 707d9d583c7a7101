import CallModel
import Importing
import Ledger
import Pipeline

// MARK: - Unusual days

extension LineLook {
  /// Compares each day that the run has calls of with the line's mean day of the 30 days before.
  func judgeDays() throws {
    let candidates = spans.filter(rules.mayHaveUnusualDay).map(\.place.span)
    guard let first = candidates.map(\.firstStart).min(), let last = candidates.map(\.lastStart).max() else { return }
    let firstDay = date(first)
    let before = CivilDate(daysSinceEpoch: firstDay.daysSinceEpoch - AlertRules.meanDays)
    let all = try writer.spans(ofLine: line.text, since: beginning(of: before)).map(\.span)
    let end = beginning(of: CivilDate(daysSinceEpoch: date(last).daysSinceEpoch + 2))
    let near = all.filter { $0.lastStart >= beginning(of: firstDay) && $0.firstStart <= end && $0.micros > 0 }
    // Not even all of it together.
    guard near.reduce(Int128(0), { $0 + $1.micros }) > Int128(rules.dayMinimum.micros) else { return }
    let (sums, written) = try daySums(all.filter { $0.firstStart <= end })
    for (day, contract) in written.sorted(by: { $0.key < $1.key }) {
      guard let sum = sums[day], sum.micros > Int128(rules.dayMinimum.micros) else { continue }
      var earlier = DaySum()
      for back in 1...AlertRules.meanDays {
        earlier += sums[CivilDate(daysSinceEpoch: day.daysSinceEpoch - back)] ?? DaySum()
      }
      guard rules.isUnusual(sum, after: earlier) else { continue }
      try raiser.raise(UnusualDay(line: line.text, contract: contract, day: day, sum: sum, earlier: earlier))
    }
  }

  /// The sums of each day, and the days that the run, or a correction before it, wrote calls of, with their contract.
  private func daySums(_ spans: [SpanRow]) throws -> (sums: [CivilDate: DaySum], written: [CivilDate: String]) {
    var sums: [CivilDate: DaySum] = [:]
    var written: [CivilDate: String] = [:]
    for span in spans {
      let isWritten = span.run > lastRun
      if let known = known(span) {
        for (day, sum) in known.days {
          sums[day, default: DaySum()] += sum
          if isWritten, written[day] == nil { written[day] = known.place.contract }
        }
        continue
      }
      // Calls of a span are in the order of their starts: those of a day come together.
      var day = CivilDate.distantPast
      var sum = DaySum()
      var dayStart = Int64.min
      var dayEnd = Int64.min
      try forEachRow(of: span) { row in
        guard let instant = row.instant, let micros = row.micros(.amount), let seconds = row.integer(.billed) else {
          throw Self.damaged(span)
        }
        if instant >= dayEnd || instant < dayStart {
          if dayEnd > .min { sums[day, default: DaySum()] += sum }
          sum = DaySum()
          day = date(instant)
          dayStart = instant
          dayEnd = recorded.zone.end(of: day, after: instant)
          if isWritten, written[day] == nil { written[day] = row.text(.contract) }
        }
        sum += DaySum(micros: Int128(micros), seconds: seconds)
      }
      if dayEnd > .min { sums[day, default: DaySum()] += sum }
    }
    return (sums, written)
  }

  /// The same span, if the sums of its days were made while it was written.
  private func known(_ span: SpanRow) -> RecordedSpans.Span? {
    spans.first { known in
      let row = known.place.span
      return row.segment == span.segment && row.offset == span.offset && !known.days.isEmpty
    }
  }
}

extension AlertRules {
  /// Whether surplus or minutes are above `dayFactor` times the mean day.
  ///
  /// - Parameter earlier: the sum of the 30 days before.
  func isUnusual(_ sum: DaySum, after earlier: DaySum) -> Bool {
    let days = Int128(Self.meanDays)
    let factor = Int128(dayFactor)
    return sum.micros * days > factor * earlier.micros
      || Int128(sum.seconds) * days > factor * Int128(earlier.seconds)
  }
}

/// A day of a line that is far above what it has otherwise.
struct UnusualDay {
  var line: String
  var contract: String
  var day: CivilDate
  var sum: DaySum
  /// The sum of the 30 days before.
  var earlier: DaySum
}
