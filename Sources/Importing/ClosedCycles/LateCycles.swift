import CallModel
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// What the late rows of one closed cycle come to, and where its rows lie in the run's segment (spec 4.3).
struct LatePart {
  /// Rows of one (contract, line).
  struct Span {
    var rows: LateSpan
    var offset: Int64
  }

  var cycle: CycleAccountRow
  /// The cycle accounts of late rows that are charged alone, as they were.
  var alone: [CycleAccountRow]
  var spans: [Span] = []
  /// The cycle as it now stands.
  var standing: [LineSum] = []
  /// What of it accepted contests gave back before, millionths.
  var fallen: [AcceptedContests.Place: Int128] = [:]
  var repeats: RepeatSpanRow?

  /// The same of one (contract, line).
  func fallen(_ cycleAccount: CycleAccountRow, _ account: Int64) -> Int128 {
    fallen[AcceptedContests.Place(cycleAccount: cycleAccount.id, account: account)] ?? 0
  }
}

/// Settles what is late for closed cycles: each is rated once, as it now stands, by the registry version that closed it.
struct LateCycles {
  private let attempt: ImportAttempt
  private let recorded: RecordedCycleAccounts

  init(_ attempt: ImportAttempt, _ recorded: RecordedCycleAccounts) {
    self.attempt = attempt
    self.recorded = recorded
  }

  /// - Returns: a part for each cycle with late rows, or with accepted contests that late rows may have changed.
  func settle(into segment: OutputFile) throws -> [LatePart] {
    guard let closed = attempt.closed, !attempt.late.isEmpty, let rating = attempt.run.lateRating(recorded) else {
      return []
    }
    var parts: [LatePart] = []
    for index in attempt.late.keys.sorted(by: { closed.cycles[$0].registry < closed.cycles[$1].registry }) {
      let cycle = closed.cycles[index]
      let cycleAccounts = [cycle] + closed.alone[index]
      var contests = try AcceptedContests(attempt.ledger, cycleAccounts)
      let late = try rating.settle(
        cycle.id, cycle.accountKey, carried: cycle.carried,
        by: try attempt.versions.version(cycle.registry).ratingTerms,
        id: cycle.registry, closed: try closedRows(cycleAccounts, &contests), late: attempt.late[index] ?? [])
      var part = try write(late, cycle, closed.alone[index], segment)
      part.fallen = contests.fallen(to: late.standingMicros)
      parts.append(part)
    }
    return parts
  }

  /// The rows of a cycle's closed calls, and of those of its closed late services.
  private func closedRows(_ cycleAccounts: [CycleAccountRow], _ contests: inout AcceptedContests) throws -> [ClosedRows]
  {
    var closed: [ClosedRows] = []
    for cycleAccount in cycleAccounts {
      for span in try attempt.ledger.spans(cycleAccount: cycleAccount.id) where span.entry < cycleAccount.entry {
        let rows = try attempt.segments.rows(of: span)
        closed.append(
          ClosedRows(rows, isAlone: cycleAccount.parent != nil, numbers: try contests.add(rows, of: span)))
      }
    }
    return closed
  }

  private func write(
    _ late: LateOutcomes, _ cycle: CycleAccountRow, _ alone: [CycleAccountRow], _ segment: OutputFile
  ) throws -> LatePart {
    var part = LatePart(cycle: cycle, alone: alone)
    part.standing = late.standing
    for span in late.spans {
      part.spans.append(LatePart.Span(rows: span, offset: segment.sizeBytes))
      try span.text.withUnsafeBytes { try segment.append($0) }
    }
    guard let starts = late.repeatStarts else { return part }
    part.repeats = RepeatSpanRow(
      cycleAccount: cycle.id, run: attempt.context.run, segment: attempt.context.run, offset: segment.sizeBytes,
      bytes: late.repeats.count, rows: late.repeatRows, firstStart: starts.lowerBound, lastStart: starts.upperBound)
    try late.repeats.withUnsafeBytes { try segment.append($0) }
    return part
  }
}

extension CycleAccountRow {
  var accountKey: AccountKey { AccountKey(isPool: isPool, owner: owner, plan: plan, cycleStart: cycleStart) }
}
