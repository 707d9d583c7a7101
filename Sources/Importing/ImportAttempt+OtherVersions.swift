import Ledger
import Pipeline

// Versions of loose calls that are recorded for other lines (spec 2.4).
extension ImportAttempt {
  /// Feeds recorded calls of which rows of other lines may be versions (`CallRecord.isLoose`): a repeat is looked for among
  /// the calls of its line only, once all rows of its call are together.
  mutating func feedOtherVersions() throws {
    let standing = cycleAccounts.filter { !fed.cycleAccounts.contains($0.id) }
    let last = max(standing.map(\.lastStart).max() ?? .min, context.closedUntil)
    guard last > .min, let search = try run.looseSearch(until: last) else { return }
    let possible = standing.filter { search.mayHold($0.firstStart, $0.lastStart) }
    let segments = self.segments
    var pieces: [StandingPiece] = []
    for (cycleAccount, spans) in try ledger.spans(cycleAccounts: possible.map(\.id)) {
      for span in spans where search.mayHold(span.firstStart, span.lastStart) {
        pieces.append(StandingPiece(cycleAccount: cycleAccount) { try segments.rows(of: span) })
      }
    }
    let found = try run.cycleAccounts(with: search, in: pieces)
    var fedPieces = try take(possible.filter { found.contains($0.id) })
    // Late rows are few: all of a cycle.
    let cycles = try lateCycles(search)
    fedPieces += try takeLate(ofAll: cycles)
    fedRows.add(try run.feed(fedPieces, without: withdrawn))
    if !cycles.isEmpty { try feedKept(try ledger.keptRows(.ofCycleAccounts(cycles))) }
  }

  /// Closed cycles with late rows, also suspended ones, that start when one of these calls does.
  private func lateCycles(_ search: LooseSearch) throws -> Set<Int64> {
    guard context.closedUntil > .min else { return [] }
    let reopened = Set(request.reopened.map(\.id))
    let waiting = try ledger.cyclesWithLateRows().subtracting(fed.lateOf).subtracting(reopened)
    if waiting.isEmpty { return [] }
    var found: Set<Int64> = []
    for cycleAccount in try ledger.closedCycleAccounts() where waiting.contains(cycleAccount.parent ?? cycleAccount.id)
    {
      let spans = try ledger.spans(cycleAccount: cycleAccount.id)
      if spans.contains(where: { $0.entry >= cycleAccount.entry && search.mayHold($0.firstStart, $0.lastStart) }) {
        found.insert(cycleAccount.parent ?? cycleAccount.id)
      }
    }
    for (cycleAccount, start) in try ledger.keptStarts(ofCycleAccounts: waiting) where search.mayHold(start, start) {
      found.insert(cycleAccount)
    }
    return found
  }
}
