/// The header: which column is where.
extension TableReader {
  /// Maps the columns to fields; false if there is nothing to read rows with.
  mutating func readHeader() -> Bool {
    guard csv.readRow() else {
      isComplete = false
      faults.append(
        RegistryFault(
          table, line: nil, headerColumn: nil, expected: "a header with the columns \(requiredNames)",
          found: "an empty file"))
      return false
    }
    headerFieldCount = csv.fieldCount
    let hasProblems = !csv.problems.isEmpty
    for problem in csv.problems { report(problem) }
    guard !hasProblems, checkColumnCount() else {
      isComplete = false
      return false
    }
    for fieldIndex in 0..<headerFieldCount { mapColumn(fieldIndex) }
    for column in columns where column.isInEveryHeader && fieldOfColumn[column.index] < 0 {
      missingColumns |= column.bit
      if column.isIdentity { isComplete = false }
      reportHeader(column.name, expected: "this column in the header", found: "no column of that name")
    }
    return true
  }

  private mutating func checkColumnCount() -> Bool {
    guard headerFieldCount > RegistryLimits.maximumColumns else { return true }
    reportHeader(
      nil, expected: "at most \(RegistryLimits.maximumColumns) columns", found: "\(headerFieldCount)")
    return false
  }

  private mutating func mapColumn(_ fieldIndex: Int) {
    let field = csv.field(fieldIndex)
    if field.isEmpty {
      reportHeader(nil, expected: "a name for each column", found: "nothing as the name of column \(fieldIndex + 1)")
      return
    }
    let name = excerpt(of: csv.bytes, field.indices)
    guard let column = columns.first(where: { $0.name.utf8.elementsEqual(csv.bytes[field.indices]) }) else {
      let known = columns.map(\.name).joined(separator: ", ")
      reportHeader(name, expected: "one of the columns \(known)", found: "an unknown column")
      return
    }
    guard fieldOfColumn[column.index] < 0 else {
      reportHeader(name, expected: "each column once", found: "the column a second time")
      return
    }
    fieldOfColumn[column.index] = fieldIndex
    presentColumns |= column.bit
  }

  private mutating func reportHeader(_ column: String?, expected: FaultText, found: FaultText) {
    faults.append(
      RegistryFault(table, line: csv.rowLine, headerColumn: column, expected: expected, found: found))
  }

  private var requiredNames: String {
    columns.filter(\.isInEveryHeader).map(\.name).joined(separator: ", ")
  }
}
