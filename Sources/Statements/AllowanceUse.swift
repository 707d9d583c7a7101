import CallModel
import Importing
import Ledger
import Registry

/// How much of one allowance a cycle used: told from what the calls' rows say was covered, in the order of spec 3.6, so
/// that the statement's columns add up to it.
package struct AllowanceUse: Sendable {
  package var name: String
  /// Seconds, or else millionths of a real.
  package var isTime: Bool
  /// Zone names; `*` is all.
  package var zones: [String]
  /// Of this cycle, and what it took over from the one before.
  package var total: Int64
  /// What of that it took over (spec 11.1).
  package var carried: Int64 = 0
  /// The line's days of the cycle, of all its days, where only their part of the allowance is granted (spec 11.1).
  package var part: CyclePart?
  /// By the line under this contract.
  package var usedHere: Int64 = 0
  /// By other lines of the pool, or by the line under another contract.
  package var usedElsewhere: Int64 = 0

  package var left: Int64 { max(0, total - usedHere - usedElsewhere) }
}

/// Some days of a cycle.
package struct CyclePart: Equatable, Sendable {
  package var days: Int
  package var of: Int
}

/// Goes through the calls of a cycle account and takes what each was given from the plan's allowances.
package struct AllowanceReplay {
  private let registry: Registry
  private let plan: PlanAllowances
  package private(set) var uses: [AllowanceUse]

  /// - Parameters:
  ///   - plan: index of the cycle account's plan.
  ///   - granted: by the cycle account's registry version with its lines; asked for only if cycles of the plan may differ.
  package init(_ registry: Registry, plan: Int, _ table: CycleAccountRow, granted: () throws -> CycleAccountAllowances)
    rethrows
  {
    self.registry = registry
    let allowances = registry.allowances.plans[plan]
    self.plan = allowances
    let all = (0..<allowances.count).map { registry.allowances.allowances[allowances.first + $0] }
    let granted: CycleAccountAllowances? = try allowances.isPlain ? nil : granted()
    let totals = granted?.beginning(table) ?? all.map(\.amount)
    let part = granted?.partOfDays(table)
    uses = all.indices.map { index in
      let name = registry.allowances.names[allowances.first + index]
      let row = registry.tables.allowances.first { $0.plan == plan && ID($0.name) == ID(name) }
      var use = AllowanceUse(
        name: name, isTime: index < allowances.timeCount, zones: row?.zones ?? [], total: totals[index])
      use.carried = table.carried.count == all.count ? table.carried[index] : 0
      if all[index].isProrated, let part { use.part = CyclePart(days: part.days, of: part.of) }
      return use
    }
  }

  /// Takes what a call was given.
  ///
  /// - Parameter isHere: whether the call is one of the statement's own line and contract.
  /// - Returns: what it took of each allowance, in the plan's order.
  @discardableResult
  package mutating func take(_ call: RecordedCall, isHere: Bool) -> [Int64] {
    var taken = [Int64](repeating: 0, count: uses.count)
    // Nothing of an entry that takes back: what it had was given for good.
    take(Int64(max(0, call.covered)), call.zone, 0..<plan.timeCount, isHere, &taken)
    take(max(0, call.allowanceMicros), call.zone, plan.timeCount..<plan.count, isHere, &taken)
    return taken
  }

  private mutating func take(
    _ wanted: Int64, _ zoneName: String, _ range: Range<Int>, _ isHere: Bool, _ taken: inout [Int64]
  ) {
    guard wanted > 0, let zone = registry.zones.index(named: zoneName) else { return }
    var needed = wanted
    for index in range where needed > 0 {
      guard registry.allowances.covers(registry.allowances.allowances[plan.first + index], zone: zone) else { continue }
      let part = min(uses[index].left, needed)
      if isHere { uses[index].usedHere += part } else { uses[index].usedElsewhere += part }
      taken[index] = part
      needed -= part
    }
  }
}
