/// `partitions.csv` (spec 6.2).
struct PartitionsTable: RegistryTable {
  static let table = TableName("partitions", rank: 0)
  static let summary = "a region of Summit's with its rules of blocking (partição)"
  static let code = TableColumn(
    0, "code", .required, isIdentity: true, role: .key, help: "given by Summit (código)")
  static let description = TableColumn(
    1, "description", .required, help: "text (descrição)")
  static let block = TableColumn(
    2, "block", help: "yes or no: whether contract states change categories (ativar bloqueio; default no)")
  static let defaultCategory = TableColumn(
    3, "default_category", refersTo: CategoriesTable.table, help: "of active contracts (categoria padrão)")
  static let blockCategory = TableColumn(
    4, "block_category", refersTo: CategoriesTable.table, help: "of blocked contracts (categoria bloqueio)")
  static let partialBlockCategory = TableColumn(
    5, "partial_block_category", refersTo: CategoriesTable.table,
    help: "of overdue contracts; blank: stays as it is (categoria bloqueio parcial)")
  static let cancelCategory = TableColumn(
    6, "cancel_category", refersTo: CategoriesTable.table, help: "of cancelled contracts (categoria cancelamento)")
  static let columns = [code, description, block, defaultCategory, blockCategory, partialBlockCategory, cancelCategory]
  static let example = TableExample(
    id: "FLN", add: ["--code FLN --description Florianópolis"], change: "--description 'Grande Florianópolis'",
    filter: "block=yes")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.partitions }

  static let categoryColumns = [defaultCategory, blockCategory, partialBlockCategory, cancelCategory]

  private(set) var codes: [FieldRange] = []
  private(set) var blocks: [Bool] = []
  /// In the order of `categoryColumns`; blank where the row has none.
  private(set) var categories: [[FieldRange]] = []

  mutating func reserve(rows count: Int) {
    codes.reserveCapacity(count)
    blocks.reserveCapacity(count)
    categories.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    codes.append(cells.name(Self.code, expected: "the code of a partition"))
    _ = cells.text(Self.description)
    let blocks = cells.yesNo(Self.block) ?? false
    self.blocks.append(blocks)
    categories.append(Self.categoryColumns.map { cells.name($0, expected: "a category") })
    guard blocks else { return }
    for (column, contracts) in [
      (Self.defaultCategory, "active"), (Self.blockCategory, "blocked"), (Self.cancelCategory, "cancelled"),
    ] where cells.isBlank(column) && !cells.isFaulty(column) {
      cells.report(column, expected: "the category of \(contracts) contracts, as block is yes")
    }
  }
}

extension TableDescription {
  package static let partitions = TableDescription(PartitionsTable.self)
}
