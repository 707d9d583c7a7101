import Ledger
import Registry

extension RegisterReader {
  /// The registers as tables of CSV by file name, for checks: every column. A table without a row is left out unless a
  /// registry needs it.
  package func tables() throws -> [String: [UInt8]] {
    var tables: [String: [UInt8]] = [:]
    for table in TableDescription.all {
      let bytes = try csv(table, table.columns)
      if table.isRequired || bytes.rows > 0 { tables[table.fileName] = bytes.csv }
    }
    return tables
  }

  /// The same with only what rating reads (spec 2.2), so that other changes make no new version of the registry. For the
  /// same reason rows are in the order of their bytes: one that took another's place would be the last by number.
  package func ratingTables() throws -> [String: [UInt8]] {
    var tables: [String: [UInt8]] = [:]
    for table in TableDescription.rated {
      let bytes = try csv(table, table.ratingColumns, isSorted: true)
      if table.isRequired || bytes.rows > 0 { tables[table.fileName] = bytes.csv }
    }
    return tables
  }

  /// The rating tables of the registers as they stand.
  package static func ratingTables(_ ledger: Ledger) throws(LedgerFailure) -> [String: [UInt8]] {
    try ledger.read { try RegisterReader($0).ratingTables() }
  }

  /// The tables that no amount of a customer follows from, as they stand.
  package static func tablesBesideRating(_ ledger: Ledger) throws(LedgerFailure) -> [String: [UInt8]] {
    try ledger.read { database in
      let reader = RegisterReader(database)
      return try TableDescription.besideRating.reduce(into: [:]) { tables, table in
        tables[table.fileName] = try reader.csv(table, table.columns).csv
      }
    }
  }

  /// The tables that say by which numbers the ERP knows contracts and lines, as they stand.
  package static func erpTables(_ ledger: Ledger) throws(LedgerFailure) -> [String: [UInt8]] {
    try ledger.read { database in
      let reader = RegisterReader(database)
      return try [TableDescription.contracts, .lines].reduce(into: [:]) { tables, table in
        tables[table.fileName] = try reader.csv(table, table.columns).csv
      }
    }
  }

  /// A table with some of its columns, in the order of its rows.
  ///
  /// - Parameters:
  ///   - condition: in SQL, of the rows.
  ///   - order: as SQL.
  ///   - isSorted: whether the rows are put in the order of their bytes.
  func csv(
    _ table: TableDescription, _ columns: [TableColumn], where condition: String = "1", _ arguments: [String?] = [],
    order: String = "row", limit: Int? = nil, isSorted: Bool = false
  ) throws -> (csv: [UInt8], rows: Int) {
    var rows = CSVRows(header: columns.map(\.name))
    let list = columns.map(\.quoted).joined(separator: ", ")
    // In the order of rows no index helps: each would lead back to the table row by row.
    var sql = "SELECT \(list) FROM \(table.registerName)\(order == "row" ? " NOT INDEXED" : "")"
    sql += " WHERE \(moment.predicate()) AND \(condition) ORDER BY \(order)"
    if let limit { sql += " LIMIT \(limit)" }
    let statement = try BulkStatement(database, sql)
    for argument in arguments { _ = statement.bind(argument) }
    while try statement.step() { rows.append(statement, columns: columns.count) }
    if isSorted { rows.sort() }
    return (rows.bytes, rows.count)
  }
}
