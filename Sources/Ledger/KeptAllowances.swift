import CallModel
import GRDB

/// What passes on from cycle to cycle of allowances (spec 11.1).
extension LedgerSchema {
  static let keptAllowances = """
    -- What its allowances took over from the cycle before: in the form of balance.
    ALTER TABLE book ADD COLUMN carried BLOB NOT NULL DEFAULT x'';
    -- What a closed cycle left for the next, by the registry version that closed it: seconds, or millionths of a real.
    CREATE TABLE kept_allowance (
      book INTEGER NOT NULL, name TEXT NOT NULL, is_time INTEGER NOT NULL, amount INTEGER NOT NULL,
      PRIMARY KEY (book, name)) WITHOUT ROWID;
    """
}

extension Ledger {
  /// What closed cycles left for the next, by number; those that left nothing have none.
  package func keptAllowances() throws(LedgerFailure) -> [Int64: [KeptAllowance]] {
    try read { database in
      var kept: [Int64: [KeptAllowance]] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT book, name, is_time, amount FROM kept_allowance ORDER BY 1, 2")
      while let row = try rows.next() {
        kept[row[0], default: []].append(KeptAllowance(name: row[1], isTime: row[2], amount: row[3]))
      }
      return kept
    }
  }
}

extension ManualChange {
  /// Keeps what a cycle that is closed leaves for the next.
  package func add(_ kept: [KeptAllowance], ofCycleAccount cycleAccount: Int64) throws {
    for allowance in kept {
      try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO kept_allowance (book, name, is_time, amount) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [cycleAccount, allowance.name, allowance.isTime, allowance.amount])
    }
  }
}
