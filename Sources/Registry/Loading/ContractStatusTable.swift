import CallModel

/// A list of contracts and their new statuses, as an ERP gives it (spec 6.4): CSV with the columns contract and status.
package struct ContractStatusList: Sendable {
  package struct Row: Equatable, Sendable {
    package var contract: String
    package var status: ContractStatus
    /// Its line in the file; 0 for one of a command.
    package var line: Int

    package init(contract: String, status: ContractStatus, line: Int = 0) {
      self.contract = contract
      self.status = status
      self.line = line
    }
  }

  package var rows: [Row]

  /// - Parameters:
  ///   - bytes: of the file.
  ///   - file: its name, for faults.
  /// - Throws: every fault in one go; a contract that stands twice is one.
  package init(_ bytes: [UInt8], file: String) throws(Problems) {
    let decoded = TableReader.decode(ContractStatusTable.self, bytes: bytes)
    var faults = decoded.faults
    var lines: [ID: UInt32] = [:]
    for (index, line) in decoded.fileLines.enumerated() {
      let contract = decoded.table.contracts[index]
      guard !contract.isEmpty else { continue }
      if let earlier = lines.updateValue(line, forKey: ID(contract)) {
        faults.append(
          decoded.fault(
            index, ContractStatusTable.contract, expected: "each contract once",
            found: "'\(contract)', which line \(earlier) has"))
      }
    }
    guard faults.isEmpty else {
      throw Problems(
        RegistryFault.inOrder(faults).worded(FileWording()).faults.map { fault in
          var fault = fault
          fault.place = file
          return fault
        })
    }
    rows = decoded.fileLines.indices.map {
      Row(
        contract: decoded.table.contracts[$0], status: decoded.table.statuses[$0], line: Int(decoded.fileLines[$0]))
    }
  }
}

/// Its columns.
struct ContractStatusTable: DecodableTable {
  /// Only for the form of its faults.
  static let table = ContractsTable.table
  static let contract = TableColumn(0, "contract", .required, isIdentity: true, role: .key, help: "id of the contract")
  static let status = TableColumn(1, "status", .required, help: "its status from now on")
  static let columns = [contract, status]

  private(set) var contracts: [String] = []
  private(set) var statuses: [ContractStatus] = []

  mutating func reserve(rows count: Int) {}

  mutating func append(_ cells: inout TableReader) {
    contracts.append(cells.string(cells.name(Self.contract, expected: "the id of a contract")))
    statuses.append(cells.choice(Self.status, ContractStatus.self) ?? .active)
  }
}
