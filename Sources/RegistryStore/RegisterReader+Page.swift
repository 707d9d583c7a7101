import Foundation
import GRDB
import Registry

extension RegisterReader {
  /// A page of the rows in the order of their keys and first days.
  ///
  /// - Parameters:
  ///   - text: only rows with that text in one of their cells, regardless of its case; secret ones are not looked at. Nil: all.
  ///   - hidden: columns that are not looked at either.
  ///   - after: the number of the row behind which the page begins; nil: the first page. A row that is gone since is found
  ///     as it was.
  package func page(
    of table: TableDescription, containing text: String? = nil, hiding hidden: Set<String> = [], after: Int64? = nil,
    limit: Int
  ) throws -> [RegisterRow] {
    var conditions = ["1"]
    var arguments: [String?] = []
    if let text {
      let cells = table.columns.filter { $0.role != .secret && !hidden.contains($0.name) }
      // Cell by cell: of 100,000 lines a fifth of the time that it takes to join and fold them first.
      database.add(function: Self.holds)
      let isFound = cells.map { column in
        let cell = column.quoted
        return "\(cell) IS NOT NULL AND \(cell) LIKE ? ESCAPE '\\' AND summit_holds(\(cell), ?)"
      }
      conditions.append("(\(isFound.joined(separator: " OR ")))")
      arguments += cells.flatMap { _ in [Self.pattern(containing: text), text] }
    }
    if let after, let last = try row(of: table, number: after) {
      let columns = table.key + [table.from].compactMap { $0 }
      let left = columns.map { "ifnull(\($0.quoted), '')" } + ["row"]
      let marks = columns.map { _ in "?" } + ["\(after)"]
      // The first column alone is found by index.
      if let first = columns.first {
        conditions.append("\(first.quoted) >= ?")
        arguments.append(last.values[first.index] ?? "")
      }
      conditions.append("(\(left.joined(separator: ", "))) > (\(marks.joined(separator: ", ")))")
      arguments += columns.map { last.values[$0.index] ?? "" }
    }
    return try rows(
      of: table, where: conditions.joined(separator: " AND "), arguments, order: order(of: table), limit: limit)
  }

  /// What `LIKE` finds at least where the text stands somewhere. It takes no letter but A to Z for its small one, so that
  /// each other stands for any.
  private static func pattern(containing text: String) -> String {
    "%"
      + text.replacing(/[\\%_]/) { "\\\($0.output)" }.replacing(
        /[^\x00-\x7f]/.matchingSemantics(.unicodeScalar), with: "_")
      + "%"
  }

  /// Whether a cell holds a text, regardless of the case of all letters: asked of what `LIKE` found.
  private static let holds = DatabaseFunction("summit_holds", argumentCount: 2, pure: true) { values in
    guard let cell = String.fromDatabaseValue(values[0]), let text = String.fromDatabaseValue(values[1]) else {
      return false
    }
    return cell.range(of: text, options: .caseInsensitive) != nil
  }

  /// A column of all rows of a table whose key is one column, by that: of several periods the last.
  package func values(of table: TableDescription, _ column: String) throws -> [String: String] {
    guard let key = table.key.first, let column = table.column(column) else { return [:] }
    let order = table.from.map { "ifnull(\($0.quoted), ''), row" } ?? "row"
    var values: [String: String] = [:]
    // All rows are read: in their order, which is a fifth of the time that their order in an index takes.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(key.quoted), \(column.quoted) FROM \(table.registerName) NOT INDEXED
        WHERE \(moment.predicate()) AND \(column.quoted) IS NOT NULL ORDER BY \(order)
        """)
    while let row = try rows.next() { values[row[0] as String] = row[1] }
    return values
  }

  /// The row of that number, also one that was closed since.
  package func row(of table: TableDescription, number: Int64) throws -> RegisterRow? {
    let row = try Row.fetchOne(
      database, sql: "SELECT row, opened, \(table.columnList) FROM \(table.registerName) WHERE row = ?",
      arguments: [number])
    return row.map { RegisterRow(table, $0) }
  }
}
