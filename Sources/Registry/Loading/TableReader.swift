/// Reads one table's rows by column: maps the header, and gives each row's cells as checked values.
///
/// The values are in `TableReader+Values.swift`. Whatever is wrong is collected in `faults`; a cell is reported once.
struct TableReader {
  private(set) var faults: [LocatedFault] = []
  /// The `TableColumn.bit`s of the row's cells that are at fault; asking for one of them gives nil and no second fault.
  private(set) var faultyColumns: UInt32 = 0
  /// The header lacks none of the columns by which others refer to the table, and the file was read to its end.
  private(set) var isComplete = true

  private(set) var csv: RegistryCSV
  private let file: RegistryFile
  private let columns: [TableColumn]
  /// By column: its field, or -1 if the header lacks it.
  private var fieldOfColumn: [Int]
  private var headerFieldCount = 0
  /// Required columns that the header lacks: reported there, not in each row.
  private var missingColumns: UInt32 = 0

  /// Decodes all of `bytes`; never fails, the faults are in the result.
  static func decode<Table: RegistryTable>(_: Table.Type, bytes: [UInt8]) -> DecodedTable<Table> {
    var result = DecodedTable<Table>()
    guard bytes.count <= RegistryLimits.maximumTableBytes else {
      result.isComplete = false
      result.faults = [tooLarge(Table.file, byteCount: bytes.count)]
      return result
    }
    var reader = TableReader(bytes, file: Table.file, columns: Table.columns)
    if reader.readHeader() { reader.readRows(into: &result) }
    result.bytes = reader.csv.bytes
    result.faults = reader.faults
    result.isComplete = reader.isComplete
    return result
  }

  private init(_ bytes: [UInt8], file: RegistryFile, columns: [TableColumn]) {
    csv = RegistryCSV(bytes)
    self.file = file
    self.columns = columns
    fieldOfColumn = [Int](repeating: -1, count: columns.count)
  }

  /// The row's cell of `column`: nil if it is blank or at fault. A blank cell of a required column is reported.
  mutating func cell(_ column: TableColumn, expected: @autoclosure () -> String) -> FieldRange? {
    if faultyColumns & column.bit != 0 { return nil }
    let fieldIndex = fieldOfColumn[column.index]
    let field = fieldIndex < 0 ? .blank : csv.field(fieldIndex)
    if !field.isEmpty { return field }
    if column.isRequired { report(column, expected: expected(), found: "nothing") }
    return nil
  }

  /// Whether the row leaves `column` blank, or the file has no such column.
  func isBlank(_ column: TableColumn) -> Bool {
    let fieldIndex = fieldOfColumn[column.index]
    return fieldIndex < 0 || csv.field(fieldIndex).isEmpty
  }

  func isFaulty(_ column: TableColumn) -> Bool {
    faultyColumns & column.bit != 0
  }

  /// Notes that the row's cell of `column` is at fault.
  mutating func report(_ column: TableColumn, expected: String, found: String) {
    faultyColumns |= column.bit
    faults.append(
      LocatedFault(file, line: csv.rowLine, column: column, expected: expected, found: found))
  }

  /// Notes that the row's cell of `column` is at fault, whose text was found.
  mutating func report(_ column: TableColumn, expected: String) {
    let fieldIndex = fieldOfColumn[column.index]
    let field = fieldIndex < 0 ? .blank : csv.field(fieldIndex)
    report(column, expected: expected, found: excerpt(of: csv.bytes, field.indices))
  }

  private static func tooLarge(_ file: RegistryFile, byteCount: Int) -> LocatedFault {
    LocatedFault(
      file, line: nil, headerColumn: nil, expected: "a table of at most \(RegistryLimits.maximumTableBytes) bytes",
      found: "\(byteCount) bytes; remove rows that are no longer needed")
  }
}

// MARK: - Rows

extension TableReader {
  private mutating func readRows<Table: RegistryTable>(into result: inout DecodedTable<Table>) {
    let estimate = estimatedRowCount
    result.table.reserve(rows: estimate)
    result.fileLines.reserveCapacity(estimate)
    result.faultyColumns.reserveCapacity(estimate)
    while csv.readRow() {
      guard result.rowCount < RegistryLimits.maximumRows else { return reportTooManyRows() }
      faultyColumns = missingColumns
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
    return csv.bytes.count / max(sample.count, 1) * (lineCount + lineCount / 16 + 1)
  }

  private static let sampleBytes = 65_536

  private mutating func reportTooManyRows() {
    isComplete = false
    faults.append(
      LocatedFault(
        file, line: csv.rowLine, column: nil, expected: "at most \(RegistryLimits.maximumRows) rows", found: "more"))
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
        LocatedFault(
          file, line: csv.rowLine, column: nil,
          expected: "\(headerFieldCount) fields, as in the header",
          found: "\(csv.fieldCount)"))
    }
    for column in columns where !column.isIdentity || fieldOfColumn[column.index] >= csv.fieldCount {
      faultyColumns |= column.bit
    }
  }

  private mutating func report(_ problem: RegistryCSV.Problem) {
    let column = columns.first { fieldOfColumn[$0.index] == problem.fieldIndex }
    if let column { faultyColumns |= column.bit }
    let (expected, found) = describe(problem)
    faults.append(
      LocatedFault(file, line: problem.line, column: column, expected: expected, found: found))
  }

  private func describe(_ problem: RegistryCSV.Problem) -> (expected: String, found: String) {
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

// MARK: - Header

extension TableReader {
  /// Maps the columns to fields; false if there is nothing to read rows with.
  private mutating func readHeader() -> Bool {
    guard csv.readRow() else {
      isComplete = false
      faults.append(
        LocatedFault(
          file, line: nil, headerColumn: nil, expected: "a header with the columns \(requiredNames)",
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
    for column in columns where column.isRequired && fieldOfColumn[column.index] < 0 {
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
  }

  private mutating func reportHeader(_ column: String?, expected: String, found: String) {
    faults.append(
      LocatedFault(file, line: csv.rowLine, headerColumn: column, expected: expected, found: found))
  }

  private var requiredNames: String {
    columns.filter(\.isRequired).map(\.name).joined(separator: ", ")
  }
}
