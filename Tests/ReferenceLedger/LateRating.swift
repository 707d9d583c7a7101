@testable import ReferenceRating

/// A closed cycle as it now stands (spec 4.3 "What late rows cost").
struct LateRating {
  /// Late calls, free ones too, with their amounts in the cycle's rating.
  var inCycle: [RatedCall] = []
  /// Late calls that today's registry charges, with no allowance.
  var alone: [RatedCall] = []
  var duplicates: [RowID] = []
  /// Versions that another stands before.
  var conflicting: [RowID] = []
  var suspended: [(id: RowID, reason: String)] = []
  var services: [ServiceKey: [ServiceLine]] = [:]
  /// What the calls of a key that has late services come to, all of them.
  var charged: [ServiceKey: Charged] = [:]

  /// - Parameters:
  ///   - rows: those that are late for the cycle, by (file name, line).
  ///   - moved: rows that are here as versions of calls whose line is of this cycle.
  ///   - today: the registry as it was applied last.
  init(_ cycle: ClosedCycle, rows: [LiveRow], moved: Set<RowID>, today: RegistryVersion) {
    let come = rows.filter { row in
      guard let reason = Self.lineFault(row, cycle, today, isMoved: moved.contains(row.id)) else { return true }
      suspended.append((row.id, reason))
      return false
    }
    let (standingClosed, standingLate) = settle(cycle, come)
    var together = standingClosed.filter { !$0.isAlone }.map(\.rated.atFullPrice)
    for row in standingLate {
      if let rated = Self.rate(row, in: cycle) {
        together.append(rated)
      } else {
        chargeAlone(row, today)
      }
    }
    let late = Set(standingLate.map(\.id))
    // "The cycle's calls as they now stand are rated once by the cycle's version."
    var left = AllowancesLeft(registry: cycle.version.registry)
    left.taken = [cycle.key.ofAllowances: cycle.taken]
    together = left.cover(together)
    inCycle = together.filter { late.contains($0.rowID) }
    let apart = standingClosed.filter(\.isAlone).map(\.rated) + alone
    findServices(together, isAlone: false, late: late, cycle)
    findServices(apart, isAlone: true, late: late, cycle)
  }

  /// Why a row has no line, or none with a plan, or an inactive one: before it is asked what it repeats (spec 2.4).
  static func lineFault(
    _ row: LiveRow, _ cycle: ClosedCycle, _ today: RegistryVersion, isMoved: Bool = false
  ) -> String? {
    // A call may have rows of several lines where the registry decides the direction and the caller is not ours: a closed
    // one says nothing of the flags of the others' lines.
    let isLoose = row.read.direction == nil && !today.hasLine(ofCallerOf: row.read)
    let isVersion = cycle.calls.contains { $0.key == row.key } && !(isLoose && !isIn(cycle, row.read))
    let located = today.locate(row.read)
    let day = row.read.startedAt.day
    // "The line's active flag is then the version's"; of a line that the version does not know, today's.
    if !isVersion && !isMoved, let line = located?.line {
      let flagged = cycle.version.row(ofLine: line.id, on: day) ?? line
      if cycle.version.activeLinesOnly && !flagged.isActive { return "line-inactive" }
    }
    if isIn(cycle, row.read) { return nil }
    guard let located else { return "unknown-line" }
    return located.lacksPlan ? "no-plan" : nil
  }

  /// Whether the version gives the row a line with a plan, on a day of the account and cycle.
  private static func isIn(_ cycle: ClosedCycle, _ read: ReadCall) -> Bool {
    guard let located = cycle.version.locate(read), !located.lacksPlan else { return false }
    return cycle.version.accountCycle(of: located.line, on: read.startedAt.day) == cycle.key
  }

  /// nil: "the version gives no line, another cycle or no price".
  private static func rate(_ row: LiveRow, in cycle: ClosedCycle) -> RatedCall? {
    isIn(cycle, row.read) ? try? cycle.version.rate(row.read) : nil
  }

  /// "Winners in the place of losers": of each call the greatest content (spec 2.4); a closed call stands before late
  /// rows of the same content.
  private mutating func settle(_ cycle: ClosedCycle, _ rows: [LiveRow]) -> (closed: [ClosedCall], late: [LiveRow]) {
    let closed = Dictionary(grouping: cycle.calls, by: \.key)
    let late = Dictionary(grouping: rows, by: \.key)
    var standing: (closed: [ClosedCall], late: [LiveRow]) = ([], [])
    for key in Set(closed.keys).union(late.keys) {
      let (calls, rows) = (closed[key] ?? [], late[key] ?? [])
      let contents = calls.map(\.rated.call.read.content) + rows.map(\.read.content)
      guard let greatest = contents.max() else { continue }
      let same = rows.filter { $0.read.content == greatest }
      conflicting += rows.filter { $0.read.content != greatest }.map(\.id)
      if let call = calls.first(where: { $0.rated.call.read.content == greatest }) {
        standing.closed.append(call)
        duplicates += same.map(\.id)
      } else {
        standing.late.append(same[0])
        duplicates += same.dropFirst().map(\.id)
      }
    }
    standing.late.sort { $0.id < $1.id }
    return standing
  }

  /// "Charged alone by today's registry, to today's contract and plan, with no allowance; if that has none either it is
  /// suspended with the reason of spec 2.4."
  private mutating func chargeAlone(_ row: LiveRow, _ today: RegistryVersion) {
    do throws(Fault) {
      var rated = try today.rate(row.read)
      if let price = rated.price {
        rated.amount = rated.plan.charged(price.gross(surplus: 0..<rated.billedSeconds, plan: rated.plan))
      }
      alone.append(rated)
    } catch {
      suspended.append((row.id, error.reason))
    }
  }

  private mutating func findServices(
    _ calls: [RatedCall], isAlone: Bool, late: Set<RowID>, _ cycle: ClosedCycle
  ) {
    let groups = calls.byService(isAlone: isAlone)
    for key in Set(groups.keys).union(cycle.charged.keys.filter { $0.isAlone == isAlone }) {
      let found = ServiceSums.lateServices(
        of: groups[key] ?? [], key: key, late: late, before: cycle.charged[key] ?? Charged(),
        isPerCall: cycle.version.isPerCall)
      if found.isEmpty { continue }
      services[key] = found
      charged[key] = ServiceSums.charged(groups[key] ?? [], isPerCall: cycle.version.isPerCall)
    }
  }
}

extension RatedCall {
  /// Before allowances were taken.
  var atFullPrice: RatedCall {
    var rated = self
    rated.coveredSeconds = 0
    rated.allowanceAmount = 0
    rated.amount = 0
    return rated
  }
}
