/// `partitions.csv` (spec 6.2).
struct PartitionsTable: RegistryTable {
  static let file = RegistryFile.partitions
  static let summary = "a region of Summit's with its rules of blocking (partição)"
  static let code = TableColumn(
    0, "code", .required, role: .key, help: "given by Summit (código)")
  static let description = TableColumn(
    1, "description", .required, help: "text (descrição)")
  static let block = TableColumn(
    2, "block", help: "yes or no: whether contract states change categories (ativar bloqueio; default no)")
  static let defaultCategory = TableColumn(
    3, "default_category", help: "of active contracts (categoria padrão)")
  static let blockCategory = TableColumn(
    4, "block_category", help: "of blocked contracts (categoria bloqueio)")
  static let partialBlockCategory = TableColumn(
    5, "partial_block_category", help: "of overdue contracts; blank: stays as it is (categoria bloqueio parcial)")
  static let cancelCategory = TableColumn(
    6, "cancel_category", help: "of cancelled contracts (categoria cancelamento)")
  static let columns = [code, description, block, defaultCategory, blockCategory, partialBlockCategory, cancelCategory]

  mutating func reserve(rows: Int) {}

  mutating func append(_ cells: inout TableReader) {
    _ = cells.text(Self.code)
    _ = cells.text(Self.description)
    _ = cells.text(Self.block)
    _ = cells.text(Self.defaultCategory)
    _ = cells.text(Self.blockCategory)
    _ = cells.text(Self.partialBlockCategory)
    _ = cells.text(Self.cancelCategory)
  }
}
