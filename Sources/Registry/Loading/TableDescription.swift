/// What a table of the registry is: its names, columns and words. One description drives the CSV files, the registers in
/// the database, the commands on them and their help (spec 6.1).
package struct TableDescription: Sendable {
  package let table: TableName
  /// What a row is, in few words.
  package let summary: String
  /// Whether a registry needs it.
  package let isRequired: Bool
  /// In the order of the specification.
  package let columns: [TableColumn]
  /// Rows that are judged together are those with the same cells in one of these sets of columns; in one of no columns,
  /// all.
  package let judgedTogether: [[TableColumn]]
  /// The columns that rating reads (spec 2.2), in their order; empty for a table that only the registers in the database
  /// have (spec 6.2). A directory with these tables is a whole registry.
  package let ratingColumns: [TableColumn]
  /// Whether no amount of a customer follows from it: what bills say (`StatementTables`), what carriers take
  /// (`CarrierRates`).
  package let isBesideRating: Bool
  package let recordedUse: RecordedUse
  /// The migration by which it came to the database; nil: version 2.
  package let migration: String?
  package let example: TableExample

  init(_ type: any RegistryTable.Type) {
    table = type.table
    summary = type.summary
    isRequired = type.isRequired
    columns = type.columns.sorted { $0.index < $1.index }
    judgedTogether = type.judgedTogether
    ratingColumns = type.ratingColumns
    isBesideRating = type.isBesideRating
    recordedUse = type.recordedUse
    migration = type.migration
    example = type.example
  }

  /// The registry's tables, in the order in which a person would fill them in: the one list of them.
  static let types: [any RegistryTable.Type] = [
    ContractsTable.self, PlansTable.self, RatesTable.self, AllowancesTable.self, ZonesTable.self, ZoneLabelsTable.self,
    BandsTable.self, HolidaysTable.self, HiddenNumbersTable.self, CostsTable.self, RangesTable.self,
    PartitionsTable.self, CategoriesTable.self, LicencesTable.self, CostCentresTable.self, LinesTable.self,
    DIDsTable.self,
  ]

  package static let all = types.map { TableDescription($0) }
  /// The same, for what is generic over tables.
  package static var described: [any DescribedTable.Type] { types }
  /// The tables that rating reads.
  package static let rated: [TableDescription] = all.filter { !$0.ratingColumns.isEmpty }
  /// Those that no amount of a customer follows from.
  package static let besideRating: [TableDescription] = all.filter(\.isBesideRating)

  package static func of(_ table: TableName) -> TableDescription? { all.first { $0.table == table } }
  package static func named(_ name: String) -> TableDescription? { all.first { $0.name == name } }
}

extension TableDescription {
  /// `cost_centres`: the table's name in files and in the database.
  package var name: String { table.text }
  /// `lines.csv`.
  package var fileName: String { table.file }
  /// `cost-centres`: the name of its command.
  package var commandName: String { table.command }
  /// The name of its table in the database.
  package var registerName: String { "register_\(name)" }
  /// The columns that people fill in.
  package var entered: [TableColumn] { columns.filter { $0.role != .platform && $0.role != .secret } }
  /// The header of a new file.
  package var header: String { entered.map(\.name).joined(separator: ",") + "\n" }
  /// What names a row, in the order in which an id joins them with `/`.
  package var key: [TableColumn] { columns.filter { $0.role == .key } }
  /// The column with a row's first day, and the one with its last; nil if rows of the table have no period.
  package var from: TableColumn? { columns.first { $0.role == .from } }
  package var until: TableColumn? { columns.first { $0.role == .until } }

  package func column(_ name: String) -> TableColumn? { columns.first { $0.name == name } }

  /// The header of a new file of a registry's directory; nil for a table that only the registers in the database have.
  package var directoryHeader: String? {
    let columns = isBesideRating ? columns : ratingColumns
    return columns.isEmpty ? nil : columns.map(\.name).joined(separator: ",") + "\n"
  }
}
