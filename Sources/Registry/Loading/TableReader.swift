/// Reads one table's rows by column: maps the header, and gives each row's cells as checked values.
///
/// The values are in `TableReader+Values.swift`. All that is wrong is collected in `faults`; a cell is reported once.
struct TableReader {
  var faults: [RegistryFault] = []
  /// The `TableColumn.bit`s of the row's cells that are at fault; asking for one of them gives nil and no second fault.
  var faultyColumns: UInt32 = 0
  /// The header lacks none of the columns by which others refer to the table, and the file was read to its end.
  var isComplete = true

  var csv: RegistryCSV
  /// Of the rows, from 0; nil: the reader is at the header.
  var rowIndex: Int?
  let table: TableName
  let columns: [TableColumn]
  /// By column: its field, or -1 if the header lacks it.
  var fieldOfColumn: [Int]
  var headerFieldCount = 0
  /// The `TableColumn.bit`s of the columns that the header has.
  var presentColumns: UInt32 = 0
  /// Required columns that the header lacks: reported there, not in each row.
  var missingColumns: UInt32 = 0

  /// Decodes all of `bytes`; never fails, the faults are in the result.
  static func decode<Table: DecodableTable>(_: Table.Type, bytes: [UInt8]) -> DecodedTable<Table> {
    var result = DecodedTable<Table>()
    guard bytes.count <= RegistryLimits.maximumTableBytes else {
      result.isComplete = false
      result.faults = [tooLarge(Table.table, byteCount: bytes.count)]
      return result
    }
    var reader = TableReader(bytes, table: Table.table, columns: Table.columns)
    if reader.readHeader() { reader.readRows(into: &result) }
    result.bytes = reader.csv.bytes
    result.faults = reader.faults
    result.isComplete = reader.isComplete
    return result
  }

  private init(_ bytes: [UInt8], table: TableName, columns: [TableColumn]) {
    csv = RegistryCSV(bytes)
    self.table = table
    self.columns = columns
    fieldOfColumn = [Int](repeating: -1, count: columns.count)
  }

  /// The row's cell of `column`: nil if it is blank or at fault. A blank cell of a required column is reported.
  mutating func cell(_ column: TableColumn, expected: @autoclosure () -> FaultText) -> FieldRange? {
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
  mutating func report(_ column: TableColumn, expected: FaultText, found: FaultText) {
    faultyColumns |= column.bit
    faults.append(RegistryFault(row, column: column, expected: expected, found: found))
  }

  /// The row, as faults name it.
  var row: RegistryRow { RegistryRow(table: table, index: rowIndex ?? 0, line: csv.rowLine) }

  /// Notes that the row's cell of `column` is at fault, whose text was found.
  mutating func report(_ column: TableColumn, expected: FaultText) {
    let fieldIndex = fieldOfColumn[column.index]
    let field = fieldIndex < 0 ? .blank : csv.field(fieldIndex)
    report(column, expected: expected, found: "\(excerpt(of: csv.bytes, field.indices))")
  }

  private static func tooLarge(_ table: TableName, byteCount: Int) -> RegistryFault {
    RegistryFault(
      table, line: nil, headerColumn: nil, expected: "a table of at most \(RegistryLimits.maximumTableBytes) bytes",
      found: "\(byteCount) bytes; remove rows that are no longer needed")
  }
}
