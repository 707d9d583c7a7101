import CallModel
import GRDB
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
  ///   - also: what follows from the change, in the same transaction; called if anything changed and is sound. What it
  ///     changes of the registers is checked in turn.
  /// - Throws: `Problems` if the registers would break a rule, `Problem`, `LedgerFailure`, or what `body`
  ///   and `also` throw; nothing was changed then.
  package func changeRegisters<Value>(
    by author: Author, _ settings: RegisterSettings, action: String, isDryRun: Bool = false,
    also: (RegisterTransaction) throws -> Void = { _ in }, _ body: (RegisterTransaction) throws -> Value
  ) throws -> Value {
    try transaction(isDryRun: isDryRun) { database in
      let transaction = try RegisterTransaction(database, author: author, zone: settings.zone, action: action)
      let value = try body(transaction)
      guard transaction.hasChanges else { return value }
      try transaction.check(settings.rules)
      try also(transaction)
      try transaction.check(settings.rules)
      return value
    }
  }

  /// Looks at the registers as they stand, or as they were at the end of a day, in one state of the database.
  ///
  /// - Throws: `Problem` if the ledger was made before there were registers; what `body` throws as it is.
  package func readRegisters<Value>(
    asOf day: CivilDate? = nil, zone: TimeZoneRules, _ body: (RegisterReader) throws -> Value
  ) throws -> Value {
    try inOneState { database in
      guard try database.tableExists(TableDescription.lines.registerName) else { throw Problem.noRegisters }
      return try body(
        day.map { try RegisterReader(database, asOf: $0, zone: zone) } ?? RegisterReader(database))
    }
  }
}

extension Problem {
  /// Nothing was entered yet.
  package static let noRegisters = Problem(
    "registers", expected: "registers in the database", found: "none yet",
    remedy: "enter them (summit-cdr contracts add …) or import files: summit-cdr registry import DIR")
}
