import CallModel
import Foundation
import GRDB
import Importing
import Integration
import Ledger

/// A request of someone, with what a page needs to answer it. Used on one of the working threads.
struct Visit: Sendable {
  let core: ConsoleCore
  let request: WebRequest
  /// Nil: nobody is logged in.
  let session: Session?
  /// Of the session's cookie, or of the one before the log-in.
  let token: SessionToken
  var parameters: [String: String] = [:]

  var user: String { session?.user ?? "" }
  func may(_ capability: Capability) -> Bool { session?.role.may(capability) ?? false }
  /// Whether telephone numbers are shown without their last digits.
  var masksNumbers: Bool { !may(.seeNumbers) }

  var author: Author { Author(name: user, date: core.now) }

  func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// The integration that the path names, from 1.
  ///
  /// - Throws: `PageFailure` if there is none of that number.
  func site() throws -> Site {
    let text = parameter("site")
    guard let number = Int(text), "\(number)" == text, (1...core.integrations.count).contains(number) else {
      throw PageFailure.notFound
    }
    return Site(number: number, integration: core.integrations[number - 1], ledgers: core.ledgers[number - 1])
  }

  /// Notes in the access log that someone saw or took what is of persons.
  func note(_ action: AccessEntry.Action, _ subject: String, rows: Int? = nil) throws {
    let entry = AccessEntry(
      at: author.at, user: user, address: request.address, action: action, subject: subject, rows: rows)
    try core.users.use { try $0.write { try AccessLog($0).add(entry) } }
  }
}

/// An integration in a path.
struct Site: Sendable {
  let number: Int
  let integration: Integration
  let ledgers: LedgerPool

  /// `/1/chamadas`
  func path(_ rest: String) -> String { "/\(number)/\(rest)" }

  /// - Throws: `PageFailure` if nothing was imported yet.
  func ledger<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
    guard integration.directory.exists else {
      throw PageFailure(status: 404, message: say("Nada foi importado ainda nesta integração."))
    }
    return try ledgers.use(body)
  }
}
