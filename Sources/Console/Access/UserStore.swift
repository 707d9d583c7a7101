import Foundation
import GRDB
import Integration
import Ledger

/// Someone who may use the console.
package struct ConsoleUser: Sendable {
  package var name: String
  package var role: Role
  /// ISO 8601, UTC.
  package var createdAt: String
  /// When role or password changed last.
  package var changedAt: String
  package var sessions = 0
}

/// Why a user cannot be changed as asked; nothing was changed.
package struct UserFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package var place: String
  package var expected: String
  package var found: String
  package var remedy: String

  /// What a page says of it.
  package var words: String

  package var description: String { "\(place): expected \(expected), found \(found): \(remedy)" }
}

/// The users, within a transaction of the ledger of the first integration (spec 8.3).
package struct UserStore {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// By name.
  package func all() throws -> [ConsoleUser] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT name, role, created_at, changed_at,
          (SELECT count(*) FROM console_session WHERE console_session.user = console_user.name) AS sessions
        FROM console_user ORDER BY name
        """
    ).compactMap { row in
      guard let role = Role(rawValue: row["role"]) else { return nil }
      return ConsoleUser(
        name: row["name"], role: role, createdAt: row["created_at"], changedAt: row["changed_at"],
        sessions: row["sessions"])
    }
  }

  func role(of name: String) throws -> Role? {
    try String.fetchOne(database, sql: "SELECT role FROM console_user WHERE name = ?", arguments: [name])
      .flatMap { Role(rawValue: $0) }
  }

  func password(of name: String) throws -> PasswordHash? {
    try String.fetchOne(database, sql: "SELECT password FROM console_user WHERE name = ?", arguments: [name])
      .map { PasswordHash(text: $0) }
  }

  package func exists(_ name: String) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM console_user WHERE name = ?)", arguments: [name]) ?? false
  }

  package func add(_ name: String, _ role: Role, _ password: PasswordHash, by author: Author) throws {
    try Self.check(name: name)
    guard try !exists(name) else {
      throw UserFailure(
        place: "users \(name)", expected: "a new name", found: "a user of that name",
        remedy: "choose another name, or change the password with users password",
        words: say("Já há um usuário com esse nome."))
    }
    try database.execute(
      sql: "INSERT INTO console_user (name, role, password, created_at, changed_at) VALUES (?, ?, ?, ?, ?)",
      arguments: [name, role.rawValue, password.text, author.at, author.at])
    try note("users add \(name) --role \(role.rawValue)", author)
  }

  /// Ends all sessions of the user, too.
  package func set(_ password: PasswordHash, of name: String, by author: Author) throws {
    try mustExist(name)
    try database.execute(
      sql: "UPDATE console_user SET password = ?, changed_at = ? WHERE name = ?",
      arguments: [password.text, author.at, name])
    try endSessions(of: name)
    try note("users password \(name)", author)
  }

  /// Ends all sessions and tokens of the user, too. The last administrator stays.
  package func remove(_ name: String, by author: Author) throws {
    try mustExist(name)
    let others = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM console_user WHERE role = 'admin' AND name <> ?", arguments: [name])
    guard try role(of: name) != .admin || (others ?? 0) > 0 else {
      throw UserFailure(
        place: "users \(name)", expected: "another administrator to be left", found: "none",
        remedy: "add one first: summit-cdr users add NAME --role admin",
        words: say("Precisa ficar outro usuário com o papel Administração."))
    }
    try database.execute(sql: "DELETE FROM console_user WHERE name = ?", arguments: [name])
    try endSessions(of: name)
    try TokenStore(database).revokeAll(of: name)
    try note("users remove \(name)", author)
  }

  func endSessions(of name: String) throws {
    try database.execute(sql: "DELETE FROM console_session WHERE user = ?", arguments: [name])
  }

  private func mustExist(_ name: String) throws {
    guard try exists(name) else {
      throw UserFailure(
        place: "users \(name)", expected: "the name of a user", found: "none of that name",
        remedy: "see summit-cdr users list", words: say("Nenhum usuário tem esse nome."))
    }
  }

  private func note(_ action: String, _ author: Author) throws {
    try ManualChange(database, by: author).note(action)
  }

  /// A name is what one types: letters, digits, `.`, `-`, `_` and `@`.
  package static func check(name: String) throws {
    let isName =
      (1...64).contains(name.utf8.count)
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || (48...57).contains($0.value) || ".-_@".unicodeScalars.contains($0)
      }
    guard isName else {
      throw UserFailure(
        place: "users", expected: "a name of 1 to 64 letters, digits or . - _ @", found: "another text",
        remedy: "choose a name such as ana or ana@provedor",
        words: say("O nome tem de 1 a 64 letras, algarismos ou . - _ @"))
    }
  }
}

/// Users and tokens from outside of the console: its first integration's.
extension Integration {
  /// What `body` finds in the ledger; nothing if there is none yet.
  package func readUsers<Row>(_ body: (Database) throws -> [Row]) throws -> [Row] {
    directory.exists ? try withLedger(.looking) { try $0.read(body) } : []
  }

  /// Changes users and tokens; the ledger is made if there is none yet.
  package func changeUsers(_ body: (Database) throws -> Void) throws {
    try withLedger(.entering) { try $0.changeUsers(body) }
  }
}

extension Ledger {
  /// One transaction on users and sessions.
  ///
  /// - Throws: `UserFailure`, as `body` throws it; `LedgerFailure`. Nothing was changed then.
  package func changeUsers(_ body: (Database) throws -> Void) throws {
    var refused: UserFailure?
    do {
      try write { database in
        do {
          try body(database)
        } catch let failure as UserFailure {
          refused = failure
          throw failure
        }
      }
    } catch {
      if let refused { throw refused }
      throw error
    }
  }
}
