import Foundation
import GRDB

/// Who changes something by hand, and when; noted with what was done (spec 4.4).
package struct Author: Sendable {
  package let name: String
  package let date: Date

  package init(name: String, date: Date) {
    self.name = name
    self.date = date
  }

  /// The instant, as the ledger notes it.
  package var at: String { date.formatted(Date.ISO8601FormatStyle()) }
}

/// The transaction of a command that changes the state of something by hand: all of it or nothing. The caller holds the
/// run lock.
package struct ManualChange {
  /// For tables that others keep: what they write is of the same transaction.
  package let database: Database
  package let author: Author

  /// Within a transaction of the ledger.
  package init(_ database: Database, by author: Author) {
    self.database = database
    self.author = author
  }

  /// Puts what was done into the journal.
  package func note(_ action: String) throws {
    try Journal(database).add(action, by: author)
  }

  /// What stands in this transaction.
  package var reader: ServiceReader { ServiceReader(database: database) }
}

extension Ledger {
  /// One transaction by hand; if `body` throws, nothing was changed.
  package func change<Value>(
    by author: Author, _ body: (ManualChange) throws -> Value
  ) throws(LedgerFailure) -> Value {
    try write { try body(ManualChange($0, by: author)) }
  }
}

extension Ledger {
  /// What was done by hand, the last first.
  package func journal() throws(LedgerFailure) -> [Journal.Entry] { try read { try Journal($0).entries() } }
}

extension LedgerWriter {
  /// A change by hand within the transaction of a run.
  package func change(by author: Author) -> ManualChange { ManualChange(database, by: author) }
}
