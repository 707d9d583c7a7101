import GRDB
import Ledger
import Registry

/// The last change of the registers that the outbox followed. If there is a later one, made without the platform in view,
/// every line is looked at.
enum RegisterMark {
  private static let key = "platform_followed"

  /// The last change that opened or closed a row of a register; 0 if there was none.
  static func last(_ database: Database) throws -> Int64 {
    var last: Int64 = 0
    for table in TableDescription.all {
      for column in ["opened", "closed"] {
        // One look at the end of an index each.
        let found = try Int64.fetchOne(
          database.cachedStatement(
            sql: "SELECT max(\(column)) FROM register_\(table.name) WHERE \(column) IS NOT NULL"))
        last = max(last, found ?? 0)
      }
    }
    return last
  }

  /// Whether everything but the change `journal` was followed.
  static func isCurrent(_ database: Database, but journal: Int64? = nil) throws -> Bool {
    let followed = try String.fetchOne(
      database, sql: "SELECT value FROM setting WHERE key = ?", arguments: [key])
    guard let followed = followed.flatMap({ Int64($0) }) else { return false }
    guard let journal else { return followed >= (try last(database)) }
    // The last change before this one.
    var before: Int64 = 0
    for table in TableDescription.all {
      for column in ["opened", "closed"] {
        let found = try Int64.fetchOne(
          database.cachedStatement(
            sql: "SELECT max(\(column)) FROM register_\(table.name) WHERE \(column) < ?"), arguments: [journal])
        before = max(before, found ?? 0)
      }
    }
    return followed >= before
  }

  static func set(_ database: Database) throws {
    try Ledger.set(key, String(try last(database)), database)
  }
}
