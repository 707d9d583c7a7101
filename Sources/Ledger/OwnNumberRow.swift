import Foundation
import GRDB

/// A (contract, line) that calls were recorded for.
package struct LedgerAccount: Hashable, Sendable {
  package var contract: String
  package var line: String

  package init(contract: String, line: String) {
    self.contract = contract
    self.line = line
  }
}

/// Which (contract, line) the calls of an own number were recorded for (spec 2.4, 4.3).
package struct OwnNumberRow: Sendable {
  package var own: [UInt8]
  package var trunk: [UInt8]
  package var accountCode: [UInt8]
  package var account: LedgerAccount
}

extension Ledger {
  /// All own numbers that calls were recorded for.
  package func ownNumbers() throws(LedgerFailure) -> [OwnNumberRow] {
    try read { database in
      var numbers: [OwnNumberRow] = []
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT own, trunk, account_code, contract, line FROM own_number JOIN account ON account.id = own_number.account
          """)
      while let row = try rows.next() {
        let blob = { (index: Int) in [UInt8](row[index] as Data? ?? Data()) }
        numbers.append(
          OwnNumberRow(
            own: blob(0), trunk: blob(1), accountCode: blob(2),
            account: LedgerAccount(contract: row[3], line: row[4])))
      }
      return numbers
    }
  }
}

extension LedgerWriter {
  /// Notes that calls of an own number were recorded for the account of that number.
  package func addOwnNumbers(_ numbers: [(own: [UInt8], trunk: [UInt8], accountCode: [UInt8], account: Int64)]) throws {
    let insert = try BulkStatement(
      database, "INSERT OR IGNORE INTO own_number (own, trunk, account_code, account) VALUES (?, ?, ?, ?)")
    for number in numbers {
      try insert.bind(number.own).bind(number.trunk).bind(number.accountCode).bind(number.account).run()
    }
  }

  /// Notes that the run counted repeats of calls that came in `file`.
  package func addRepeats(ofFile file: Int64, rows: Int) throws {
    try database.execute(
      sql: """
        INSERT INTO repeat (run, of_file, rows) VALUES (?, ?, ?)
        ON CONFLICT (run, of_file) DO UPDATE SET rows = rows + excluded.rows
        """, arguments: [run, file, rows])
  }
}
