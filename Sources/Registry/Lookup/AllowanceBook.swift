import CallModel

/// One allowance, compiled: what it covers and how much.
package struct Allowance: Sendable {
  package var name: String
  package var amount: AllowanceAmount
  /// Zone numbers listed; a listed `intl` covers `intl:x` too.
  package var zones: [Int]
  package var coversAllZones: Bool

  /// Whether it lists `zone`, its parent, or `*` (spec 3.6).
  package func covers(zone: Int, parent: Int) -> Bool {
    coversAllZones || zones.contains(zone) || (parent >= 0 && zones.contains(parent))
  }
}

/// The allowances of one plan in the order in which calls take from them: priority, then name (spec 3.6).
package struct PlanAllowances: Sendable {
  /// `minutes` and `seconds`.
  package var time: [Allowance] = []
  /// `value`.
  package var value: [Allowance] = []

  package var isEmpty: Bool { time.isEmpty && value.isEmpty }

  /// The allowances of each plan.
  static func all(_ tables: RegistryTables, _ zones: ZoneCatalogue) -> [PlanAllowances] {
    var plans = Array(repeating: PlanAllowances(), count: tables.plans.count)
    let ordered = tables.allowances.sorted {
      $0.priority != $1.priority ? $0.priority < $1.priority : precedesInByteOrder($0.name, $1.name)
    }
    for row in ordered {
      let allowance = Allowance(
        name: row.name, amount: row.amount, zones: row.zones.compactMap { zones.index(named: $0) },
        coversAllZones: row.zones.contains("*"))
      switch row.amount {
      case .seconds: plans[row.plan].time.append(allowance)
      case .value: plans[row.plan].value.append(allowance)
      }
    }
    return plans
  }
}
