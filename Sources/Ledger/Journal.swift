import GRDB

/// What was done by hand and to the registers: when, and by whom. Only ever added to.
package struct Journal {
  package struct Entry: Sendable {
    package var id: Int64
    /// ISO 8601, UTC.
    package var at: String
    package var user: String
    package var action: String

    fileprivate init(_ row: Row) {
      id = row[0]
      at = row[1]
      user = row[2]
      action = row[3]
    }
  }

  private let database: Database
  private static let columns = "SELECT id, at, user, action FROM journal"

  package init(_ database: Database) { self.database = database }

  /// - Returns: the number of the entry.
  @discardableResult
  package func add(_ action: String, by author: Author) throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO journal (at, user, action) VALUES (?, ?, ?)", arguments: [author.at, author.name, action])
    return database.lastInsertedRowID
  }

  /// The last first.
  ///
  /// - Parameters:
  ///   - since: ISO 8601, UTC: entries of then or later.
  ///   - before: only those with a lower number.
  package func entries(since: String = "", before: Int64 = .max) throws -> [Entry] {
    try Row.fetchAll(
      database, sql: "\(Self.columns) WHERE at >= ? AND id < ? ORDER BY id DESC", arguments: [since, before]
    ).map(Entry.init)
  }

  package func entry(_ id: Int64) throws -> Entry? {
    try Row.fetchOne(database, sql: "\(Self.columns) WHERE id = ?", arguments: [id]).map(Entry.init)
  }

  /// The number of the last entry before an instant (ISO 8601, UTC); 0 if there is none.
  package func last(before instant: String) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT max(id) FROM journal WHERE at < ?", arguments: [instant]) ?? 0
  }
}

extension Ledger {
  /// Changes with each change of what is recorded or entered.
  package func stateMark() throws(LedgerFailure) -> String {
    try read { database in
      let last = try Row.fetchOne(
        database, sql: "SELECT (SELECT max(id) FROM run), (SELECT max(id) FROM journal)")
      return [0, 1].map { "\(last?[$0] as Int64? ?? 0)" }.joined(separator: "/")
    }
  }
}
