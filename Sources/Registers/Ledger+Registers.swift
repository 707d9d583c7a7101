import CallModel
import Ledger
import Registry

/// By what changes of registers are judged.
package struct RegisterSettings: Sendable {
  /// Of the integration: in which days begin and end.
  package var zone: TimeZoneRules
  /// Checks the registers as a change leaves them, as tables of CSV by file name; throws `RegistryFaults`.
  package var check: @Sendable ([String: [UInt8]]) throws -> Void

  package init(
    zone: TimeZoneRules, check: @escaping @Sendable ([String: [UInt8]]) throws -> Void = RegisterSettings.rules
  ) {
    self.zone = zone
    self.check = check
  }

  /// The rules of spec 2.2 and 6.2, as for files.
  package static let rules: @Sendable ([String: [UInt8]]) throws -> Void = { _ = try RegistryLoader.load(tables: $0) }
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
        try RegisterCheck(RegisterReader(database)).run(settings.check)
        try also(transaction)
      }
      return value
    }
  }
}
