import GRDB

extension Ledger {
  /// One transaction of a command that changes what is not recorded calls: all of it or nothing. The caller holds the
  /// run lock.
  ///
  /// - Parameter isDryRun: nothing is kept, regardless of what `body` does.
  /// - Throws: what `body` throws as it is; `LedgerFailure` in place of an error of the database. Nothing was changed
  ///   then.
  package func transaction<Value>(isDryRun: Bool, _ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.writeWithoutTransaction { database in
        var value: Value?
        try database.inTransaction(.immediate) {
          value = try body(database)
          return isDryRun ? .rollback : .commit
        }
        guard let value else { fatalError("the transaction's body has run") }
        return value
      }
    } catch let error as DatabaseError {
      throw LedgerFailure(error, path: directory.databasePath)
    }
  }
}
