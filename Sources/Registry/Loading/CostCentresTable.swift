/// `cost_centres.csv` (spec 6.2).
struct CostCentresTable: RegistryTable {
  static let file = RegistryFile.costCentres
  static let summary = "a cost centre (centro de custo)"
  static let value = TableColumn(
    0, "value", .required, role: .key, help: "as Summit writes it: Default, DEFAULT or default (valor)")
  static let columns = [value]

  mutating func reserve(rows: Int) {}

  mutating func append(_ cells: inout TableReader) {
    _ = cells.text(Self.value)
  }
}
