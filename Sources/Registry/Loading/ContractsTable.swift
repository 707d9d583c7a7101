/// `contracts.csv` (spec 2.2).
package struct ContractsTable: RegistryTable {
  static let table = TableName("contracts", rank: 5)
  static let summary = "a customer's contract (contrato); it owns lines"
  package static let id = TableColumn(
    0, "id", .required, isIdentity: true, role: .key, help: "name of the contract")
  static let customer = TableColumn(
    1, "customer", help: "the customer's name")
  static let status = TableColumn(
    2, "status", help: "active, blocked-manual, blocked-automatic, overdue, cancelled or pre-contract (default active)")
  static let city = TableColumn(3, "city", help: "city of the contract (Cidade)")
  package static let erpID = TableColumn(
    4, "erp_id", migration: "contracts-erp-id",
    help: "its number at the ERP (id_contrato); blank: the id, if it is a number")
  static let columns = [id, customer, status, city, erpID]
  static let ratingColumns = [id, customer, status]
  static let isRequired = true
  static let isLarge = true
  static let recordedUse = RecordedUse.contract(id)
  static let example = TableExample(
    id: "2001", add: ["--id 2001 --customer 'Ana de Exemplo'", "--city Florianópolis"], change: "--city Palhoça",
    filter: "status=overdue")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.contracts }

  private(set) var rows: [ContractRow] = []
  private(set) var ids: [FieldRange] = []
  /// Of the rows that have one.
  private(set) var erpIDs: [ERPCell] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    ids.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let id = cells.name(Self.id, expected: "the id of a contract")
    ids.append(id)
    if let erpID = cells.erpID(Self.erpID) { erpIDs.append(ERPCell(row: rows.count, number: erpID)) }
    rows.append(
      ContractRow(
        id: cells.string(id),
        customer: cells.text(Self.customer),
        status: cells.choice(Self.status, ContractStatus.self) ?? .active))
  }
}

extension TableDescription {
  package static let contracts = TableDescription(ContractsTable.self)
}
