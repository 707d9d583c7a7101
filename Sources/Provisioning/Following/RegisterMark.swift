import GRDB
import Ledger
import RegistryStore

/// The last change of the registers that the outbox followed. If there is a later one, made without the platform in view,
/// every line is looked at.
enum RegisterMark {
  private static let key = "platform_followed"

  /// Whether everything but the change `journal` was followed.
  static func isCurrent(_ database: Database, but journal: Int64? = nil) throws -> Bool {
    let followed = try Ledger.setting(key, database)
    guard let followed = followed.flatMap({ Int64($0) }) else { return false }
    return followed >= (try RegisterReader(database).lastChange(before: journal))
  }

  static func set(_ database: Database) throws {
    try Ledger.set(key, String(try RegisterReader(database).lastChange()), database)
  }
}
