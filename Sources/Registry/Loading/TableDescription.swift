/// What a table of the registry is: its names, columns and words. One description drives the CSV files, the registers in
/// the database, the commands on them and their help (spec 6.1).
package struct TableDescription: Sendable {
  /// `cost_centres`: the table's name in files and in the database.
  package let name: String
  /// What a row is, in few words.
  package let summary: String
  /// Whether a registry needs it.
  package let isRequired: Bool
  /// In the order of the specification.
  package let columns: [TableColumn]

  init(_ type: any RegistryTable.Type) {
    name = type.file.table
    summary = type.summary
    isRequired = type.file.isRequired
    columns = type.columns.sorted { $0.index < $1.index }
  }

  /// `lines.csv`.
  package var fileName: String { "\(name).csv" }
  /// `cost-centres`: the name of its command.
  package var commandName: String { name.replacing("_", with: "-") }
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

  package static let contracts = TableDescription(ContractsTable.self)
  package static let plans = TableDescription(PlansTable.self)
  package static let rates = TableDescription(RatesTable.self)
  package static let allowances = TableDescription(AllowancesTable.self)
  package static let zones = TableDescription(ZonesTable.self)
  package static let zoneLabels = TableDescription(ZoneLabelsTable.self)
  package static let hiddenNumbers = TableDescription(HiddenNumbersTable.self)
  package static let costs = TableDescription(CostsTable.self)
  package static let bands = TableDescription(BandsTable.self)
  package static let holidays = TableDescription(HolidaysTable.self)
  package static let ranges = TableDescription(RangesTable.self)
  package static let partitions = TableDescription(PartitionsTable.self)
  package static let categories = TableDescription(CategoriesTable.self)
  package static let licences = TableDescription(LicencesTable.self)
  package static let costCentres = TableDescription(CostCentresTable.self)
  package static let lines = TableDescription(LinesTable.self)
  package static let dids = TableDescription(DIDsTable.self)

  /// In the order in which a person would fill them in.
  package static let all: [TableDescription] = [
    contracts, plans, rates, allowances, zones, zoneLabels, bands, holidays, hiddenNumbers, costs, ranges, partitions,
    categories, licences, costCentres, lines, dids,
  ]

  package static func named(_ name: String) -> TableDescription? { all.first { $0.name == name } }
}
