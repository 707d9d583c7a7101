import CallModel
import GRDB
import Registry

extension RegisterReader {
  /// The rows whose cells are these, in the order of their keys and first days.
  ///
  /// - Parameters:
  ///   - cells: by column; blank: rows whose cell is blank.
  ///   - limit: gives no more rows; nil: all.
  /// - Throws: `Problem` for a column that the table does not have, or that is a secret.
  package func rows(
    of table: TableDescription, with cells: [(column: String, value: String)], limit: Int? = nil
  ) throws -> [RegisterRow] {
    let (condition, arguments) = try condition(table, cells)
    return try rows(of: table, where: condition, arguments, order: order(of: table), limit: limit)
  }

  /// How many rows there are whose cells are these.
  package func count(of table: TableDescription, with cells: [(column: String, value: String)]) throws -> Int {
    let (condition, arguments) = try condition(table, cells)
    return try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM \(table.registerName) WHERE \(moment.predicate()) AND \(condition)",
      arguments: StatementArguments(arguments as [(any DatabaseValueConvertible)?])) ?? 0
  }

  /// The same rows as a file with some of the columns.
  package func csv(
    of table: TableDescription, _ columns: [TableColumn], with cells: [(column: String, value: String)],
    limit: Int? = nil
  ) throws -> [UInt8] {
    let (condition, arguments) = try condition(table, cells)
    return try csv(table, columns, where: condition, arguments, order: order(of: table), limit: limit).csv
  }

  private func condition(
    _ table: TableDescription, _ cells: [(column: String, value: String)]
  ) throws -> (sql: String, arguments: [String?]) {
    let known = table.columns.filter { $0.role != .secret }
    let conditions = try cells.map { cell in
      guard let column = known.first(where: { $0.name == cell.column }) else {
        throw Problem(
          table, field: cell.column, expected: "one of the columns \(known.map(\.name).joined(separator: ", "))",
          found: "an unknown column")
      }
      return "\(column.quoted) IS ?"
    }
    return ((["1"] + conditions).joined(separator: " AND "), cells.map { $0.value.isEmpty ? nil : $0.value })
  }

  /// Key and first day as SQL, then the order in which rows were made.
  func order(of table: TableDescription) -> String {
    ((table.key + [table.from].compactMap { $0 }).map(\.quoted) + ["row"]).joined(separator: ", ")
  }
}
