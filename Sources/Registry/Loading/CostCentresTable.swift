/// `cost_centres.csv` (spec 6.2).
package struct CostCentresTable: RegistryTable {
  static let file = RegistryFile.costCentres
  static let summary = "a cost centre (centro de custo)"
  static let value = TableColumn(
    0, "value", .required, isIdentity: true, role: .key,
    help: "as Summit writes it: Default, DEFAULT or default (valor)")
  static let columns = [value]
  static let judgedTogether: [[TableColumn]] = [[]]

  /// The cost centre there is if the table has none.
  package static let defaultValue = "Default"

  private(set) var values: [FieldRange] = []

  mutating func reserve(rows count: Int) { values.reserveCapacity(count) }

  mutating func append(_ cells: inout TableReader) {
    values.append(cells.name(Self.value, expected: "the name of a cost centre"))
  }
}
