import Foundation
import GRDB
import Ledger

/// Users, sessions, tokens and the access log. Users, passwords and tokens are made on pages and by commands alone: a
/// token that gets lost must not make another.
enum AccessResources {
  static let routes: [APIRoute] = [
    .read("users", "listUsers", "Who may use the console.", needs: .manageUsers, .json(.page(users.schema))) { call in
      users.page(try call.core.users.use { try $0.read { try UserStore($0).all() } }, next: nil)
    },
    .write(
      .delete, "users/{user}", "removeUser", "Removes a user, and ends the user's sessions and tokens.",
      needs: .manageUsers, .nothing
    ) { call in
      let name = call.parameter("user")
      try change(call) { database in
        guard try UserStore(database).exists(name) else { throw APIFailure.notFound("a user") }
        try UserStore(database).remove(name, by: call.author)
      }
      return .nothing
    },
    .read("sessions", "listSessions", "Who is logged in.", needs: .manageUsers, .json(.page(sessions.schema))) { call in
      let all = try call.core.users.use { try $0.read { try SessionStore($0).all(at: call.core.nowSeconds) } }
      return sessions.page(all, next: nil)
    },
    .write(.delete, "sessions/{session}", "endSession", "Logs someone out.", needs: .manageUsers, .nothing) { call in
      guard let digest = Hexadecimal.bytes(call.parameter("session")) else { throw APIFailure.notFound("a session") }
      try change(call) { database in
        guard try SessionStore(database).session(digest, at: call.core.nowSeconds) != nil else {
          throw APIFailure.notFound("a session")
        }
        try SessionStore(database).end(digest)
      }
      return .nothing
    },
    .read("tokens", "listTokens", "The tokens of programs.", needs: .manageUsers, .json(.page(tokens.schema))) { call in
      tokens.page(try call.core.users.use { try $0.read { try TokenStore($0).all() } }, next: nil)
    },
    .write(.delete, "tokens/{token}", "revokeToken", "Revokes a token.", needs: .manageUsers, .nothing) { call in
      let id = try call.number("token")
      try change(call) { database in
        guard try TokenStore(database).all().contains(where: { $0.id == id }) else {
          throw APIFailure.notFound("a token")
        }
        try TokenStore(database).revoke(id, by: call.author)
      }
      return .nothing
    },
    .read(
      "accesses", "listAccesses", "Who saw and took what is of persons, the last first.", needs: .manageUsers,
      query: [APIField("user", .line(64))] + APICall.paging, .json(.page(accesses.schema)), listAccesses),
  ]

  private static let users = APIList<ConsoleUser>([
    APIColumn("name", .text) { .text($0.name) },
    APIColumn("role", .choice(Role.allCases.map(\.rawValue))) { .text($0.role.rawValue) },
    APIColumn("created_at", .instant) { .text($0.createdAt) },
    APIColumn("changed_at", .instant) { .text($0.changedAt) },
    APIColumn("sessions", .integer) { .count($0.sessions) },
  ])

  private static let sessions = APIList<Session>([
    APIColumn("id", .text, "No cookie follows from it.") { .text(Hexadecimal.text($0.digest)) },
    APIColumn("user", .text) { .text($0.user) }, APIColumn("address", .text) { .text($0.address) },
    APIColumn("agent", .text) { .text($0.agent) },
    APIColumn("created_at", .instant) { .text(JSONValue.instant($0.createdAt)) },
    APIColumn("used_at", .instant) { .text(JSONValue.instant($0.usedAt)) },
  ])

  private static let tokens = APIList<APIToken>([
    APIColumn("id", .integer) { .integer($0.id) }, APIColumn("name", .text) { .text($0.name) },
    APIColumn("user", .text) { .text($0.user) },
    APIColumn("scope", .choice(Role.allCases.map(\.rawValue))) { .text($0.scope.rawValue) },
    APIColumn("created_at", .instant) { .text(JSONValue.instant($0.createdAt)) },
    APIColumn("expires_at", .instant) { .text(JSONValue.instant($0.expiresAt)) },
    APIColumn("used_at", APISchema.instant.orNull) { .optional($0.usedAt.map(JSONValue.instant)) },
  ])

  private static let accesses = APIList<AccessEntry>([
    APIColumn("id", .integer) { .integer($0.id) }, APIColumn("at", .instant) { .text($0.at) },
    APIColumn("user", .text) { .text($0.user) }, APIColumn("address", .text) { .text($0.address) },
    APIColumn("action", .choice(AccessEntry.Action.allCases.map(\.rawValue))) { .text($0.action.rawValue) },
    APIColumn("subject", .text) { .text($0.subject) },
    APIColumn("rows", APISchema.integer.orNull) { .optional($0.rows.map(Int64.init)) },
  ])

  private static func listAccesses(_ call: APICall) throws -> WebAnswer {
    let before = try call.after()
    let found = try call.core.users.use {
      try $0.read { try AccessLog($0).entries(user: call.text("user"), before: before, limit: call.rows + 1) }
    }
    let shown = Array(found.prefix(call.rows))
    return accesses.page(shown, next: found.count > call.rows ? shown.last.map { "\($0.id)" } : nil)
  }

  /// One transaction, whose refusals pass as they are.
  private static func change(_ call: APICall, _ body: (Database) throws -> Void) throws {
    var refused: APIFailure?
    do {
      try call.core.users.use { ledger in
        try ledger.changeUsers { database in
          do {
            try body(database)
          } catch let failure as APIFailure {
            refused = failure
            throw failure
          }
        }
      }
    } catch {
      throw refused ?? error
    }
  }
}
