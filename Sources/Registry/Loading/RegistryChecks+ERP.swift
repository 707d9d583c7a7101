import CallModel

/// The ERP knows a contract, and a line, by one number (spec 11.2): two that share one would be charged as one.
extension RegistryChecks {
  func erpFaults() -> [RegistryFault] {
    Self.faults(ofERPNumbers: tables.contracts) + Self.faults(ofERPNumbers: tables.lines)
  }

  /// No two contracts have one number at the ERP, that of a contract without `erp_id` being its id.
  static func faults(ofERPNumbers contracts: DecodedTable<ContractsTable>) -> [RegistryFault] {
    let cells = contracts.table.erpIDs
    guard !cells.isEmpty else { return [] }
    var keys = cells.map { KeyedRow(key: UInt64($0.number), row: $0.row) }
    let expected: FaultText = "a number that is no other contract's"
    var faults: [RegistryFault] = []
    keys.sortByKey()
    keys.forEachRepeatedKey { rows in
      let first = Int(rows[rows.startIndex].row)
      for later in rows.dropFirst() {
        faults.append(
          contracts.fault(
            Int(later.row), ContractsTable.erpID, expected: expected,
            found: "\(later.key), which \(row: contracts.row(first)) has"))
      }
    }
    var rowOfNumber: [Int: Int] = [:]
    let entered = Set(cells.map(\.row))
    for (row, id) in contracts.table.ids.enumerated() where !entered.contains(row) {
      if contracts.isSound(row, ContractsTable.erpID.bit), let number = ERPCell.number(contracts.cell(id)) {
        rowOfNumber[number] = row
      }
    }
    for cell in cells {
      guard let other = rowOfNumber[cell.number] else { continue }
      faults.append(
        contracts.fault(
          cell.row, ContractsTable.erpID, expected: expected,
          found: """
            \(cell.number), the id of \(row: contracts.row(other)), which has no \(ContractsTable.erpID.name) of its own: \
            fill that in
            """))
    }
    return faults
  }

  /// No two lines have one number at the ERP on one day.
  static func faults(ofERPNumbers lines: DecodedTable<LinesTable>) -> [RegistryFault] {
    let cells = lines.table.erpIDs
    guard cells.count > 1 else { return [] }
    var keys = cells.map { KeyedRow(key: UInt64($0.number), row: $0.row) }
    var names = NameTable(capacity: cells.count)
    var faults: [RegistryFault] = []
    keys.sortByKey()
    keys.forEachRepeatedKey { rows in
      var claims = rows.map(\.row).map(Int.init).filter {
        lines.isSound($0, LinesTable.periodColumns) && !lines.table.ids[$0].isEmpty
      }.map { row in
        Claim(
          lines.table.rows[row].activePeriod, owner: names.insert(lines.table.ids[row], in: lines.bytes).index, row: row
        )
      }
      let number = rows[rows.startIndex].key
      claims.forEachConflict { earlier, later in
        faults.append(
          lines.fault(
            later.row, LinesTable.erpID,
            expected: "a number that no other line has \(earlier.sharedDays(later).phrase)",
            found: "\(number), which \(row: lines.row(earlier.row)) has"))
      }
    }
    return faults
  }
}
