import CallModel
import FileInput
import Ledger
import Pipeline
import Rating
import Registry

/// The (line, day) pairs that a closed cycle's version puts into its account and cycle (spec 4.3). Of several cycles with a
/// pair the one that was closed first holds it.
struct ClosedDays {
  private let registry: Registry
  private let zone: TimeZoneRules

  init(_ snapshot: RegistrySnapshot) throws {
    registry = snapshot.registry
    guard let zone = TimeZoneRules(identifier: snapshot.timeZone) else { throw RateFailure.timeZone(snapshot.timeZone) }
    self.zone = zone
  }

  func days(of cycle: CycleAccountRow) -> [ClosedCycleDays] {
    var found: [ClosedCycleDays] = []
    for row in rows(of: cycle) {
      let line = registry.lines[row]
      var day = max(cycle.cycleStart, line.activePeriod.first)
      let last = min(cycle.cycleEnd, line.activePeriod.last)
      while day <= last {
        if Cycle.start(of: day, resetDay: line.resetDay) == cycle.cycleStart {
          if let previous = found.last, ID(previous.line) == ID(line.id),
            previous.last.daysSinceEpoch + 1 == day.daysSinceEpoch
          {
            found[found.count - 1].last = day
          } else {
            found.append(ClosedCycleDays(cycleAccount: cycle.id, line: line.id, first: day, last: day))
          }
        }
        day = day.advanced(by: 1)
      }
    }
    return found
  }

  /// The rows of `lines.csv` in the cycle's account.
  private func rows(of cycle: CycleAccountRow) -> [Int] {
    registry.lines.indices.filter { row in
      let line = registry.lines[row]
      let plan = registry.plans[line.plan]
      let isPool = plan.allowanceScope == .contract
      let owner = isPool ? registry.tables.contracts[line.contract].id : line.id
      return isPool == cycle.isPool && ID(owner) == ID(cycle.owner)
        && ID(plan.id) == ID(cycle.plan)
    }
  }

  /// The last instant that a row of these days can start at, seconds since 1970.
  func lastInstant(of cycle: CycleAccountRow) -> Int64 {
    max(cycle.lastStart, zone.start(of: cycle.cycleEnd.advanced(by: 2)))
  }

  /// Gives closed cycles of before this law their days, once.
  static func complete(_ ledger: Ledger) throws {
    let known = Set(try ledger.closedCycleDays().map(\.cycleAccount))
    let cycles = try ledger.closedCycleAccounts().filter { $0.parent == nil && !known.contains($0.id) }
    if cycles.isEmpty { return }
    var until = try ledger.setting(LedgerSettings.closedUntil).flatMap { Int64($0) } ?? .min
    var made: [ClosedCycleDays] = []
    for (version, cycles) in Dictionary(grouping: cycles, by: \.registry) {
      let closed = try ClosedDays(try RegistryVersions(ledger).snapshot(version))
      for cycle in cycles {
        until = max(until, closed.lastInstant(of: cycle))
        made += closed.days(of: cycle)
      }
    }
    let all = made.sorted { $0.cycleAccount < $1.cycleAccount }
    let last = until
    try ledger.write { database in
      for days in all { try LedgerWriter.add(days, database) }
      try Ledger.set(LedgerSettings.closedUntil, "\(last)", database)
    }
  }
}
