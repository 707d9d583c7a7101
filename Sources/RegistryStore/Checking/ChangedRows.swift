import GRDB
import Registry

/// The rows of a register that changes after some change opened or closed.
struct ChangedRows {
  let table: TableDescription
  /// Opened since, as they stand.
  let now: [RegisterRow]
  /// Closed since, as they stood.
  let was: [RegisterRow]

  /// So many rows are checked as fast with all others as by themselves.
  private static let maximumRows = 2_000

  /// Of each table that changed; nil if too many rows did.
  ///
  /// - Parameter journal: the number of the change.
  static func since(_ journal: Int64, _ reader: RegisterReader) throws -> [ChangedRows]? {
    var changes: [ChangedRows] = []
    for table in TableDescription.all {
      let now = try rows(of: table, "opened", "opened > \(journal) AND closed IS NULL", reader)
      let was = try rows(of: table, "closed", "closed > \(journal) AND opened <= \(journal)", reader)
      guard now.count + was.count <= maximumRows else { return nil }
      if now.count + was.count > 0 { changes.append(ChangedRows(table: table, now: now, was: was)) }
    }
    return changes
  }

  private static func rows(
    of table: TableDescription, _ column: String, _ condition: String, _ reader: RegisterReader
  ) throws -> [RegisterRow] {
    try reader.fetch(
      table, "INDEXED BY \(table.registerName)_\(column) WHERE \(condition) LIMIT \(maximumRows + 1)")
  }

  /// The values of the column that others refer to the table by, of all these rows.
  var names: Set<String> { Self.values(of: table.key[0], in: now + was) }

  static func values(of column: TableColumn, in rows: [RegisterRow]) -> Set<String> {
    Set(rows.compactMap { $0.values[column.index] })
  }
}
