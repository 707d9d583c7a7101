import GRDB
import Registry

extension RegisterReader {
  /// A table as its file (spec 6.1): the columns that it must have and those that some row fills, rows in the order of
  /// their keys and first days.
  ///
  /// - Parameter withSecrets: credentials too.
  package func exported(_ table: TableDescription, withSecrets: Bool) throws -> (csv: [UInt8], rows: Int) {
    let filled = try filledColumns(of: table)
    let columns = table.columns.filter { column in
      column.isRequired || filled.contains(column.index) && (withSecrets || column.role != .secret)
    }
    return try csv(table, columns, order: order(of: table))
  }

  /// The columns that some row fills, by index.
  package func filledColumns(of table: TableDescription) throws -> Set<Int> {
    let counts = table.columns.map { "count(\($0.quoted))" }.joined(separator: ", ")
    let row = try Row.fetchOne(
      database, sql: "SELECT \(counts) FROM \(table.registerName) WHERE \(moment.predicate())")
    return Set(table.columns.filter { (row?[$0.index] as Int? ?? 0) > 0 }.map(\.index))
  }
}
