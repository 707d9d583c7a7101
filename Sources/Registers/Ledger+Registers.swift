import CallModel
import Ledger
import Registry

/// By what changes of registers are judged.
package struct RegisterSettings: Sendable {
  /// Of the integration: in which days begin and end.
  package var zone: TimeZoneRules
  /// What must hold towards the platform; nil: nothing of that.
  package var rules: RegistryRules?

  package init(zone: TimeZoneRules, rules: RegistryRules? = nil) {
    self.zone = zone
    self.rules = rules
  }
}

extension Ledger {
  /// Changes registers: one transaction with one row in the journal. The caller holds the run lock.
  ///
  /// - Parameters:
  ///   - action: what is done, in few words, for the journal: `lines change L1`.
  ///   - isDryRun: everything but keeping it.
  ///   - also: what follows from the change, in the same transaction; called if anything changed and is sound.
  /// - Throws: `RegisterFaults` if the registers would break a rule, `RegisterFailure`, `LedgerFailure`, or what `body`
  ///   and `also` throw; nothing was changed then.
  package func changeRegisters<Value>(
    by author: Author, _ settings: RegisterSettings, action: String, isDryRun: Bool = false,
    also: (RegisterTransaction) throws -> Void = { _ in }, _ body: (RegisterTransaction) throws -> Value
  ) throws -> Value {
    try transaction(isDryRun: isDryRun) { database in
      let transaction = try RegisterTransaction(database, author: author, zone: settings.zone, action: action)
      let value = try body(transaction)
      if transaction.hasChanges {
        try RegisterCheck(RegisterReader(database)).run(settings.rules)
        try also(transaction)
      }
      return value
    }
  }
}
