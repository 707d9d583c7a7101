import CallModel
import GRDB
import Platform

/// What the ledger keeps of a line and the platform: what was asked for, and what is known to be there.
struct PlatformLineRecord: Equatable, Sendable {
  var line: String
  /// Nil: the platform is not known to have it.
  var terminal: String?
  /// What the platform said yes to; nil: nothing.
  var confirmed: DesiredLine?
  /// The same once all requests under way are done.
  var desired: DesiredLine?
  /// When what the registers say may be otherwise, by dates alone.
  var due: CivilDate?

  init(line: String) { self.line = line }

  static func fetch(_ line: String, _ database: Database) throws -> PlatformLineRecord? {
    let statement = try database.cachedStatement(
      sql: "SELECT terminal, confirmed, wished, due FROM platform_line WHERE line = ?")
    guard let row = try Row.fetchOne(statement, arguments: [line]) else { return nil }
    var record = PlatformLineRecord(line: line)
    record.terminal = row[0]
    record.confirmed = try (row[1] as String?).map { try StoredJSON.value($0) }
    record.desired = try (row[2] as String?).map { try StoredJSON.value($0) }
    record.due = (row[3] as Int32?).map(CivilDate.init(daysSinceEpoch:))
    return record
  }

  /// Whether the platform is known to have another line under `terminal`.
  static func isTaken(_ terminal: String, byOtherThan line: String, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM platform_line WHERE terminal = ? AND line <> ?)"),
      arguments: [terminal, line]) ?? false
  }

  func save(_ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO platform_line (line, terminal, confirmed, wished, number, due) VALUES (?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      line, terminal, confirmed.map { try StoredJSON.text($0) }, desired.map { try StoredJSON.text($0) },
      desired?.line.number, due.map(\.daysSinceEpoch),
    ])
  }
}
