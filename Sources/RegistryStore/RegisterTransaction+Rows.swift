import CallModel
import GRDB
import Registry

extension RegisterTransaction {
  /// The rows that stand now whose `column` is `value` (nil: blank), in order of period.
  package func rows(of table: TableDescription, where column: String, is value: String?) throws -> [RegisterRow] {
    try RegisterReader(database).rows(of: table, where: column, is: value)
  }

  /// The rows that stand now of that id, one a period, in order of period.
  package func rows(of table: TableDescription, id: String) throws -> [RegisterRow] {
    try RegisterReader(database).rows(of: table, id: id)
  }

  /// Opens a row.
  ///
  /// - Parameter values: by column; blank ones may be left out.
  @discardableResult
  func open(_ table: TableDescription, _ values: [String?], replaces: Int64? = nil) throws -> RegisterRow {
    let journal = try journal()
    countStep()
    let marks = Array(repeating: "?", count: table.columns.count + 2).joined(separator: ", ")
    var arguments: [(any DatabaseValueConvertible)?] = [journal, replaces]
    arguments += values as [(any DatabaseValueConvertible)?]
    try database.cachedStatement(
      sql: "INSERT INTO \(table.registerName) (opened, replaces, \(table.columnList)) VALUES (\(marks))"
    ).execute(arguments: StatementArguments(arguments))
    return RegisterRow(table: table, row: database.lastInsertedRowID, opened: journal, values: values)
  }

  /// Closes a row; one that was opened by this change goes without a trace.
  package func close(_ row: RegisterRow) throws {
    let journal = try journal()
    countStep()
    let name = row.table.registerName
    if row.opened == journal {
      try database.execute(sql: "DELETE FROM \(name) WHERE row = ?", arguments: [row.row])
    } else {
      try database.execute(sql: "UPDATE \(name) SET closed = ? WHERE row = ?", arguments: [journal, row.row])
    }
  }

  /// Puts a row with other cells in a row's place, regardless of their roles: for what the platform fills, and for the
  /// one who has looked at the rules. Nothing happens if no cell changes.
  ///
  /// - Parameter values: the cells that change, by column; nil or nothing in them makes a cell blank.
  @discardableResult
  package func replace(_ row: RegisterRow, with values: [String: String?]) throws -> RegisterRow {
    let cells = try cells(of: row.table, id: row.id, values, over: row.values)
    if cells == row.values { return row }
    guard row.opened == (hasChanges ? try journal() : nil) else {
      try close(row)
      return try open(row.table, cells, replaces: row.row)
    }
    // Opened by this change: no one has seen it.
    countStep()
    let assignments = row.table.columns.map { "\($0.quoted) = ?" }.joined(separator: ", ")
    try database.execute(
      sql: "UPDATE \(row.table.registerName) SET \(assignments) WHERE row = ?",
      arguments: StatementArguments(cells as [(any DatabaseValueConvertible)?] + [row.row]))
    return RegisterRow(table: row.table, row: row.row, opened: row.opened, values: cells)
  }

  /// Cells by index: those of `base` with `values` put in their places; nothing in a value makes it blank.
  func cells(
    of table: TableDescription, id: String?, _ values: [String: String?], over base: [String?]
  ) throws -> [String?] {
    var cells = base
    for (name, value) in values {
      guard let column = table.column(name) else {
        throw Problem(
          table, id, field: name, expected: "one of the columns \(table.entered.map(\.name).joined(separator: ", "))",
          found: "an unknown column")
      }
      cells[column.index] = value.flatMap { $0.isEmpty ? nil : $0 }
    }
    return cells
  }
}
