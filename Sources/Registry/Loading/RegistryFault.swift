import CallModel

/// A row of one of a registry's tables.
package struct RegistryRow: Hashable, Sendable {
  package let table: TableName
  /// Among the table's rows, from 0.
  package let index: Int
  /// The line of the table's file on which it begins.
  package let line: Int
}

/// What is wrong with a table, a row or a cell. It is worded where it is told (`RegistryWording`): a file names a row by
/// its line, the registers in the database by its id.
package struct RegistryFault: Error, Sendable {
  package let table: TableName
  /// Nil: the file as a whole, or its header.
  package let row: RegistryRow?
  /// Of the file; that of the row, or a later one of a row of several. Nil: the file as a whole.
  package let line: Int?
  /// Its name in the header; nil: the row as a whole.
  package let column: String?
  package let expected: FaultText
  package let found: FaultText
  /// The column's place in its table's description; below 0 for a fault of the whole row, of the header or the file.
  private let columnIndex: Int

  /// A fault of a row.
  init(_ row: RegistryRow, line: Int? = nil, column: TableColumn?, expected: FaultText, found: FaultText) {
    table = row.table
    self.row = row
    self.line = line ?? row.line
    self.column = column?.name
    columnIndex = column?.index ?? -1
    self.expected = expected
    self.found = found
  }

  /// A fault of the file or its header; a column has the name that the header gives it.
  init(_ table: TableName, line: Int?, headerColumn: String?, expected: FaultText, found: FaultText) {
    self.table = table
    row = nil
    self.line = line
    column = headerColumn
    columnIndex = -1
    self.expected = expected
    self.found = found
  }

  /// In the order of tables, then lines, then columns; faults of one cell stay in the order in which they were found.
  static func inOrder(_ faults: [RegistryFault]) -> RegistryFaults {
    let order = faults.indices.sorted { left, right in
      let (leftFault, rightFault) = (faults[left], faults[right])
      let leftKey = (leftFault.table.rank, leftFault.line ?? 0, leftFault.columnIndex, left)
      let rightKey = (rightFault.table.rank, rightFault.line ?? 0, rightFault.columnIndex, right)
      return leftKey < rightKey
    }
    return RegistryFaults(faults: order.map { faults[$0] })
  }
}

/// All that is wrong with a registry.
package struct RegistryFaults: Error, Sendable {
  /// In the order in which they are reported.
  package let faults: [RegistryFault]

  package func worded(_ wording: some RegistryWording) -> Problems { Problems(faults.map(wording.problem)) }

  /// The rows that the faults are of, or name.
  package var rows: Set<RegistryRow> {
    faults.reduce(into: []) { rows, fault in
      if let row = fault.row { rows.insert(row) }
      rows.formUnion(fault.expected.rows)
      rows.formUnion(fault.found.rows)
    }
  }
}
