import CallModel
import Foundation
import GRDB
import Ledger

/// The requests to the platform, within a transaction or a look at the ledger (spec 6.3).
package struct Outbox {
  let database: Database

  package init(_ database: Database) { self.database = database }

  /// Whether the ledger has one: ledgers that were made before there were registers get it from the next command that
  /// writes.
  package static func isThere(_ ledger: Ledger) throws(LedgerFailure) -> Bool {
    try ledger.read { try $0.tableExists("outbox") }
  }

  /// Unfinished requests: what the indexes of the outbox cover.
  static let unfinished = "state IN ('pending', 'failed')"

  /// - Parameters:
  ///   - journal: the change that asks for it.
  ///   - at: now, ISO 8601.
  func add(_ request: NumberedRequest, line: String, journal: Int64, at: String) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO outbox (key, line, number, action, content, journal, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      Self.newKey(), line, request.number, request.request.action.rawValue, try request.request.content, journal, at,
    ])
  }

  /// 128 random bits, in hexadecimal.
  static func newKey() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in (random.next() as UInt64).padded(to: 16, radix: 16) }.joined()
  }

  /// Requests that may be sent now, in order: their time has come, and nothing earlier of the same line or number is
  /// unfinished.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - excluded: on their way, or answered and not settled yet.
  func ready(at now: Int64, excluding excluded: Set<Int64>, limit: Int) throws -> [OutboxItem] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT \(OutboxItem.columns) FROM outbox AS wish
        WHERE \(Self.unfinished) AND state = 'pending' AND next_at <= ?
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.line = wish.line AND earlier.id < wish.id AND earlier.state IN ('pending', 'failed'))
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.number = wish.number AND earlier.id < wish.id AND earlier.state IN ('pending', 'failed'))
        ORDER BY id LIMIT ?
        """)
    let rows = try Row.fetchAll(statement, arguments: [now, limit + excluded.count])
    return try rows.filter { !excluded.contains($0[0]) }.prefix(limit).map(OutboxItem.init)
  }

  /// Whether any request may be sent.
  package func isReady(at now: Date) throws -> Bool {
    try nextTime().map { $0 <= Int64(now.timeIntervalSince1970.rounded(.down)) } ?? false
  }

  /// When the next request of those that nothing but their time holds back may be sent; nil: there is none.
  func nextTime() throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT min(next_at) FROM outbox AS wish
        WHERE \(Self.unfinished) AND state = 'pending'
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.line = wish.line AND earlier.id < wish.id AND earlier.state IN ('pending', 'failed'))
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.number = wish.number AND earlier.id < wish.id AND earlier.state IN ('pending', 'failed'))
        """)
  }

  package func counts() throws -> OutboxCounts {
    var counts = OutboxCounts()
    let rows = try Row.fetchAll(
      database, sql: "SELECT state, count(*) FROM outbox WHERE \(Self.unfinished) GROUP BY state")
    for row in rows {
      if row[0] == OutboxItem.State.failed.rawValue { counts.failed = row[1] } else { counts.pending = row[1] }
    }
    return counts
  }

  /// The unfinished requests of a line, in order.
  package func unfinished(ofLine line: String) throws -> [OutboxItem] {
    let statement = try database.cachedStatement(
      sql: "SELECT \(OutboxItem.columns) FROM outbox WHERE line = ? AND \(Self.unfinished) ORDER BY id")
    return try Row.fetchAll(statement, arguments: [line]).map(OutboxItem.init)
  }

  /// The lines that have any.
  func linesUnfinished() throws -> Set<ID> {
    try Set(String.fetchAll(database, sql: "SELECT DISTINCT line FROM outbox WHERE \(Self.unfinished)").map(ID.init))
  }

  /// Lines that have a request that the platform refused.
  func linesRefused() throws -> Set<ID> {
    try Set(String.fetchAll(database, sql: "SELECT DISTINCT line FROM outbox WHERE state = 'failed'").map(ID.init))
  }

  package func item(_ id: Int64) throws -> OutboxItem? {
    try Row.fetchOne(database, sql: "SELECT \(OutboxItem.columns) FROM outbox WHERE id = ?", arguments: [id])
      .map(OutboxItem.init)
  }

  /// Requests, the first first.
  ///
  /// - Parameters:
  ///   - states: empty: all.
  ///   - line: nil: of all lines.
  ///   - limit: the last so many; nil: all.
  package func items(
    states: Set<OutboxItem.State> = [], line: String? = nil, limit: Int? = nil
  ) throws -> [OutboxItem] {
    var conditions: [String] = []
    var arguments: StatementArguments = []
    if !states.isEmpty {
      conditions.append("state IN (\(states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
    }
    if let line {
      conditions.append("line = ?")
      arguments += [line]
    }
    let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let rows = try Row.fetchAll(
      database,
      sql:
        "SELECT \(OutboxItem.columns) FROM outbox \(filter) ORDER BY id DESC LIMIT \(limit.map(String.init) ?? "-1")",
      arguments: arguments)
    return try rows.reversed().map(OutboxItem.init)
  }

  /// - Parameter at: ISO 8601.
  func drop(_ id: Int64, reason: String, at: String) throws {
    try database.execute(
      sql: "UPDATE outbox SET state = 'dropped', reason = ?, settled_at = ? WHERE id = ?", arguments: [reason, at, id])
  }
}

/// How many requests wait.
package struct OutboxCounts: Equatable, Codable, Sendable {
  package var pending = 0
  package var failed = 0

  package init() {}
}
