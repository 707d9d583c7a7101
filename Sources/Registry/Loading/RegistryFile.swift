/// The tables of a registry, in the order in which their faults are reported (spec 2.2).
enum RegistryFile: Int, CaseIterable, Sendable {
  case contracts, plans, lines, dids, allowances, bands, holidays, zones, rates

  /// The table's file name, e.g. `lines.csv`.
  var name: String { "\(self).csv" }

  /// Whether a registry without this table is at fault.
  var isRequired: Bool {
    switch self {
    case .contracts, .plans, .lines, .rates: true
    case .dids, .allowances, .bands, .holidays, .zones: false
    }
  }
}

/// A column of a table: its name in the header, and whether the header and each row must have it (spec 2.2, bold).
struct TableColumn: Sendable {
  enum Presence: Sendable {
    case required
    /// Blank or absent means the default.
    case optional
  }

  /// The column's place in its table's description, 0-31; a file may have the columns in any order.
  let index: Int
  let name: String
  let isRequired: Bool
  /// Others refer to the row by this column, or are found through it: it is read even in a row whose number of
  /// fields is wrong, so that one fault does not cause others.
  let isIdentity: Bool

  init(_ index: Int, _ name: String, _ presence: Presence = .optional, isIdentity: Bool = false) {
    self.index = index
    self.name = name
    self.isRequired = presence == .required
    self.isIdentity = isIdentity
  }

  /// The column's place in a set of columns.
  var bit: UInt32 { 1 << UInt32(index) }
}

/// One table's description and the rows decoded so far.
protocol RegistryTable: Sendable {
  static var file: RegistryFile { get }
  /// Every column, each at its `index`.
  static var columns: [TableColumn] { get }

  init()

  mutating func reserve(rows: Int)

  /// Decodes the row that `cells` stands at and appends it, whole or not: rows and the reader's lines stay parallel.
  /// A cell at fault is reported to `cells` and stands for its default here.
  mutating func append(_ cells: inout TableReader)
}

/// A table's rows with where they came from; the rows may be used only if no table has a fault.
struct DecodedTable<Table: RegistryTable>: Sendable {
  var table = Table()
  /// The file's bytes, which `FieldRange`s of the table refer to.
  var bytes: [UInt8] = []
  /// By row: the line on which it begins.
  var fileLines: [UInt32] = []
  /// By row: the `TableColumn.bit`s of the cells at fault.
  var faultyColumns: [UInt32] = []
  var faults: [LocatedFault] = []
  /// Whether every row was seen; if not, that a reference is not found proves nothing.
  var isComplete = true

  var rowCount: Int { fileLines.count }

  /// Whether none of `columns`, a set of `TableColumn.bit`s, is at fault in `row`.
  func isSound(_ row: Int, _ columns: UInt32) -> Bool {
    faultyColumns[row] & columns == 0
  }

  /// `lines.csv:12`
  func place(_ row: Int) -> String {
    "\(Table.file.name):\(fileLines[row])"
  }

  /// The cell's text, for messages.
  func text(_ field: FieldRange) -> String {
    excerpt(of: bytes, field.indices)
  }

  func fault(_ row: Int, _ column: TableColumn, expected: String, found: String) -> LocatedFault {
    LocatedFault(Table.file, line: Int(fileLines[row]), column: column, expected: expected, found: found)
  }
}

/// A fault and its place in the order of the report.
struct LocatedFault: Sendable {
  private let file: RegistryFile
  /// The column's place in its table's description; below 0 for a fault of the whole row, of the header or the file.
  private let columnIndex: Int
  private let fault: RegistryFault

  /// A fault of a row.
  init(_ file: RegistryFile, line: Int, column: TableColumn?, expected: String, found: String) {
    self.file = file
    columnIndex = column?.index ?? -1
    fault = RegistryFault(file: file.name, line: line, column: column?.name, expected: expected, found: found)
  }

  /// A fault of the file or its header; a column has the name that the header gives it.
  init(_ file: RegistryFile, line: Int?, headerColumn: String?, expected: String, found: String) {
    self.file = file
    columnIndex = -1
    fault = RegistryFault(file: file.name, line: line, column: headerColumn, expected: expected, found: found)
  }

  /// In the order of tables, then lines, then columns; faults of one cell stay in the order in which they were found.
  static func inOrder(_ faults: [LocatedFault]) -> [RegistryFault] {
    let order = faults.indices.sorted { left, right in
      let (leftFault, rightFault) = (faults[left], faults[right])
      let leftKey = (leftFault.file.rawValue, leftFault.fault.line ?? 0, leftFault.columnIndex, left)
      let rightKey = (rightFault.file.rawValue, rightFault.fault.line ?? 0, rightFault.columnIndex, right)
      return leftKey < rightKey
    }
    return order.map { faults[$0].fault }
  }
}
