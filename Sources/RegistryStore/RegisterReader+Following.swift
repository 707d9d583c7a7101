import CallModel
import GRDB
import Registry

/// What those look at who follow the registers: the platform's side (spec 6.2).
extension RegisterReader {
  /// The rows whose `column` is `value` (nil: blank), in order of period.
  package func rows(of table: TableDescription, where column: String, is value: String?) throws -> [RegisterRow] {
    guard let column = table.column(column) else { return [] }
    return try rows(of: table, where: "\(column.quoted) IS ?", [value])
  }

  /// Every row of a table in the order of their keys and first days, one at a time.
  package func forEachRow(of table: TableDescription, _ body: (RegisterRow) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT row, opened, \(table.columnList) FROM \(table.registerName)
        WHERE \(moment.predicate()) ORDER BY \(order(of: table))
        """)
    while let row = try rows.next() { try body(RegisterRow(table, row)) }
  }

  /// Whether another line, or a DID of another, has a number on a day.
  package func isNumberHeld(_ number: String, byOtherThan line: String, on day: CivilDate) throws -> Bool {
    let period = """
      \(moment.predicate()) AND coalesce(active_from, '') <= :day AND coalesce(active_until, '9999-12-31') >= :day
      """
    let statement = try database.cachedStatement(
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM \(TableDescription.lines.registerName) WHERE number = :number AND id <> :line AND \(period))
        OR EXISTS (
          SELECT 1 FROM \(TableDescription.dids.registerName) WHERE number = :number AND line <> :line AND \(period))
        """)
    return try Bool.fetchOne(statement, arguments: ["number": number, "line": line, "day": "\(day)"]) ?? false
  }

  /// What a column had in any row there ever was, with the row's id, in the order in which rows were made; blank ones left
  /// out. Only for tables whose key is one column.
  package func history(of table: TableDescription, _ column: String) throws -> [(id: String, value: String)] {
    guard let key = table.key.first, let column = table.column(column) else { return [] }
    return try Row.fetchAll(
      database,
      sql: """
        SELECT \(key.quoted), \(column.quoted) FROM \(table.registerName) WHERE \(column.quoted) IS NOT NULL ORDER BY row
        """
    ).map { (id: $0[0], value: $0[1]) }
  }

  /// The last change that opened or closed a row of a register; 0 if there was none.
  ///
  /// - Parameter journal: only changes before this one.
  package func lastChange(before journal: Int64? = nil) throws -> Int64 {
    var last: Int64 = 0
    for table in TableDescription.all {
      for column in ["opened", "closed"] {
        // One look at the end of an index each.
        let condition = journal == nil ? "\(column) IS NOT NULL" : "\(column) < ?"
        let statement = try database.cachedStatement(
          sql: "SELECT max(\(column)) FROM \(table.registerName) WHERE \(condition)")
        last = max(last, try Int64.fetchOne(statement, arguments: journal.map { [$0] } ?? []) ?? 0)
      }
    }
    return last
  }
}

extension RegisterTransaction {
  /// The rows of a table that this change opened in the place of others, with those.
  package func replacements(in table: TableDescription) throws -> [(was: RegisterRow, now: RegisterRow)] {
    guard hasChanges else { return [] }
    let reader = RegisterReader(database)
    let opened = try Row.fetchAll(
      database,
      sql: """
        SELECT row, opened, \(table.columnList), replaces FROM \(table.registerName)
        WHERE opened = ? AND closed IS NULL AND replaces IS NOT NULL ORDER BY row
        """, arguments: [try journal()])
    return try opened.compactMap { row in
      try reader.row(of: table, number: row["replaces"]).map { (was: $0, now: RegisterRow(table, row)) }
    }
  }
}
