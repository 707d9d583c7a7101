import CallModel
import Foundation
import GRDB
import Ledger
import Registry

/// Which state of the registers is meant.
package enum RegisterMoment: Sendable {
  /// As they stand.
  case now
  /// As that change of the journal left them.
  case after(journal: Int64)

  /// SQL that is true of the rows that stood then.
  func predicate(_ prefix: String = "") -> String {
    switch self {
    case .now: "\(prefix)closed IS NULL"
    case .after(let journal):
      "\(prefix)opened <= \(journal) AND (\(prefix)closed IS NULL OR \(prefix)closed > \(journal))"
    }
  }
}

/// Looks at the registers within one state of the database.
package struct RegisterReader {
  package let database: Database
  let moment: RegisterMoment

  package init(_ database: Database, at moment: RegisterMoment = .now) {
    self.database = database
    self.moment = moment
  }

  /// As the registers were at the end of a day.
  ///
  /// - Parameter zone: in which the day ends.
  package init(_ database: Database, asOf day: CivilDate, zone: TimeZoneRules) throws {
    let end = Author(
      name: "",
      date: .init(timeIntervalSince1970: Double(zone.start(of: day.advanced(by: 1)))))
    self.init(database, at: .after(journal: try Journal(database).last(before: end.at)))
  }

  /// The rows of that id, one a period, in order of period.
  package func rows(of table: TableDescription, id: String) throws -> [RegisterRow] {
    let condition = table.idExpressions.map { "\($0) = ?" }.joined(separator: " OR ")
    return try rows(of: table, where: "(\(condition))", table.idExpressions.map { _ in id })
  }

  /// The rows that a condition in SQL is true of, in order of period.
  func rows(
    of table: TableDescription, where condition: String = "1", _ arguments: [String?] = [], order: String? = nil,
    limit: Int? = nil
  ) throws -> [RegisterRow] {
    let order = order ?? (table.from.map { $0.quoted + ", " } ?? "") + "row"
    var sql = "WHERE \(moment.predicate()) AND \(condition) ORDER BY \(order)"
    if let limit { sql += " LIMIT \(limit)" }
    return try fetch(table, sql, arguments)
  }

  /// The rows of a table of any moment.
  ///
  /// - Parameter selection: the SQL that follows the name of the table.
  func fetch(_ table: TableDescription, _ selection: String, _ arguments: [String?] = []) throws -> [RegisterRow] {
    let statement = try database.cachedStatement(
      sql: "SELECT row, opened, \(table.columnList) FROM \(table.registerName) \(selection)")
    return try Row.fetchAll(
      statement, arguments: StatementArguments(arguments as [(any DatabaseValueConvertible)?])
    ).map { RegisterRow(table, $0) }
  }

  /// The distinct texts that an expression in SQL has in the rows that a condition is true of; NULL left out.
  func values(
    of table: TableDescription, _ expression: String, where condition: String, _ arguments: [String?]
  ) throws -> [String] {
    let statement = try database.cachedStatement(
      sql: "SELECT DISTINCT \(expression) FROM \(table.registerName) WHERE \(moment.predicate()) AND \(condition)")
    return try Optional<String>.fetchAll(
      statement, arguments: StatementArguments(arguments as [(any DatabaseValueConvertible)?])
    ).compactMap(\.self)
  }

  /// What is thrown for an id that no row has.
  package static func unknown(_ table: TableDescription, _ id: String) -> Problem {
    Problem(
      table, id, expected: "a row of that id", found: "none", remedy: "see summit-cdr \(table.commandName) list")
  }
}
