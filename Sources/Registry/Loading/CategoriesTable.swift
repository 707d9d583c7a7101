/// `categories.csv` (spec 6.2).
struct CategoriesTable: RegistryTable {
  static let file = RegistryFile.categories
  static let summary = "a category of lines, stable mode only (categoria)"
  static let description = TableColumn(
    0, "description", .required, help: "text (descrição)")
  static let abbreviation = TableColumn(
    1, "abbreviation", .required, role: .key, help: "as Summit writes it (sigla)")
  static let columns = [description, abbreviation]

  mutating func reserve(rows: Int) {}

  mutating func append(_ cells: inout TableReader) {
    _ = cells.text(Self.description)
    _ = cells.text(Self.abbreviation)
  }
}
