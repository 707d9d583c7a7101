import CallModel
import Foundation
import GRDB
import Importing
import Ledger

/// An alert as it is kept, with what was done about it.
package struct KeptAlert: Sendable {
  package enum State: String, CaseIterable, Sendable {
    case open, acknowledged
  }

  package var alert: Alert
  /// ISO 8601, UTC; nil while it is open.
  package var acknowledgedAt: String?
  package var acknowledgedBy: String?
  package var note: String?

  package var state: State { acknowledgedAt == nil ? .open : .acknowledged }
}

/// Which alerts are asked for; nil: all.
package struct AlertFilter: Sendable {
  package var line: String?
  package var contract: String?
  /// Empty: all.
  package var kinds: Set<Alert.Kind> = []
  package var state: KeptAlert.State?
  /// Raised then or later, ISO 8601, UTC.
  package var since: String?
  /// Only those behind this number: where a page of a list goes on.
  package var after: Int64?
  /// At most so many, the first ones; nil: all.
  package var limit: Int?

  package init() {}
}

/// The table of alerts, within a transaction or a look at the ledger.
package struct AlertStore {
  let database: Database
  private let encoder = JSONEncoder()

  package init(_ database: Database) { self.database = database }

  /// The levels that were raised for a subject.
  func levels(line: String, kind: Alert.Kind, subject: String) throws -> Set<Alert.Level> {
    let statement = try database.cachedStatement(
      sql: "SELECT level FROM alert WHERE line = ? AND kind = ? AND subject = ?")
    let levels = try String.fetchAll(statement, arguments: [line, kind.rawValue, subject])
    return Set(levels.compactMap(Alert.Level.init))
  }

  /// - Returns: its number.
  func add(_ alert: Alert, subject: String, isTold: Bool) throws -> Int64 {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO alert (run, at, kind, level, line, contract, subject, facts, delivery)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let facts = String(decoding: try encoder.encode(alert.facts), as: UTF8.self)
    try statement.execute(arguments: [
      alert.run, alert.raisedAt, alert.kind.rawValue, alert.level.rawValue, alert.line, alert.contract, subject, facts,
      isTold ? Delivery.waiting.rawValue : Delivery.none.rawValue,
    ])
    return database.lastInsertedRowID
  }

  /// Calls `body` for each alert, in the order in which they were raised.
  package func forEach(_ filter: AlertFilter, _ body: (KeptAlert) throws -> Void) throws {
    // A ledger of before there were alerts, which no run has written to since.
    guard try database.tableExists("alert") else { return }
    var conditions = ["1"]
    var arguments: StatementArguments = []
    func add(_ condition: String, _ value: String?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    add("line = ?", filter.line)
    add("contract = ?", filter.contract)
    add("at >= ?", filter.since)
    if !filter.kinds.isEmpty {
      let kinds = filter.kinds.map(\.rawValue).sorted()
      conditions.append("kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))")
      for kind in kinds { arguments += [kind] }
    }
    if let after = filter.after {
      conditions.append("id > ?")
      arguments += [after]
    }
    switch filter.state {
    case .open: conditions.append("acknowledged_at IS NULL")
    case .acknowledged: conditions.append("acknowledged_at IS NOT NULL")
    case nil: break
    }
    let sql = "SELECT \(Self.columns) FROM alert WHERE \(conditions.joined(separator: " AND ")) ORDER BY id LIMIT ?"
    arguments += [filter.limit ?? -1]
    let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    while let row = try rows.next() { try body(try Self.kept(row)) }
  }

  /// How many are open, by kind.
  package func openCounts() throws -> [Alert.Kind: Int] {
    var counts: [Alert.Kind: Int] = [:]
    guard try database.tableExists("alert") else { return counts }
    let sql = "SELECT kind, count(*) FROM alert WHERE acknowledged_at IS NULL GROUP BY kind"
    for row in try Row.fetchAll(database, sql: sql) {
      if let kind = Alert.Kind(rawValue: row[0]) { counts[kind] = row[1] }
    }
    return counts
  }

  private static let columns =
    "id, run, at, kind, level, line, contract, facts, acknowledged_at, acknowledged_by, note"

  private static func kept(_ row: Row) throws -> KeptAlert {
    let id: Int64 = row[0]
    guard let kind = Alert.Kind(rawValue: row[3]), let level = Alert.Level(rawValue: row[4]),
      let facts = try? JSONDecoder().decode(Alert.Facts.self, from: Data((row[7] as String).utf8))
    else {
      throw LedgerFailure(
        path: "alert \(id)", expected: "kind, level and facts of an alert", found: "something else",
        remedy: "restore the data directory from a backup")
    }
    let line: String = row[5]
    let alert = Alert(
      id: id, run: row[1], raisedAt: row[2], kind: kind, level: level, line: line, contract: row[6], facts: facts,
      message: AlertText.message(kind, line: line, facts))
    return KeptAlert(alert: alert, acknowledgedAt: row[8], acknowledgedBy: row[9], note: row[10])
  }
}

// MARK: - Telling

extension AlertStore {
  enum Delivery: String {
    /// There was no program to tell.
    case none
    case waiting
    case told
  }

  /// Alerts that the program has not taken, the earliest first.
  func waiting() throws -> [Alert] {
    let sql = "SELECT \(Self.columns) FROM alert WHERE delivery = 'waiting' ORDER BY id"
    return try Row.fetchAll(database, sql: sql).map { try Self.kept($0).alert }
  }

  func setTold(_ id: Int64) throws {
    try database.execute(
      sql: "UPDATE alert SET delivery = ? WHERE id = ?", arguments: [Delivery.told.rawValue, id])
  }
}
