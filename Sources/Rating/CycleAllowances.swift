import CallModel
import Registry

/// Whose allowances: a line's own, or those that a contract's lines share.
package struct AllowanceHolder: Hashable, Sendable {
  package var isPool: Bool
  /// The line's number (`Registry.lineID(ofRow:)`), or the contract's index.
  package var number: Int

  package init(isPool: Bool, number: Int) {
    self.isPool = isPool
    self.number = number
  }

  /// Of a row of `lines.csv`, by its plan's scope.
  package init(row: Int, _ registry: Registry) {
    isPool = registry.planFacts[registry.lines[row].plan].isPooled
    number = isPool ? registry.lines[row].contract : registry.lineID(ofRow: row)
  }
}

/// What the allowances of a cycle begin with, and what of them passes on to the next cycle (spec 11.1). Amounts are in the
/// plan's order, seconds or millionths of a real.
package struct CycleAllowances: Sendable {
  private let registry: Registry
  private var table: AllowanceTable { registry.allowances }

  private static let microsPerCentavo: Int128 = 10_000

  package init(_ registry: Registry) { self.registry = registry }

  /// Whether each cycle of the plan begins with its whole amounts and passes nothing on.
  package func isPlain(plan: Int) -> Bool { table.plans[plan].isPlain }

  /// The days of a cycle on which the holder has the plan, and this cycle.
  package func days(_ holder: AllowanceHolder, plan: Int, cycleStart: CivilDate) -> Int {
    let resetDay = cycleStart.components.day
    let rows = holder.isPool ? registry.poolRows[holder.number] ?? [] : registry.rowsOfLine(holder.number)
    return days(
      ofRows: rows.filter { registry.lines[$0].plan == plan && registry.lines[$0].resetDay == resetDay },
      cycleStart: cycleStart)
  }

  /// The days of a cycle on which one of the rows of `lines.csv` holds.
  package func days(ofRows rows: [Int], cycleStart: CivilDate) -> Int {
    let end = Cycle.end(startingOn: cycleStart)
    var days: Set<Int32> = []
    for row in rows {
      let line = registry.lines[row]
      let first = max(cycleStart, line.activePeriod.first).daysSinceEpoch
      let last = min(end, line.activePeriod.last).daysSinceEpoch
      if first <= last { days.formUnion(first...last) }
    }
    return days.count
  }

  /// A cycle's own allowances: the part of its days of those that are prorated, cut to whole seconds or centavos.
  package func own(_ holder: AllowanceHolder, plan: Int, cycleStart: CivilDate) -> [Int64] {
    own(plan: plan, cycleStart: cycleStart) { days(holder, plan: plan, cycleStart: cycleStart) }
  }

  /// The same with so many days.
  package func own(plan: Int, cycleStart: CivilDate, days: () -> Int) -> [Int64] {
    let place = table.plans[plan]
    let allowances = (0..<place.count).map { table.allowances[place.first + $0] }
    guard !place.isPlain, allowances.contains(where: \.isProrated) else { return allowances.map(\.amount) }
    let length = Cycle.length(startingOn: cycleStart)
    let days = days()
    return allowances.enumerated().map { index, allowance in
      guard allowance.isProrated, days < length else { return allowance.amount }
      let part = Int128(allowance.amount) * Int128(days) / Int128(length)
      return Int64(index < place.timeCount ? part : part - part % Self.microsPerCentavo)
    }
  }

  /// What of a cycle's own allowances passes on; what was carried into it is used first, and goes no further.
  ///
  /// - Parameter left: at the end of the cycle, what was carried into it included; empty if no call was rated.
  package func passedOn(plan: Int, own: [Int64], left: [Int64]) -> [Int64] {
    let place = table.plans[plan]
    return own.enumerated().map { index, amount in
      let rest = left.count == own.count ? min(amount, left[index]) : amount
      return min(rest, table.allowances[place.first + index].carryLimit)
    }
  }

  /// What a cycle takes over from the one before.
  ///
  /// - Parameters:
  ///   - kept: what the cycle before left, if it is closed.
  ///   - left: what it has left, if it is open; nil or empty if no call of it was rated.
  package func carriedIn(
    _ holder: AllowanceHolder, plan: Int, cycleStart: CivilDate, kept: [KeptAllowance]?, left: [Int64]?
  ) -> [Int64] {
    if let kept { return inOrder(kept, plan: plan) }
    let before = Cycle.before(cycleStart)
    guard days(holder, plan: plan, cycleStart: before) > 0 else {
      return [Int64](repeating: 0, count: table.plans[plan].count)
    }
    return passedOn(plan: plan, own: own(holder, plan: plan, cycleStart: before), left: left ?? [])
  }

  /// By name, in the plan's order; values cut to the plan's decimals, as its calls have them.
  package func inOrder(_ kept: [KeptAllowance], plan: Int) -> [Int64] {
    let place = table.plans[plan]
    let unit = Int64(PhoneNumber.powerOfTen(Money.maximumDecimals - registry.planFacts[plan].decimals))
    return (0..<place.count).map { index in
      let isTime = index < place.timeCount
      let name = ID(table.names[place.first + index])
      let amount = kept.first { $0.isTime == isTime && ID($0.name) == name }?.amount ?? 0
      return isTime ? amount : amount - amount % unit
    }
  }

  /// What passes on of a closed cycle, by name; without what comes to nothing.
  package func kept(plan: Int, passedOn: [Int64]) -> [KeptAllowance] {
    let place = table.plans[plan]
    guard passedOn.count == place.count else { return [] }
    let kept = passedOn.enumerated().filter { $0.element > 0 }.map { index, amount in
      KeptAllowance(name: table.names[place.first + index], isTime: index < place.timeCount, amount: amount)
    }
    return kept.sorted { precedesInByteOrder($0.name, $1.name) }
  }
}
