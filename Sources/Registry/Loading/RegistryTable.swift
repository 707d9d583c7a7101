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
  package let refersTo: RegistryFile?

  init(
    _ index: Int, _ name: String, _ presence: Presence = .optional, isIdentity: Bool = false, role: Role = .plain,
    refersTo: RegistryFile? = nil, help: String
  ) {
    self.index = index
    self.name = name
    self.role = role
    self.help = help
    isRequired = presence == .required
    isInEveryHeader = presence != .optional
    self.isIdentity = isIdentity
    self.refersTo = refersTo
  }

  /// The column's place in a set of columns.
  var bit: UInt32 { 1 << UInt32(index) }
}

/// One table's description and the rows decoded so far.
protocol RegistryTable: Sendable {
  static var file: RegistryFile { get }
  /// What a row is, in few words.
  static var summary: String { get }
  /// Every column, each at its `index`.
  static var columns: [TableColumn] { get }
  /// Rows that are judged together are those with the same cells in one of these sets of columns; in one of no columns,
  /// all.
  static var judgedTogether: [[TableColumn]] { get }

  init()

  mutating func reserve(rows: Int)

  /// Decodes the row that `cells` stands at and appends it, whole or not: rows and the reader's lines stay parallel.
  /// A cell at fault is reported to `cells` and stands for its default here.
  mutating func append(_ cells: inout TableReader)
}

extension RegistryTable {
  /// The first key column alone: no two rows of a name, or not on one day.
  static var judgedTogether: [[TableColumn]] { columns.filter { $0.role == .key }.prefix(1).map { [$0] } }
}
