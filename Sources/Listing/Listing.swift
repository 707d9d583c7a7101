import CallModel

/// A column of a list: what it is called by machines and by people, and what it shows of a row.
package struct ListingColumn<Row>: Sendable {
  /// In JSON, in the header of CSV, in a link that sorts or filters: `cycle_start`.
  package let key: String
  /// For people.
  package let title: String
  /// Characters it takes at most in a table; nil: as many as its cells.
  package let width: Int?
  package let value: @Sendable (Row) -> ListingValue

  package init(_ key: String, _ title: String, width: Int? = nil, _ value: @escaping @Sendable (Row) -> ListingValue) {
    self.key = key
    self.title = title
    self.width = width
    self.value = value
  }
}

/// One description of the columns of a list, from which its table, its CSV, its JSON and its page follow.
package struct Listing<Row>: Sendable {
  package let columns: [ListingColumn<Row>]

  package init(_ columns: [ListingColumn<Row>]) { self.columns = columns }

  /// The cells of a row, in the order of the columns.
  package func cells(_ row: Row) -> [ListingValue] { columns.map { $0.value(row) } }

  /// The header of the CSV, with its line end.
  package var csvHeader: String { columns.map(\.key).joined(separator: ",") + "\n" }

  /// A row of the CSV, with its line end.
  package func csv(_ row: Row) -> String { cells(row).map(Self.csvCell).joined(separator: ",") + "\n" }

  /// A row as a JSON object: whole numbers as numbers, amounts as text, so that no reader's floating point rounds them.
  package func json(_ row: Row) -> String {
    "{" + zip(columns, cells(row)).map { "\(JSONText.quoted($0.key)):\(Self.jsonCell($1))" }.joined(separator: ",")
      + "}"
  }

  /// The same columns without some.
  package func without(_ keys: Set<String>) -> Listing { Listing(columns.filter { !keys.contains($0.key) }) }

  private static func csvCell(_ value: ListingValue) -> String {
    let text = value.plainText
    // What a spreadsheet would take for a formula is made text (spec 2.5); a number is none.
    let isText =
      switch value {
      case .text, .free: true;
      default: false
      }
    let isFormula = isText && (text.first.map { "=+-@\t\r".contains($0) } ?? false)
    let guarded = isFormula ? "'" + text : text
    guard guarded.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return guarded }
    return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
  }

  private static func jsonCell(_ value: ListingValue) -> String {
    switch value {
    case .none: "null"
    case .integer, .instant, .seconds: value.plainText
    case .flag(let isSet): isSet ? "true" : "false"
    case .text, .free, .amount, .day, .telephone: JSONText.quoted(value.plainText)
    }
  }
}

extension ListingValue {
  /// As machines read it: days as `2026-11-10`, nothing for none.
  package var plainText: String {
    switch self {
    case .none: ""
    case .text(let text), .free(let text), .amount(let text), .telephone(let text): text
    case .integer(let number), .seconds(let number): "\(number)"
    case .day(let day): "\(day)"
    case .instant(let seconds): "\(seconds)"
    case .flag(let isSet): isSet ? "yes" : "no"
    }
  }

  /// Whether it stands at the right of its column.
  package var isRightAligned: Bool {
    switch self {
    case .integer, .amount, .seconds: true
    case .none, .text, .free, .day, .instant, .flag, .telephone: false
    }
  }
}

enum JSONText {
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\u" + scalar.value.padded(to: 4, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
