import CallModel
import Ledger
import Pipeline
import Rating
import Registry

/// The allowances of recorded cycles by one registry version (spec 11.1).
package struct CycleAccountAllowances: Sendable {
  private let keys: CycleAccountKeys
  private let cycles: CycleAllowances

  package init(_ registry: Registry) { self.init(keys: CycleAccountKeys(registry), registry) }

  init(keys: CycleAccountKeys, _ registry: Registry) {
    self.keys = keys
    cycles = CycleAllowances(registry)
  }

  /// A cycle's own allowances, in the plan's order; nil if the registry has no such owner or plan.
  package func own(_ cycleAccount: CycleAccountRow) -> [Int64]? {
    keys.holder(of: cycleAccount).map { cycles.own($0.holder, plan: $0.plan, cycleStart: cycleAccount.cycleStart) }
  }

  /// The days of the cycle on which the owner has the plan, of all its days; nil if that is all of them.
  package func partOfDays(_ cycleAccount: CycleAccountRow) -> (days: Int, of: Int)? {
    guard !cycleAccount.isPool, let (holder, plan) = keys.holder(of: cycleAccount) else { return nil }
    let days = cycles.days(holder, plan: plan, cycleStart: cycleAccount.cycleStart)
    let length = Cycle.length(startingOn: cycleAccount.cycleStart)
    return days < length ? (days, length) : nil
  }

  /// What a cycle begins with: its own, and what it took over when it was rated.
  package func beginning(_ cycleAccount: CycleAccountRow) -> [Int64]? {
    guard let own = own(cycleAccount) else { return nil }
    return cycleAccount.carried.count == own.count ? zip(own, cycleAccount.carried).map { $0 + $1 } : own
  }

  /// What a cycle took over from the one before when it was rated, by name.
  func taken(_ cycleAccount: CycleAccountRow) -> [KeptAllowance] {
    keys.holder(of: cycleAccount).map { cycles.kept(plan: $0.plan, passedOn: cycleAccount.carried) } ?? []
  }

  /// What the cycle leaves for the next.
  package func kept(_ cycleAccount: CycleAccountRow) -> [KeptAllowance] {
    guard let (holder, plan) = keys.holder(of: cycleAccount), !cycles.isPlain(plan: plan) else { return [] }
    let own = cycles.own(holder, plan: plan, cycleStart: cycleAccount.cycleStart)
    return cycles.kept(plan: plan, passedOn: cycles.passedOn(plan: plan, own: own, left: cycleAccount.left))
  }

  /// What a cycle takes over from the one before.
  ///
  /// - Parameters:
  ///   - before: the cycle before, if it has calls.
  ///   - kept: what that kept when it was closed.
  func carriedIn(_ cycleAccount: CycleAccountRow, before: CycleAccountRow?, kept: [KeptAllowance]) -> [Int64]? {
    guard let (holder, plan) = keys.holder(of: cycleAccount) else { return nil }
    if cycles.isPlain(plan: plan) { return [Int64](repeating: 0, count: cycleAccount.left.count) }
    return cycles.carriedIn(
      holder, plan: plan, cycleStart: cycleAccount.cycleStart, kept: before?.isClosed == true ? kept : nil,
      left: before?.left)
  }
}
