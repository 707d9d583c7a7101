/// A column of a table: its name in the header, and whether the header and each row must have it (spec 2.2, bold).
package struct TableColumn: Sendable {
  package enum Presence: Sendable {
    case required
    /// The header must have it; a cell may be blank.
    case inHeader
    /// Blank or absent means the default.
    case optional
  }

  /// What a change of the column means for the registers in the database (spec 6.1).
  package enum Role: Sendable {
    /// Part of what names the row: `show`, `change`, `end` and `remove` find it by this.
    case key
    /// Calls are found or priced by it: once they were, it changes by a new row from a date.
    case pricing
    /// First and last day of the row, both inclusive.
    case from, until
    /// Anything else that people enter.
    case plain
    /// Filled by the platform, not by people.
    case platform
    /// Filled by the platform, and shown only on request.
    case secret
  }

  /// The column's place in its table's description, 0-31; a file may have the columns in any order.
  package let index: Int
  package let name: String
  /// Whether each row must have a value in it.
  package let isRequired: Bool
  /// Whether a file must have the column.
  package let isInEveryHeader: Bool
  package let role: Role
  /// What it holds, its values and its default, as the help of a command says it.
  package let help: String
  /// Others refer to the row by this column, or are found through it: it is read even in a row whose number of
  /// fields is wrong, so that one fault does not cause others.
  let isIdentity: Bool
  /// The table whose rows it names by their first key column; each name must be there, as far as a rule asks for it.
  package let refersTo: TableName?
  /// The migration by which the column came to the database; nil: with its table.
  package let migration: String?

  init(
    _ index: Int, _ name: String, _ presence: Presence = .optional, isIdentity: Bool = false, role: Role = .plain,
    refersTo: TableName? = nil, migration: String? = nil, help: String
  ) {
    self.index = index
    self.name = name
    self.role = role
    self.help = help
    isRequired = presence == .required
    isInEveryHeader = presence != .optional
    self.isIdentity = isIdentity
    self.refersTo = refersTo
    self.migration = migration
  }

  /// As SQL names it: some names are words of SQL.
  package var quoted: String { "\"\(name)\"" }

  /// The column's place in a set of columns.
  var bit: UInt32 { 1 << UInt32(index) }
}

/// Rows of a file of CSV, decoded by columns.
protocol DecodableTable: Sendable {
  static var table: TableName { get }
  /// Every column, each at its `index`.
  static var columns: [TableColumn] { get }

  init()

  mutating func reserve(rows: Int)

  /// Decodes the row that `cells` stands at and appends it, whole or not: rows and the reader's lines stay parallel.
  /// A cell at fault is reported to `cells` and stands for its default here.
  mutating func append(_ cells: inout TableReader)
}

/// A table of the registry with its description, for what is generic over tables.
package protocol DescribedTable {
  static var description: TableDescription { get }
}

/// One table of the registry: all that is said of it, and the rows decoded so far.
protocol RegistryTable: DecodableTable, DescribedTable {
  /// What a row is, in few words.
  static var summary: String { get }
  /// Whether a registry needs it.
  static var isRequired: Bool { get }
  /// Whether it has many rows, and is read first.
  static var isLarge: Bool { get }
  /// Rows that are judged together are those with the same cells in one of these sets of columns; in one of no columns,
  /// all.
  static var judgedTogether: [[TableColumn]] { get }
  /// The columns that rating reads (spec 2.2), in their order; none: only the registers in the database have the table.
  static var ratingColumns: [TableColumn] { get }
  /// Whether no amount of a customer follows from it: what bills say (`StatementTables`), what carriers take
  /// (`CarrierRates`).
  static var isBesideRating: Bool { get }
  static var recordedUse: RecordedUse { get }
  /// The migration by which it came to the database; nil: version 2.
  static var migration: String? { get }
  static var example: TableExample { get }
  /// Where its rows are while a registry is read.
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { get }
}

extension RegistryTable {
  package static var description: TableDescription { TableDescription(Self.self) }
  static var isRequired: Bool { false }
  static var isLarge: Bool { false }
  /// The first key column alone: no two rows of a name, or not on one day.
  static var judgedTogether: [[TableColumn]] { columns.filter { $0.role == .key }.prefix(1).map { [$0] } }
  static var ratingColumns: [TableColumn] { [] }
  static var isBesideRating: Bool { false }
  static var recordedUse: RecordedUse { .none }
  static var migration: String? { nil }
}

/// Which recorded calls know of a row, so that it is removed only if that is asked for (spec 6.1): those of the contract,
/// line, plan, band or zone that a column names; `inPeriod`: on the row's days alone.
package enum RecordedUse: Sendable {
  case none
  case contract(TableColumn)
  case line(TableColumn, inPeriod: Bool)
  case plan(TableColumn, inPeriod: Bool)
  case band(TableColumn)
  case zone(TableColumn)
  /// Those of a day, if prices follow bands.
  case day(TableColumn)
}

/// A row for the examples of the helps.
package struct TableExample: Sendable {
  /// What names it.
  package var id: String
  /// Its cells as options, one a line of the help.
  package var add: [String]
  package var change: String
  /// Column and value of a filter.
  package var filter: String
}
