/// The rows below the header, decoded one by one.
extension TableReader {
  mutating func readRows<Table: DecodableTable>(into result: inout DecodedTable<Table>) {
    let estimate = estimatedRowCount
    result.table.reserve(rows: estimate)
    result.fileLines.reserveCapacity(estimate)
    result.faultyColumns.reserveCapacity(estimate)
    while csv.readRow() {
      guard result.rowCount < RegistryLimits.maximumRows else { return reportTooManyRows() }
      faultyColumns = missingColumns
      rowIndex = result.rowCount
      if !csv.problems.isEmpty || csv.fieldCount != headerFieldCount { reportRowProblems() }
      result.table.append(&self)
      result.fileLines.append(UInt32(truncatingIfNeeded: csv.rowLine))
      result.faultyColumns.append(faultyColumns)
    }
  }

  /// From the length of the first rows, somewhat more: growing an array later copies all of it.
  private var estimatedRowCount: Int {
    let sample = csv.bytes.prefix(Self.sampleBytes)
    let lineCount = sample.count { $0 == UInt8(ascii: "\n") }
    let estimate = csv.bytes.count / max(sample.count, 1) * (lineCount + lineCount / 16 + 1)
    return min(estimate, RegistryLimits.maximumReservedRows)
  }

  private static let sampleBytes = 65_536

  private mutating func reportTooManyRows() {
    isComplete = false
    faults.append(
      RegistryFault(
        table, line: csv.rowLine, headerColumn: nil, expected: "at most \(RegistryLimits.maximumRows) rows",
        found: "more"))
  }

  /// Reports what breaks the rules of CSV in the row, and marks the columns that cannot be relied on.
  private mutating func reportRowProblems() {
    for problem in csv.problems { report(problem) }
    // An unclosed quote swallowed the rest of the file: the missing fields are no second fault.
    let isCut = csv.problems.contains { $0.kind == .unclosedQuote }
    if isCut { isComplete = false }
    guard csv.fieldCount != headerFieldCount else { return }
    if !isCut {
      faults.append(
        RegistryFault(
          row, column: nil,
          expected: "\(headerFieldCount) fields, as in the header",
          found: "\(csv.fieldCount)"))
    }
    for column in columns where !column.isIdentity || fieldOfColumn[column.index] >= csv.fieldCount {
      faultyColumns |= column.bit
    }
  }

  mutating func report(_ problem: RegistryCSV.Problem) {
    let column = columns.first { fieldOfColumn[$0.index] == problem.fieldIndex }
    if let column { faultyColumns |= column.bit }
    let (expected, found) = describe(problem)
    // Before the first row the header has no column yet.
    faults.append(
      rowIndex == nil
        ? RegistryFault(table, line: problem.line, headerColumn: nil, expected: expected, found: found)
        : RegistryFault(row, line: problem.line, column: column, expected: expected, found: found))
  }

  private func describe(_ problem: RegistryCSV.Problem) -> (expected: FaultText, found: FaultText) {
    switch problem.kind {
    case .unclosedQuote:
      ("a closing quote mark for the one that opens this field", "the end of the file")
    case .textAfterQuote:
      ("the field to end at its closing quote mark", "more text; write a quote mark inside quotes twice")
    case .quoteInText:
      ("a field with a quote mark to be in quotes as a whole", "a quote mark in the text; write \"…\"\"…\"")
    case .carriageReturn:
      ("lines that end in \\n or \\r\\n", "a carriage return alone")
    case .notUTF8:
      ("UTF-8 text", "bytes that are not UTF-8; save the file with the encoding UTF-8")
    case .tooLong:
      ("at most \(RegistryLimits.maximumFieldBytes) bytes in a field", "\(csv.field(problem.fieldIndex).count)")
    }
  }
}
