import CallModel
import Foundation
import GRDB
import Ledger
import RegistryStore
import Registry

/// Lines that are blocked because they passed their credit limit (spec 6.5): they get their partition's block category until
/// their cycle ends, or a person releases them.
package struct CreditLimitBlock: Equatable, Sendable {
  package var line: String
  /// Of the cycle; the block ends with it.
  package var lastDay: CivilDate
  /// When it was set, ISO 8601.
  package var at: String

  /// Blocks a line and asks the platform for it, within a transaction of the ledger.
  ///
  /// Nothing is asked where the partition's blocking is off, or the line is blocked anyway.
  ///
  /// - Parameters:
  ///   - author: who, and now.
  ///   - zone: of the integration.
  ///   - isOnPlatform: whether the integration has a platform.
  /// - Returns: what was put into the outbox.
  @discardableResult
  package static func set(
    line: String, lastDay: CivilDate, by author: Author, zone: TimeZoneRules, isOnPlatform: Bool, _ database: Database
  ) throws -> PlatformFollowing {
    try database.execute(
      sql: "INSERT OR REPLACE INTO credit_block (line, last_day, at) VALUES (?, ?, ?)",
      arguments: [line, lastDay.daysSinceEpoch, author.at])
    return try follow(
      line, "credit limit passed: \(line) blocked to \(lastDay)", by: author, zone, isOnPlatform, database)
  }

  /// Ends a line's block and asks the platform for it, within a transaction of the ledger.
  ///
  /// - Returns: what was put into the outbox; nil: the line was not blocked.
  package static func release(
    line: String, by author: Author, zone: TimeZoneRules, isOnPlatform: Bool, _ database: Database
  ) throws -> PlatformFollowing? {
    let yesterday = zone.day(of: author.date).advanced(by: -1)
    try database.execute(
      sql: "UPDATE credit_block SET last_day = ? WHERE line = ? AND last_day > ?",
      arguments: [yesterday.daysSinceEpoch, line, yesterday.daysSinceEpoch])
    guard database.changesCount > 0 else { return nil }
    return try follow(line, "lines release \(line)", by: author, zone, isOnPlatform, database)
  }

  /// Those of a day, by line.
  package static func all(on day: CivilDate, _ database: Database) throws -> [CreditLimitBlock] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT line, last_day, at FROM credit_block WHERE last_day >= ? ORDER BY line",
      arguments: [day.daysSinceEpoch])
    return rows.map { CreditLimitBlock(line: $0[0], lastDay: CivilDate(daysSinceEpoch: $0[1]), at: $0[2]) }
  }

  private static func follow(
    _ line: String, _ action: String, by author: Author, _ zone: TimeZoneRules, _ isOnPlatform: Bool,
    _ database: Database
  ) throws -> PlatformFollowing {
    let transaction = try RegisterTransaction(database, author: author, zone: zone, action: action)
    _ = try transaction.journal()
    var following = PlatformFollowing()
    guard isOnPlatform else { return following }
    var follower = try PlatformFollower(
      database, on: transaction.today, by: author, journal: transaction.journal)
    try follower.follow([ID(line)])
    following.lines = follower.lines
    return following
  }
}
