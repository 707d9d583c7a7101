/// A table's rows with where they came from; the rows may be used only if no table has a fault.
struct DecodedTable<Table: DecodableTable>: Sendable {
  var table = Table()
  /// The file's bytes, which `FieldRange`s of the table refer to.
  var bytes: [UInt8] = []
  /// By row: the line on which it begins.
  var fileLines: [UInt32] = []
  /// By row: the `TableColumn.bit`s of the cells at fault.
  var faultyColumns: [UInt32] = []
  var faults: [RegistryFault] = []
  /// Whether every row was seen; if not, that a reference is not found proves nothing.
  var isComplete = true

  var rowCount: Int { fileLines.count }

  /// Whether none of `columns`, a set of `TableColumn.bit`s, is at fault in `row`.
  func isSound(_ row: Int, _ columns: UInt32) -> Bool {
    faultyColumns[row] & columns == 0
  }

  /// The row, as faults name it.
  func row(_ index: Int) -> RegistryRow {
    RegistryRow(table: Table.table, index: index, line: Int(fileLines[index]))
  }

  /// The cell's text as it stands.
  func cell(_ field: FieldRange) -> String {
    String(decoding: bytes[field.indices], as: UTF8.self)
  }

  /// The cell's text, for messages.
  func text(_ field: FieldRange) -> String {
    excerpt(of: bytes, field.indices)
  }

  func fault(_ row: Int, _ column: TableColumn, expected: FaultText, found: FaultText) -> RegistryFault {
    RegistryFault(self.row(row), column: column, expected: expected, found: found)
  }
}
