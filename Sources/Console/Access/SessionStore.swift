import Foundation
import GRDB

/// Someone who is logged in.
package struct Session: Sendable {
  /// BLAKE2b of the token in the cookie: what the database has of it.
  package var digest: [UInt8]
  package var user: String
  package var role: Role
  /// Seconds since 1970.
  package var createdAt: Int64
  package var usedAt: Int64
  package var address: String
  package var agent: String

  /// How long it lasts without a request, and in all (spec 8.3).
  static let idleSeconds: Int64 = 30 * 60
  static let longestSeconds: Int64 = 12 * 3_600
  /// How often its use is noted: each request would be a write.
  static let notedEverySeconds: Int64 = 60

  func isValid(at now: Int64) -> Bool {
    now - usedAt <= Self.idleSeconds && now - createdAt <= Self.longestSeconds && createdAt - now <= Self.idleSeconds
  }
}

/// What a cookie holds: 256 random bits.
struct SessionToken: Sendable {
  let text: String

  static func drawn() -> SessionToken { SessionToken(text: Hexadecimal.text(Sodium.random(32))) }

  /// - Returns: nil for what cannot be one.
  init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ Hexadecimal.isDigit($0) }) else { return nil }
    self.text = text
  }

  private init(text: String) { self.text = text }

  var digest: [UInt8] { Sodium.digest(Array(text.utf8)) }

  /// The token that forms carry: it follows from the session's, and does not tell it.
  var formToken: String {
    Hexadecimal.text(Sodium.digest(Array("formulário".utf8), key: Array(text.utf8)))
  }
}

enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }

  /// - Returns: nil for what is no text of whole bytes.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0, digits.allSatisfy(isDigit) else { return nil }
    func value(_ byte: UInt8) -> UInt8 { byte < 58 ? byte - 48 : byte - 87 }
    return stride(from: 0, to: digits.count, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
  }
}

/// The sessions, within a transaction or a look at the ledger of the first integration.
struct SessionStore {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The session of a token, with its user's role as it is now; nil if there is none that is valid.
  ///
  /// - Parameter used: a use that is not in the database yet.
  func session(_ digest: [UInt8], at now: Int64, used: Int64? = nil) throws -> Session? {
    let row = try Row.fetchOne(
      database, sql: Self.query + " WHERE digest = ?", arguments: [Data(digest)])
    guard var session = row.flatMap(Self.session) else { return nil }
    session.usedAt = max(session.usedAt, used ?? session.usedAt)
    return session.isValid(at: now) ? session : nil
  }

  /// The last used first.
  func all(of user: String? = nil, at now: Int64) throws -> [Session] {
    try Row.fetchAll(
      database, sql: Self.query + " WHERE ? IS NULL OR console_session.user = ? ORDER BY used_at DESC",
      arguments: [user, user]
    ).compactMap(Self.session).filter { $0.isValid(at: now) }
  }

  /// Makes one, and forgets those that are over.
  func add(_ token: SessionToken, user: String, address: String, agent: String, at now: Int64) throws {
    try database.execute(
      sql: "DELETE FROM console_session WHERE used_at < ? OR created_at < ?",
      arguments: [now - Session.idleSeconds, now - Session.longestSeconds])
    try database.execute(
      sql: """
        INSERT INTO console_session (digest, user, created_at, used_at, address, agent) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: [Data(token.digest), user, now, now, address, String(agent.prefix(200))])
  }

  func noteUse(_ digest: [UInt8], at now: Int64) throws {
    try database.execute(
      sql: "UPDATE console_session SET used_at = max(used_at, ?) WHERE digest = ?", arguments: [now, Data(digest)])
  }

  /// - Parameter user: only if it is one of that user's; nil: anybody's.
  func end(_ digest: [UInt8], of user: String? = nil) throws {
    try database.execute(
      sql: "DELETE FROM console_session WHERE digest = ? AND (? IS NULL OR user = ?)",
      arguments: [Data(digest), user, user])
  }

  private static let query = """
    SELECT digest, console_session.user, created_at, used_at, address, agent,
      (SELECT role FROM console_user WHERE name = console_session.user) AS role FROM console_session
    """

  private static func session(_ row: Row) -> Session? {
    guard let role = (row["role"] as String?).flatMap(Role.init), let digest = row["digest"] as Data? else {
      return nil
    }
    return Session(
      digest: Array(digest), user: row["user"], role: role, createdAt: row["created_at"], usedAt: row["used_at"],
      address: row["address"], agent: row["agent"])
  }
}
