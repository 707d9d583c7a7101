/// `cost_centres.csv` (spec 6.2).
package struct CostCentresTable: RegistryTable {
  static let table = TableName("cost_centres", rank: 3)
  static let summary = "a cost centre (centro de custo)"
  static let value = TableColumn(
    0, "value", .required, isIdentity: true, role: .key,
    help: "as Summit writes it: Default, DEFAULT or default (valor)")
  static let columns = [value]
  static let judgedTogether: [[TableColumn]] = [[]]
  static let example = TableExample(
    id: "Default", add: ["--value Default"], change: "--value DEFAULT", filter: "value=Default")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.costCentres }

  /// The cost centre there is if the table has none.
  package static let defaultValue = "Default"

  private(set) var values: [FieldRange] = []

  mutating func reserve(rows count: Int) { values.reserveCapacity(count) }

  mutating func append(_ cells: inout TableReader) {
    values.append(cells.name(Self.value, expected: "the name of a cost centre"))
  }
}

extension TableDescription {
  package static let costCentres = TableDescription(CostCentresTable.self)
}
