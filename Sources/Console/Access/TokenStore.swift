import Foundation
import GRDB
import Ledger

/// What a program has in place of a session (spec 8.2). The token itself is shown once and kept by its holder alone.
package struct APIToken: Sendable {
  package var id: Int64
  /// Which program has it: `erp`.
  package var name: String
  /// In whose name it acts.
  package var user: String
  /// What it may: a role, no more than its user's.
  package var scope: Role
  /// Seconds since 1970.
  package var createdAt: Int64
  package var expiresAt: Int64
  /// To the minute; nil: never.
  package var usedAt: Int64?
  /// Its user's role as it is now.
  var role: Role

  /// Who does what it does, for the journal: `ana/erp`.
  var author: String { "\(user)/\(name)" }

  func isValid(at now: Int64) -> Bool { now < expiresAt && role.covers(scope) }
}

extension Role {
  /// Whether who has this role may all that the other may.
  func covers(_ other: Role) -> Bool { self == .admin || self == other || other == .reader }
}

/// The tokens, within a transaction of the ledger of the first integration.
package struct TokenStore {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  package static let standardDays = 90
  package static let mostDays = 3_650
  /// Of one user: more programs than that, nobody keeps apart.
  private static let mostTokens = 100
  /// By which those who look for leaked secrets know it.
  static let prefix = "summit_"

  /// Draws a token.
  ///
  /// - Parameters:
  ///   - days: how long it is valid, 1 to 3650.
  ///   - now: seconds since 1970.
  /// - Returns: the text that its holder sends.
  /// - Throws: `UserFailure` if the user may not have such a token.
  package func add(
    _ name: String, of user: String, scope: Role, days: Int, by author: Author
  ) throws -> (id: Int64, text: String) {
    try Self.check(name: name, days: days)
    guard let role = try UserStore(database).role(of: user) else {
      throw UserFailure(
        place: "tokens", expected: "the name of a user", found: "none of that name",
        remedy: "see summit-cdr users list", words: say("Nenhum usuário tem esse nome."))
    }
    guard role.covers(scope) else {
      throw UserFailure(
        place: "tokens \(name)", expected: "a scope that \(role.rawValue) covers", found: scope.rawValue,
        remedy: "choose a smaller scope, or another user", words: say("O usuário não tem esse papel."))
    }
    let own = try all(of: user)
    guard !own.contains(where: { $0.name == name }) else {
      throw UserFailure(
        place: "tokens \(name)", expected: "a new name", found: "a token of that name",
        remedy: "revoke that one first, or choose another name", words: say("Já há um token com esse nome."))
    }
    guard own.count < Self.mostTokens else {
      throw UserFailure(
        place: "tokens \(name)", expected: "at most \(Self.mostTokens) tokens of a user", found: "as many",
        remedy: "revoke one first", words: say("São tokens demais: revogue um antes."))
    }
    let text = Self.prefix + Hexadecimal.text(Sodium.random(32))
    let now = Int64(author.date.timeIntervalSince1970.rounded(.down))
    try database.execute(
      sql: """
        INSERT INTO console_token (digest, name, user, scope, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: [Data(Self.digest(text)), name, user, scope.rawValue, now, now + Int64(days) * 86_400])
    let id = database.lastInsertedRowID
    try note("tokens add \(name) --user \(user) --scope \(scope.rawValue) --days \(days)", author)
    return (id, text)
  }

  /// - Parameter user: only one of that user's; nil: anybody's.
  /// - Throws: `UserFailure` if there is none.
  package func revoke(_ id: Int64, of user: String? = nil, by author: Author) throws {
    guard let token = try all(of: user).first(where: { $0.id == id }) else {
      throw UserFailure(
        place: "tokens \(id)", expected: "the number of a token", found: "none of that number",
        remedy: "see summit-cdr tokens list", words: say("Nenhum token tem esse número."))
    }
    try database.execute(sql: "DELETE FROM console_token WHERE id = ?", arguments: [id])
    try note("tokens revoke \(id): \(token.author)", author)
  }

  func revokeAll(of user: String) throws {
    try database.execute(sql: "DELETE FROM console_token WHERE user = ?", arguments: [user])
  }

  /// By user and name, those that have expired among them.
  package func all(of user: String? = nil) throws -> [APIToken] {
    try Row.fetchAll(
      database, sql: Self.query + " WHERE ? IS NULL OR user = ? ORDER BY user, console_token.name",
      arguments: [user, user]
    ).compactMap(Self.token)
  }

  /// The token of that text; nil if there is none that is valid.
  func token(_ text: String, at now: Int64) throws -> APIToken? {
    guard text.hasPrefix(Self.prefix), text.utf8.count == Self.prefix.utf8.count + 64 else { return nil }
    let row = try Row.fetchOne(
      database, sql: Self.query + " WHERE digest = ?", arguments: [Data(Self.digest(text))])
    return row.flatMap(Self.token).flatMap { $0.isValid(at: now) ? $0 : nil }
  }

  func noteUse(_ id: Int64, at now: Int64) throws {
    try database.execute(
      sql: "UPDATE console_token SET used_at = max(ifnull(used_at, 0), ?) WHERE id = ?", arguments: [now, id])
  }

  private static func digest(_ text: String) -> [UInt8] { Sodium.digest(Array(text.utf8)) }

  private static let query = """
    SELECT console_token.*, (SELECT role FROM console_user WHERE console_user.name = console_token.user) AS role
    FROM console_token
    """

  private static func token(_ row: Row) -> APIToken? {
    guard let role = (row["role"] as String?).flatMap(Role.init), let scope = Role(rawValue: row["scope"]) else {
      return nil
    }
    return APIToken(
      id: row["id"], name: row["name"], user: row["user"], scope: scope, createdAt: row["created_at"],
      expiresAt: row["expires_at"], usedAt: row["used_at"], role: role)
  }

  private static func check(name: String, days: Int) throws {
    try UserStore.check(name: name)
    guard (1...mostDays).contains(days) else {
      throw UserFailure(
        place: "tokens \(name)", expected: "1 to \(mostDays) days", found: "\(days)",
        remedy: "a token that is forgotten should end by itself", words: say("A validade é de 1 a \(mostDays) dias."))
    }
  }

  private func note(_ action: String, _ author: Author) throws { try ManualChange(database, by: author).note(action) }
}
