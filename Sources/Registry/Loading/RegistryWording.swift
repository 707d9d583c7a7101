import CallModel

/// How faults name tables and rows.
package protocol RegistryWording {
  func name(of table: TableName) -> String
  func place(of row: RegistryRow) -> String
  /// A row by which a line is meant.
  func place(of row: RegistryRow, ofLine id: String) -> String
  func problem(_ fault: RegistryFault) -> Problem
}

/// By file and line: `lines.csv:12`.
package struct FileWording: RegistryWording {
  package init() {}

  package func name(of table: TableName) -> String { table.file }
  package func place(of row: RegistryRow) -> String { "\(row.table.file):\(row.line)" }
  package func place(of row: RegistryRow, ofLine id: String) -> String { "\(place(of: row)) (line \(id))" }

  package func problem(_ fault: RegistryFault) -> Problem {
    Problem(
      fault.table.file, line: fault.line, field: fault.column, expected: fault.expected.worded(self),
      found: fault.found.worded(self))
  }
}
