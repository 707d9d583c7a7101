import CallModel
import GRDB
import Ledger
import RegistryStore
import Registry

/// What follows from a change of the registers: lines of cancelled contracts end, and the platform is asked for what is
/// different (spec 6.3, 6.4).
package struct PlatformFollowing: Sendable {
  /// Lines that ended with their contracts, in order.
  package var ended: [String] = []
  /// The lines that were looked at, in order of their ids.
  package var lines: [FollowedLine] = []

  package init() {}

  /// The lines of which something was put into the outbox.
  package var requesting: [FollowedLine] { lines.filter { !$0.requests.isEmpty } }

  /// Follows a change of the registers, within its transaction: for `changeRegisters(also:)`.
  ///
  /// - Parameter isOnPlatform: whether the integration has a platform; without one lines end, and nothing is asked.
  package static func follow(_ transaction: RegisterTransaction, isOnPlatform: Bool) throws -> PlatformFollowing {
    var following = PlatformFollowing()
    following.ended = try ContractEnd(transaction).endLines()
    guard isOnPlatform else { return following }
    var follower = try PlatformFollower(
      transaction.database, on: transaction.today, by: transaction.author, journal: transaction.journal)
    let isWhole = try !RegisterMark.isCurrent(transaction.database, but: transaction.journal())
    if let lines = try isWhole ? nil : linesConcerned(transaction) {
      try follower.follow(lines)
    } else {
      try follower.followAll()
    }
    try RegisterMark.set(transaction.database)
    following.lines = follower.lines
    return following
  }

  /// The lines that a change concerns; nil: all may be.
  private static func linesConcerned(_ transaction: RegisterTransaction) throws -> Set<ID>? {
    for table in [TableDescription.partitions, .ranges, .costCentres] where try !transaction.touched(table).isEmpty {
      return nil
    }
    var lines = Set(try transaction.touched(.lines, column: "id").map(ID.init))
    lines.formUnion(try transaction.touched(.dids, column: "line").map(ID.init))
    for contract in try transaction.touched(.contracts, column: "id") {
      lines.formUnion(
        try transaction.rows(of: .lines, where: "contract", is: contract).compactMap { $0["id"].map(ID.init) })
    }
    return lines
  }

  /// Looks at what begins or ends by date, and at changes of the registers that were made without the platform in view.
  ///
  /// - Parameters:
  ///   - author: now, and who asks.
  ///   - zone: of the integration.
  /// - Returns: what was put into the outbox.
  package static func followDates(
    _ ledger: Ledger, by author: Author, zone: TimeZoneRules
  ) throws(LedgerFailure) -> PlatformFollowing {
    let day = zone.day(of: author.date)
    guard try ledger.read({ try needsLook($0, on: day) }) else { return PlatformFollowing() }
    return try ledger.write { database in
      let transaction = try RegisterTransaction(
        database, author: author, zone: zone, action: "platform: what begins or ends by \(day)")
      var follower = try PlatformFollower(database, on: day, by: author, journal: transaction.journal)
      if try RegisterMark.isCurrent(database) { try follower.followDue() } else { try follower.followAll() }
      try RegisterMark.set(database)
      var following = PlatformFollowing()
      following.lines = follower.lines
      return following
    }
  }

  private static func needsLook(_ database: Database, on day: CivilDate) throws -> Bool {
    if try !RegisterMark.isCurrent(database) { return true }
    return try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM platform_line WHERE due <= ?)", arguments: [day.daysSinceEpoch])
      ?? false
  }
}
