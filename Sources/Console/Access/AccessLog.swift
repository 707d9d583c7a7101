import Foundation
import GRDB
import Ledger

/// Who saw or took what is of persons, as the law on personal data asks (spec 8.3).
struct AccessEntry: Sendable {
  enum Action: String, Sendable, CaseIterable {
    case logIn = "log-in"
    case refusedLogIn = "refused-log-in"
    /// Something that the user's role may not, or a form that did not come from a page of ours.
    case refused
    case calls, statement, explanation, export, credential, keptRows = "held-rows"

    var title: String {
      switch self {
      case .logIn: say("entrada")
      case .refusedLogIn: say("entrada recusada")
      case .refused: say("recusa")
      case .calls: say("chamadas")
      case .statement: say("extrato")
      case .explanation: say("explicação")
      case .export: say("exportação")
      case .credential: say("credencial")
      case .keptRows: say("pendências")
      }
    }
  }

  var id: Int64 = 0
  /// ISO 8601, UTC.
  var at: String
  var user: String
  var address: String
  var action: Action
  /// The integration and the filter.
  var subject: String
  var rows: Int?
}

struct AccessLog {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func add(_ entry: AccessEntry) throws {
    try database.execute(
      sql: "INSERT INTO console_access (at, user, address, action, subject, rows) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        entry.at, entry.user, entry.address, entry.action.rawValue, String(entry.subject.prefix(2_000)), entry.rows,
      ])
  }

  /// The last first.
  ///
  /// - Parameter before: only those before that number.
  func entries(user: String?, before: Int64?, limit: Int) throws -> [AccessEntry] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM console_access WHERE id < ? AND (? IS NULL OR user = ?) ORDER BY id DESC LIMIT ?
        """, arguments: [before ?? .max, user, user, limit]
    ).compactMap { row in
      guard let action = AccessEntry.Action(rawValue: row["action"]) else { return nil }
      return AccessEntry(
        id: row["id"], at: row["at"], user: row["user"], address: row["address"], action: action,
        subject: row["subject"], rows: row["rows"])
    }
  }
}
