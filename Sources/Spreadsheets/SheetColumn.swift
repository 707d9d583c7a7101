import CallModel

/// A column of a table that people open in a spreadsheet (spec 11.4).
package struct SheetColumn: Sendable {
  package enum Kind: Sendable {
    /// Never a number or a date, regardless of how it looks: ids, telephone numbers.
    case text
    /// A whole number.
    case count
    /// Reais; the cells say with how many decimals.
    case amount
    case day
    /// Local date and time.
    case moment
    /// A time of day.
    case clock
  }

  /// As other formats have it, for machines.
  package let name: String
  /// In Portuguese, for people.
  package let title: String
  package let kind: Kind
  /// In characters.
  package let width: Int
  /// Whether the table ends with its sum.
  package let isSummed: Bool

  package init(_ name: String, _ title: String, _ kind: Kind, width: Int, isSummed: Bool = false) {
    self.name = name
    self.title = title
    self.kind = kind
    self.width = width
    self.isSummed = isSummed
  }
}

/// A cell; of a column's kind, or blank.
package enum SheetCell: Equatable, Sendable {
  case blank
  case text(String)
  case count(Int)
  /// Millionths of a real, and the decimals shown, 2 to 6.
  case amount(Int128, decimals: Int)
  case day(CivilDate)
  case moment(CivilDate, secondOfDay: Int)
  case clock(secondOfDay: Int)
}

/// Where the rows of a table go.
package protocol SheetWriter {
  /// Adds a row: a cell for each column.
  func add(_ cells: [SheetCell]) throws
  /// Writes what comes after the last row, and hands on what is left.
  func end() throws
}
