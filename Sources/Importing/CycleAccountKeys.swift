import CallModel
import Ledger
import Pipeline
import Rating
import Registry

/// The registry's numbers for the ledger's names.
struct CycleAccountKeys {
  private let registry: Registry
  /// Ids are told apart by their bytes, as everywhere in the registry.
  private var contracts = TextTable()
  private var plans = TextTable()

  init(_ registry: Registry) {
    self.registry = registry
    for contract in registry.tables.contracts { _ = contracts.intern(contract.id) }
    for plan in registry.plans { _ = plans.intern(plan.id) }
  }

  func key(of cycleAccount: CycleAccountRow) -> CycleAccountKey {
    let owner = cycleAccount.isPool ? contracts.find(cycleAccount.owner) : registry.lineNumber(ofID: cycleAccount.owner)
    return CycleAccountKey(
      isPool: cycleAccount.isPool, owner: Int32(owner ?? -1), plan: Int32(plans.find(cycleAccount.plan) ?? -1),
      cycleStart: cycleAccount.cycleStart)
  }

  /// Whose allowances a cycle account has; nil if the registry has no such owner or plan.
  func holder(of cycleAccount: CycleAccountRow) -> (holder: AllowanceHolder, plan: Int)? {
    let key = key(of: cycleAccount)
    guard key.owner >= 0, key.plan >= 0 else { return nil }
    return (AllowanceHolder(isPool: key.isPool, number: Int(key.owner)), Int(key.plan))
  }

  /// The owner's id.
  func owner(_ key: CycleAccountKey) -> String {
    if key.isPool { return registry.tables.contracts[Int(key.owner)].id }
    return registry.lines[registry.rowsOfLine(Int(key.owner))[0]].id
  }
}
