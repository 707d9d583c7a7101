import CallModel

/// By which numbers the ERP knows contracts and lines: `erp_id` of their tables (spec 11.2).
///
/// They are today's for each service, that of a closed cycle too: no amount follows from them.
package struct ERPNumbers: Equatable, Sendable {
  /// By contract.
  private var contracts: [ID: Int] = [:]
  /// Contracts with an `erp_id`, by that.
  private var owners: [Int: String] = [:]
  /// By contract and line; a line that has several rows under a contract has the number of the last with one.
  private var lines: [ID: [ID: Int]] = [:]

  package init() {}

  /// - Parameter tables: file name to content, `contracts.csv` and `lines.csv`; others are ignored.
  /// - Throws: every fault of the two by themselves, and of their numbers.
  package init(tables: [String: [UInt8]]) throws(Problems) {
    let contractRows = Self.decode(ContractsTable.self, tables)
    let lineRows = Self.decode(LinesTable.self, tables)
    let faults =
      contractRows.faults + lineRows.faults + RegistryChecks.faults(ofERPNumbers: contractRows)
      + RegistryChecks.faults(ofERPNumbers: lineRows)
    guard faults.isEmpty else { throw RegistryFault.inOrder(faults).worded(FileWording()) }
    for cell in contractRows.table.erpIDs {
      let contract = contractRows.cell(contractRows.table.ids[cell.row])
      contracts[ID(contract)] = cell.number
      owners[cell.number] = contract
    }
    for cell in lineRows.table.erpIDs {
      let contract = ID(lineRows.cell(lineRows.table.contracts[cell.row]))
      lines[contract, default: [:]][ID(lineRows.cell(lineRows.table.ids[cell.row]))] = cell.number
    }
  }

  /// The contract's number; nil: it has none, and its id is no number that the ERP could have given, or one that another
  /// contract has as its `erp_id`.
  package func contract(_ id: String) -> Int? {
    if let number = contracts[ID(id)] { return number }
    guard let number = ERPCell.number(id), owners[number] == nil else { return nil }
    return number
  }

  /// The contract that has the id of this one, which has no `erp_id`, as its own; nil: none.
  package func owner(ofNumber id: String) -> String? {
    contracts[ID(id)] == nil ? ERPCell.number(id).flatMap { owners[$0] } : nil
  }

  /// The line's number; nil: none was entered.
  package func line(_ id: String, ofContract contract: String) -> Int? { lines[ID(contract)]?[ID(id)] }

  private static func decode<Table: RegistryTable>(_: Table.Type, _ tables: [String: [UInt8]]) -> DecodedTable<Table> {
    tables[Table.table.file].map { TableReader.decode(Table.self, bytes: $0) } ?? DecodedTable<Table>()
  }
}

/// A row's `erp_id`.
package struct ERPCell: Sendable {
  /// What the ERP's own ids may be: integers of 32 bits above 0.
  static let numbers = 1...Int(Int32.max)

  let row: Int
  let number: Int

  /// A contract's id as the ERP writes its own: two ids are never one number.
  package static func number(_ id: String) -> Int? {
    guard let number = Int(id), numbers.contains(number), "\(number)" == id else { return nil }
    return number
  }
}

extension TableReader {
  mutating func erpID(_ column: TableColumn) -> Int? { wholeNumber(column, in: ERPCell.numbers) }
}
