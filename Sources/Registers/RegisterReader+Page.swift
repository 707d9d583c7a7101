import GRDB
import Registry

extension RegisterReader {
  /// A page of the rows in the order of their keys and first days.
  ///
  /// - Parameters:
  ///   - text: only rows with that text in one of their cells, whatever its case; secret ones are not looked at. Nil: all.
  ///   - after: the number of the row behind which the page begins; nil: the first page. A row that is gone since is found
  ///     as it was.
  package func page(
    of table: TableDescription, containing text: String? = nil, after: Int64? = nil, limit: Int
  ) throws -> [RegisterRow] {
    var conditions = ["1"]
    var arguments: [String?] = []
    if let text {
      let cells = table.columns.filter { $0.role != .secret }.map { "ifnull(\($0.quoted), '')" }
      conditions.append("instr(lower(\(cells.joined(separator: " || char(10) || "))), lower(?)) > 0")
      arguments.append(text)
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

  /// The row of that number, also one that was closed since.
  private func row(of table: TableDescription, number: Int64) throws -> RegisterRow? {
    let row = try Row.fetchOne(
      database, sql: "SELECT row, opened, \(table.columnList) FROM \(table.registerName) WHERE row = ?",
      arguments: [number])
    return row.map { row in
      RegisterRow(
        table: table, row: row[0], opened: row[1], values: table.columns.indices.map { row[$0 + 2] as String? })
    }
  }
}
