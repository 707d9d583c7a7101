import CallModel

/// A fault and its place in the order of the report.
struct LocatedFault: Sendable {
  private let file: RegistryFile
  /// The column's place in its table's description; below 0 for a fault of the whole row, of the header or the file.
  private let columnIndex: Int
  private let fault: Problem

  /// A fault of a row.
  init(_ file: RegistryFile, line: Int, column: TableColumn?, expected: String, found: String) {
    self.file = file
    columnIndex = column?.index ?? -1
    fault = Problem(file.name, line: line, field: column?.name, expected: expected, found: found)
  }

  /// A fault of the file or its header; a column has the name that the header gives it.
  init(_ file: RegistryFile, line: Int?, headerColumn: String?, expected: String, found: String) {
    self.file = file
    columnIndex = -1
    fault = Problem(file.name, line: line, field: headerColumn, expected: expected, found: found)
  }

  /// In the order of tables, then lines, then columns; faults of one cell stay in the order in which they were found.
  static func inOrder(_ faults: [LocatedFault]) -> [Problem] {
    let order = faults.indices.sorted { left, right in
      let (leftFault, rightFault) = (faults[left], faults[right])
      let leftKey = (leftFault.file.rawValue, leftFault.fault.line ?? 0, leftFault.columnIndex, left)
      let rightKey = (rightFault.file.rawValue, rightFault.fault.line ?? 0, rightFault.columnIndex, right)
      return leftKey < rightKey
    }
    return order.map { faults[$0].fault }
  }
}
