import Dispatch
import Synchronization

/// What the rows of a registry must satisfy together (spec 2.2, 3.4).
///
/// A row takes part in a check if the cells that the check reads are sound, regardless of what else is wrong with it.
/// A class so that the closures of the checks share one set of tables instead of copying the references to it.
final class RegistryChecks: Sendable {
  let tables: DecodedTables
  let references: References
  let rules: RegistryRules?
  /// By the number of a plan's id: whether its allowances belong to the contract.
  let planIsPooled: [Bool]

  private static let checks: [@Sendable (RegistryChecks) -> [RegistryFault]] = [
    { $0.numberFaults() },
    { $0.linePeriodFaults() + $0.resetDayFaults() },
    { $0.rangeFaults() },
    { $0.zoneFaults() },
    { $0.rateFaults() + $0.planFaults() },
    { $0.allowanceFaults() + $0.holidayFaults() + $0.bandFaults() },
    { $0.operatorRangeFaults() + $0.platformFaults() },
    { RegistryChecks.faults(ofLabels: $0.tables.zoneLabels, hiddenNumbers: $0.tables.hiddenNumbers) },
    { CostsTable.faults(of: $0.tables.costs) },
    { $0.erpFaults() },
  ]

  /// - Parameter rules: nil: what is the platform's own business is not checked.
  init(_ tables: DecodedTables, _ references: References, _ rules: RegistryRules?) {
    self.tables = tables
    self.rules = rules
    self.references = references
    planIsPooled = Self.pooledPlans(tables.plans)
  }

  /// Makes the checks, several at a time.
  func faults() -> [RegistryFault] {
    let results = Mutex([[RegistryFault]](repeating: [], count: Self.checks.count))
    DispatchQueue.concurrentPerform(iterations: Self.checks.count) { index in
      let faults = Self.checks[index](self)
      results.withLock { $0[index] = faults }
    }
    return results.withLock { Array($0.joined()) }
  }

  private static func pooledPlans(_ plans: DecodedTable<PlansTable>) -> [Bool] {
    var names = NameTable(capacity: plans.rowCount)
    var pooled: [Bool] = []
    for (row, id) in plans.table.ids.enumerated() where !id.isEmpty {
      if names.insert(id, in: plans.bytes).isNew {
        pooled.append(plans.table.rows[row].allowanceScope == .contract)
      }
    }
    return pooled
  }
}
