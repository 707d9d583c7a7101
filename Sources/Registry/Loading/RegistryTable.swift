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
