/// `contracts.csv` (spec 2.2).
struct ContractsTable: RegistryTable {
  static let file = RegistryFile.contracts
  static let summary = "a customer's contract (contrato); it owns lines"
  static let id = TableColumn(
    0, "id", .required, isIdentity: true, role: .key, help: "name of the contract")
  static let customer = TableColumn(
    1, "customer", help: "the customer's name")
  static let status = TableColumn(
    2, "status", help: "active, blocked-manual, blocked-automatic, overdue, cancelled or pre-contract (default active)")
  static let city = TableColumn(3, "city", help: "city of the contract (Cidade)")
  static let columns = [id, customer, status, city]

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
