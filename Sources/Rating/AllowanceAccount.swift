import CallModel
import Registry

/// What is left of a plan's allowances in one cycle, for one line or pool (spec 3.6).
package struct AllowanceAccount: Sendable {
  package private(set) var cycleStart: CivilDate
  /// Seconds left of each time allowance, in the plan's order.
  private var secondsLeft: [Int64]
  /// Left of each value allowance, in the plan's order.
  private var valueLeft: [Money]

  /// A cycle's full allowances.
  package init(_ allowances: PlanAllowances, cycleStart: CivilDate) {
    self.cycleStart = cycleStart
    secondsLeft = allowances.time.map { if case .seconds(let seconds) = $0.amount { seconds } else { 0 } }
    valueLeft = allowances.value.map { if case .value(let money) = $0.amount { money } else { .zero } }
  }

  /// Fills the allowances up for a new cycle; nothing is carried over.
  package mutating func restart(_ allowances: PlanAllowances, cycleStart: CivilDate) {
    self.cycleStart = cycleStart
    for (index, allowance) in allowances.time.enumerated() {
      if case .seconds(let seconds) = allowance.amount { secondsLeft[index] = seconds }
    }
    for (index, allowance) in allowances.value.enumerated() {
      if case .value(let money) = allowance.amount { valueLeft[index] = money }
    }
  }

  /// Takes up to `billed` seconds from the time allowances for the zone; returns what they covered.
  package mutating func take(seconds billed: Int, zone: Int, parent: Int, _ allowances: PlanAllowances) -> Int {
    var needed = Int64(billed)
    for (index, allowance) in allowances.time.enumerated() where secondsLeft[index] > 0 && needed > 0 {
      guard allowance.covers(zone: zone, parent: parent) else { continue }
      let covered = min(secondsLeft[index], needed)
      secondsLeft[index] -= covered
      needed -= covered
    }
    return billed - Int(needed)
  }

  /// Takes up to `gross` from the value allowances for the zone; returns what they covered.
  package mutating func take(value gross: Money, zone: Int, parent: Int, _ allowances: PlanAllowances) -> Money {
    var needed = gross.micros
    for (index, allowance) in allowances.value.enumerated() where valueLeft[index] > .zero && needed > 0 {
      guard allowance.covers(zone: zone, parent: parent) else { continue }
      let covered = min(valueLeft[index].micros, needed)
      valueLeft[index].micros -= covered
      needed -= covered
    }
    return Money(micros: gross.micros - needed)
  }
}

/// What one rated call came to (spec 3.5, 3.6).
package struct CallCharge: Equatable, Sendable {
  package var billedSeconds: Int
  package var coveredSeconds: Int
  /// Before value allowances, rounded.
  package var gross: Money
  package var allowanceAmount: Money

  package var surplusSeconds: Int { billedSeconds - coveredSeconds }
  package var amount: Money { Money(micros: gross.micros - allowanceAmount.micros) }

  /// Charges a call against the account of its cycle. Calls must come in the order of 3.6.
  package static func charge(
    duration: Int, zone: Int, tariff: Tariff, plan: PlanRow, account: inout AllowanceAccount,
    allowances: PlanAllowances, parent: Int
  ) -> CallCharge {
    let billed = Charging.billedSeconds(duration: duration, tariff)
    let covered = account.take(seconds: billed, zone: zone, parent: parent, allowances)
    let gross = Charging.gross(covered: covered, billed: billed, tariff, plan)
    let fromValue = account.take(value: gross, zone: zone, parent: parent, allowances)
    return CallCharge(billedSeconds: billed, coveredSeconds: covered, gross: gross, allowanceAmount: fromValue)
  }
}
