import CallModel
import Foundation
import Integration
import Ledger

/// A request of a program that is known, may do this, and whose parameters and body are what the operation takes.
struct APICall: Sendable {
  let visit: Visit
  /// Nil: of an operation that asks for none.
  let token: APIToken?
  let query: [String: JSONValue]
  let body: [String: JSONValue]

  var core: ConsoleCore { visit.core }
  var masksNumbers: Bool { visit.masksNumbers }
  /// Whom the journal names: `ana/erp`.
  var author: Author { Author(name: token?.author ?? "", date: core.now) }

  func parameter(_ name: String) -> String { visit.parameter(name) }

  /// A number in the path; the schema has seen to it that it is one.
  func number(_ name: String) throws -> Int64 {
    guard let number = Int64(parameter(name)) else { throw APIFailure.notFound("a number") }
    return number
  }

  func text(_ name: String) -> String? { query[name]?.string ?? body[name]?.string }
  func whole(_ name: String) -> Int64? { query[name]?.whole ?? body[name]?.whole }
  func day(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate(text: $0) } }
  func isSet(_ name: String) -> Bool { (query[name] ?? body[name]) == true }

  static let standardRows = 100
  static let mostRows = 1_000
  /// How many rows a page has.
  var rows: Int { whole("limit").map(Int.init) ?? Self.standardRows }

  /// The parameters of each list.
  static let paging = [
    APIField("after", .line(1_000), "Where the page begins: `next` of the page before."),
    APIField("limit", .number(1...Int64(mostRows)), "Rows of the page; 100 if it is not given."),
  ]

  /// `after` as a number.
  func after() throws -> Int64? {
    guard let text = text("after") else { return nil }
    guard let number = Int64(text), "\(number)" == text, number >= 0 else { throw Self.noKey }
    return number
  }

  static let noKey = APIFailure(
    422, "refused", field: "after", expected: "next of the page before", found: "another text",
    remedy: "begin without it")

  /// The integration of the path.
  func site() throws -> Site {
    guard let number = Int(parameter("integration")), (1...core.integrations.count).contains(number) else {
      throw APIFailure.notFound("an integration of this server")
    }
    return Site(
      number: number, integration: core.integrations[number - 1], ledgers: core.ledgers[number - 1])
  }

  /// Looks at the ledger of the integration.
  func read<Value>(_ body: (Site, Ledger) throws -> Value) throws -> Value {
    let site = try site()
    guard site.integration.directory.exists else { throw Self.noLedger }
    return try site.ledgers.use { try body(site, $0) }
  }

  static let noLedger = APIFailure(
    404, "not-found", expected: "something that was imported or entered", found: "nothing yet",
    remedy: "import first")

  /// Notes in the access log that a program saw or took what is of persons.
  func note(_ action: AccessEntry.Action, _ subject: String, rows: Int? = nil) throws {
    let name = token.map { "token \($0.name): " } ?? ""
    try visit.note(action, "\(name)/\(parameter("integration")) \(subject)", rows: rows)
  }
}
