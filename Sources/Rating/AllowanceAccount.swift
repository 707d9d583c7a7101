import CallModel
import Registry

/// What one rated call came to (spec 3.5, 3.6).
package struct CallCharge: BitwiseCopyable, Equatable, Sendable {
  package var billedSeconds: Int
  package var coveredSeconds: Int
  /// What value allowances covered of its price.
  package var allowanceAmount: Money
  /// What is left to pay.
  package var amount: Money

  package var surplusSeconds: Int { billedSeconds - coveredSeconds }

  @inlinable
  package init(billedSeconds: Int, coveredSeconds: Int, allowanceAmount: Money, amount: Money) {
    self.billedSeconds = billedSeconds
    self.coveredSeconds = coveredSeconds
    self.allowanceAmount = allowanceAmount
    self.amount = amount
  }
}

/// What is left of a plan's allowances in one cycle, for one line or pool, and how a call takes from it (spec 3.6).
package enum AllowanceAccount {
  /// A plan's whole allowances, written to `left` from `offset` on, in the plan's order.
  package static func fill(_ left: inout [Int64], at offset: Int, _ plan: PlanAllowances, _ table: AllowanceTable) {
    for index in 0..<plan.count { left[offset + index] = table.allowances[plan.first + index].amount }
  }

  /// Charges a call against an account: `left` from `offset` on, one entry for each allowance of the plan, in seconds
  /// or millionths of a real.
  ///
  /// Calls must come in the order of spec 3.6. A call that meets the end of an allowance is split.
  package static func charge(
    duration: Int, zone: Int, tariff: Tariff, steps: FixedTable<PriceStep>, plan: PlanFacts,
    allowances: PlanAllowances, table: AllowanceTable, left: inout [Int64],
    at offset: Int
  ) -> CallCharge {
    let billed = Charging.billedSeconds(duration: duration, tariff)
    let covered = take(Int64(billed), zone, allowances.first, 0..<allowances.timeCount, table, &left, offset)
    let gross = Charging.gross(covered: Int(covered), billed: billed, tariff, steps: steps, plan)
    let fromValue = Money(
      micros: take(gross.micros, zone, allowances.first, allowances.timeCount..<allowances.count, table, &left, offset))
    return CallCharge(
      billedSeconds: billed, coveredSeconds: Int(covered), allowanceAmount: fromValue,
      amount: Charging.amount(gross: gross, allowance: fromValue, plan))
  }

  /// Gives back what an earlier version of a call took, to the allowances that cover its zone: those that calls take from
  /// last are filled first, none beyond its amount.
  package static func giveBack(
    _ charge: CallCharge, zone: Int, allowances: PlanAllowances, table: AllowanceTable, left: inout [Int64]
  ) {
    func fill(_ given: Int64, _ range: Range<Int>, _ left: inout [Int64]) {
      var rest = given
      for index in range.reversed() where rest > 0 {
        let allowance = table.allowances[allowances.first + index]
        guard table.covers(allowance, zone: zone) else { continue }
        let part = max(0, min(rest, allowance.amount - left[index]))
        left[index] += part
        rest -= part
      }
    }
    fill(Int64(charge.coveredSeconds), 0..<allowances.timeCount, &left)
    fill(charge.allowanceAmount.micros, allowances.timeCount..<allowances.count, &left)
  }

  /// Takes up to `wanted` from the allowances `range` of the plan; returns what they covered.
  private static func take(
    _ wanted: Int64, _ zone: Int, _ first: Int, _ range: Range<Int>, _ table: AllowanceTable,
    _ left: inout [Int64], _ offset: Int
  ) -> Int64 {
    var needed = wanted
    for index in range where needed > 0 {
      let available = left[offset + index]
      guard available > 0, table.covers(table.allowances[first + index], zone: zone) else { continue }
      let covered = min(available, needed)
      left[offset + index] = available - covered
      needed -= covered
    }
    return wanted - needed
  }
}
