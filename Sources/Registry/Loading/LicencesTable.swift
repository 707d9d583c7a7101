/// `licences.csv` (spec 6.2).
struct LicencesTable: RegistryTable {
  static let table = TableName("licences", rank: 2)
  static let summary = "a licence of lines, stable mode only (licença)"
  static let description = TableColumn(
    0, "description", .required, help: "text (descrição)")
  static let abbreviation = TableColumn(
    1, "abbreviation", .required, isIdentity: true, role: .key, help: "as Summit writes it (sigla)")
  static let columns = [description, abbreviation]
  static let example = TableExample(
    id: "RES", add: ["--abbreviation RES --description Residencial"], change: "--description 'Residencial básica'",
    filter: "description=Residencial")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.licences }

  private(set) var abbreviations: [FieldRange] = []

  mutating func reserve(rows count: Int) { abbreviations.reserveCapacity(count) }

  mutating func append(_ cells: inout TableReader) {
    _ = cells.text(Self.description)
    abbreviations.append(cells.name(Self.abbreviation, expected: "the abbreviation of a licence"))
  }
}

extension TableDescription {
  package static let licences = TableDescription(LicencesTable.self)
}
