import CallModel
import Ledger
import Pipeline
import Rating
import Registry

/// The allowances of recorded cycles by one registry version (spec 11.1).
package struct BookAllowances: Sendable {
  private let keys: BookKeys
  private let cycles: CycleAllowances

  package init(_ registry: Registry) { self.init(keys: BookKeys(registry), registry) }

  init(keys: BookKeys, _ registry: Registry) {
    self.keys = keys
    cycles = CycleAllowances(registry)
  }

  /// A cycle's own allowances, in the plan's order; nil if the registry has no such owner or plan.
  package func own(_ book: BookRow) -> [Int64]? {
    keys.holder(of: book).map { cycles.own($0.holder, plan: $0.plan, cycleStart: book.cycleStart) }
  }

  /// The days of the cycle on which the owner has the plan, of all its days; nil if that is all of them.
  package func partOfDays(_ book: BookRow) -> (days: Int, of: Int)? {
    guard !book.isPool, let (holder, plan) = keys.holder(of: book) else { return nil }
    let days = cycles.days(holder, plan: plan, cycleStart: book.cycleStart)
    let length = Cycle.length(startingOn: book.cycleStart)
    return days < length ? (days, length) : nil
  }

  /// What a cycle begins with: its own, and what it took over when it was rated.
  package func beginning(_ book: BookRow) -> [Int64]? {
    guard let own = own(book) else { return nil }
    return book.carried.count == own.count ? zip(own, book.carried).map { $0 + $1 } : own
  }

  /// What a cycle took over from the one before when it was rated, by name.
  func taken(_ book: BookRow) -> [KeptAllowance] {
    keys.holder(of: book).map { cycles.kept(plan: $0.plan, passedOn: book.carried) } ?? []
  }

  /// What the cycle leaves for the next.
  package func kept(_ book: BookRow) -> [KeptAllowance] {
    guard let (holder, plan) = keys.holder(of: book), !cycles.isPlain(plan: plan) else { return [] }
    let own = cycles.own(holder, plan: plan, cycleStart: book.cycleStart)
    return cycles.kept(plan: plan, passedOn: cycles.passedOn(plan: plan, own: own, left: book.left))
  }

  /// What a cycle takes over from the one before.
  ///
  /// - Parameters:
  ///   - before: the cycle before, if it has calls.
  ///   - kept: what that kept when it was closed.
  func carriedIn(_ book: BookRow, before: BookRow?, kept: [KeptAllowance]) -> [Int64]? {
    guard let (holder, plan) = keys.holder(of: book) else { return nil }
    if cycles.isPlain(plan: plan) { return [Int64](repeating: 0, count: book.left.count) }
    return cycles.carriedIn(
      holder, plan: plan, cycleStart: book.cycleStart, kept: before?.isClosed == true ? kept : nil, left: before?.left)
  }
}
