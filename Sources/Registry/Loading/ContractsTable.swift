/// `contracts.csv` (spec 2.2).
struct ContractsTable: RegistryTable {
  static let file = RegistryFile.contracts
  static let id = TableColumn(0, "id", .required, isIdentity: true)
  static let customer = TableColumn(1, "customer")
  static let status = TableColumn(2, "status")
  static let columns = [id, customer, status]

  private(set) var rows: [ContractRow] = []
  private(set) var ids: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    ids.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let id = cells.name(Self.id, expected: "the id of a contract")
    ids.append(id)
    rows.append(
      ContractRow(
        id: cells.string(id),
        customer: cells.text(Self.customer),
        status: cells.choice(Self.status, ContractStatus.self) ?? .active))
  }
}
