import CallModel

/// What a sound registry holds, in figures, for `check`.
package struct RegistrySummary: Codable, Equatable, Sendable {
  package struct Plan: Codable, Equatable, Sendable {
    package var id: String
    package var name: String
    /// Rows of `lines.csv`: periods of lines.
    package var lines: Int
    /// Rows of `rates.csv`.
    package var rates: Int
    package var allowances: Int
    /// Zones of a Brazilian or foreign number for which the plan has no rate at all: calls there are suspended as
    /// `no-rate` (spec 3.3).
    package var zonesWithoutRate: [String]
    /// `cut` or `exact`: what becomes of the fraction of a centavo of each call (spec 11.1).
    package var chargeRounding: String
  }

  package var contracts: Int
  /// Line ids.
  package var lines: Int
  /// Rows of `lines.csv`.
  package var linePeriods: Int
  /// Rows of `lines.csv` with active=no.
  package var inactiveLinePeriods: Int
  /// Rows of `lines.csv` without a plan: their outbound calls are suspended as `no-plan` (spec 6.2).
  package var linePeriodsWithoutPlan: Int
  package var dids: Int
  package var allowances: Int
  package var rates: Int
  package var bands: Int
  package var holidays: Int
  /// Rows of `zones.csv`.
  package var zonePrefixes: Int
  package var plans: [Plan]

  /// The zones that calls commonly have.
  private static let commonZones: [BuiltInZone] = [
    .local, .ldn, .vc1, .vc2, .vc3, .intl, .sharedCost, .unified, .premium, .donation,
  ]

  package init(_ registry: Registry) {
    let tables = registry.tables
    contracts = tables.contracts.count
    lines = Set(registry.groups.lineIDOfRow).count
    linePeriods = tables.lines.count
    inactiveLinePeriods = tables.lines.count { !$0.isActive }
    linePeriodsWithoutPlan = tables.lines.count { tables.plans[$0.plan].isNone }
    dids = tables.dids.count
    allowances = tables.allowances.count
    rates = tables.rates.count
    bands = tables.bandNames.count
    holidays = tables.holidays.count
    zonePrefixes = tables.zones.count
    plans = Self.plans(registry)
  }

  private static func plans(_ registry: Registry) -> [Plan] {
    let tables = registry.tables
    var plans = tables.plans.enumerated().map { index, plan in
      let unpriced = commonZones.filter { registry.rates.pricedZone(plan: index, zone: $0.rawValue) == nil }
      return Plan(
        id: plan.id, name: plan.name, lines: 0, rates: 0, allowances: 0, zonesWithoutRate: unpriced.map(\.name),
        chargeRounding: plan.chargeRounding.rawValue)
    }
    for line in tables.lines { plans[line.plan].lines += 1 }
    for rate in tables.rates { plans[rate.plan].rates += 1 }
    for allowance in tables.allowances { plans[allowance.plan].allowances += 1 }
    return plans.filter { !$0.id.isEmpty }
  }
}
