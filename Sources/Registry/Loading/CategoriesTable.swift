/// `categories.csv` (spec 6.2).
struct CategoriesTable: RegistryTable {
  static let table = TableName("categories", rank: 1)
  static let summary = "a category of lines, stable mode only (categoria)"
  static let description = TableColumn(
    0, "description", .required, help: "text (descrição)")
  static let abbreviation = TableColumn(
    1, "abbreviation", .required, isIdentity: true, role: .key, help: "as Summit writes it (sigla)")
  static let columns = [description, abbreviation]
  static let example = TableExample(
    id: "LIVRE", add: ["--abbreviation LIVRE --description 'Sem bloqueio'"], change: "--description Livre",
    filter: "description=Livre")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.categories }

  private(set) var abbreviations: [FieldRange] = []

  mutating func reserve(rows count: Int) { abbreviations.reserveCapacity(count) }

  mutating func append(_ cells: inout TableReader) {
    _ = cells.text(Self.description)
    abbreviations.append(cells.name(Self.abbreviation, expected: "the abbreviation of a category"))
  }
}

extension TableDescription {
  package static let categories = TableDescription(CategoriesTable.self)
}
