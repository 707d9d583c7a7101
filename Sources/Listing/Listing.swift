import CallModel

/// Where a column is shown; a page says by itself which columns it shows.
package enum ListingPlace: Sendable { case table, csv, json }

extension Set<ListingPlace> {
  package static let everywhere: Set = [.table, .csv, .json]
  /// For programs.
  package static let data: Set = [.csv, .json]
  package static let table: Set = [.table]
  package static let json: Set = [.json]
}

/// A column of a list: what it is called by machines and by people, and what it shows of a row.
package struct ListingColumn<Row>: Sendable {
  /// In JSON, in the header of CSV, in a link that sorts or filters: `cycle_start`.
  package let key: String
  /// For people.
  package let title: String
  /// Characters it takes at most in a table; nil: as many as its cells.
  package let width: Int?
  package let places: Set<ListingPlace>
  /// Whether a table leaves it out where no row fills it, or all count nothing.
  package let hidesIfEmpty: Bool
  package let value: @Sendable (Row) -> ListingValue

  package init(
    _ key: String, _ title: String, width: Int? = nil, in places: Set<ListingPlace> = .everywhere,
    hidesIfEmpty: Bool = false, _ value: @escaping @Sendable (Row) -> ListingValue
  ) {
    self.key = key
    self.title = title
    self.width = width
    self.places = places
    self.hidesIfEmpty = hidesIfEmpty
    self.value = value
  }
}

/// One description of the columns of a list, from which its table, its CSV, its JSON and its page follow.
package struct Listing<Row>: Sendable {
  package let columns: [ListingColumn<Row>]
  /// Those of the CSV, in its order.
  private let csvColumns: [ListingColumn<Row>]
  private let guardsFormulas: Bool

  /// - Parameters:
  ///   - columns: in the order of the table.
  ///   - csv: the keys of the CSV in its order, where that is not the table's.
  ///   - guardsFormulas: whether the CSV makes text of what a spreadsheet would take for a formula (spec 2.5); not where
  ///     programs take ids from it.
  package init(_ columns: [ListingColumn<Row>], csv: [String]? = nil, guardsFormulas: Bool = true) {
    self.columns = columns
    self.guardsFormulas = guardsFormulas
    csvColumns =
      csv.map { keys in keys.compactMap { key in columns.first { $0.key == key && $0.places.contains(.csv) } } }
      ?? columns.filter { $0.places.contains(.csv) }
  }

  private init(columns: [ListingColumn<Row>], csvColumns: [ListingColumn<Row>], guardsFormulas: Bool) {
    self.columns = columns
    self.csvColumns = csvColumns
    self.guardsFormulas = guardsFormulas
  }

  /// The cells of a row, in the order of the columns.
  package func cells(_ row: Row) -> [ListingValue] { columns.map { $0.value(row) } }

  /// The cell of a column; none if there is no such column.
  package func cell(_ key: String, _ row: Row) -> ListingValue {
    columns.first { $0.key == key }?.value(row) ?? .none
  }

  /// Some of the columns, in the order of the keys, wherever they are shown otherwise.
  package func only(_ keys: [String]) -> Listing {
    Listing(
      keys.compactMap { key in
        columns.first { $0.key == key }.map { ListingColumn($0.key, $0.title, width: $0.width, $0.value) }
      })
  }

  /// The same columns without some.
  package func without(_ keys: Set<String>) -> Listing { Listing(columns.filter { !keys.contains($0.key) }) }

  /// The same columns with other values.
  package func mapValues(_ transform: @escaping @Sendable (ListingValue) -> ListingValue) -> Listing {
    func mapped(_ columns: [ListingColumn<Row>]) -> [ListingColumn<Row>] {
      columns.map { column in
        ListingColumn(
          column.key, column.title, width: column.width, in: column.places, hidesIfEmpty: column.hidesIfEmpty
        ) { transform(column.value($0)) }
      }
    }
    return Listing(columns: mapped(columns), csvColumns: mapped(csvColumns), guardsFormulas: guardsFormulas)
  }

  /// What a page shows: some of the columns, in its order, under its titles.
  ///
  /// - Parameters:
  ///   - columns: keys and titles; what is no key of this list is left out.
  ///   - words: by key, what a page shows in place of the value: words for a code.
  package func page(
    _ columns: [(key: String, title: String)], words: [String: @Sendable (Row) -> ListingValue] = [:]
  ) -> Listing {
    Listing(
      columns.compactMap { key, title in
        guard let known = self.columns.first(where: { $0.key == key }) else { return nil }
        return ListingColumn(key, title, width: known.width, words[key] ?? known.value)
      })
  }
}

// MARK: - CSV and JSON

extension Listing {
  /// The header of the CSV, with its line end.
  package var csvHeader: String { csvColumns.map(\.key).joined(separator: ",") + "\n" }

  /// A row of the CSV, with its line end.
  package func csv(_ row: Row) -> [UInt8] {
    Array(csvColumns.map { csvCell($0.value(row)) }.joined(separator: ",".utf8)) + "\n".utf8
  }

  /// A row as a JSON object: what is encoded of it.
  ///
  /// - Parameter more: what stands beside the columns.
  package func object(_ row: Row, with more: [(name: String, value: String)]) -> ListingValue {
    guard case .object(var values) = object(row) else { return .none }
    for (name, value) in more { values[name] = .text(value) }
    return .object(values)
  }

  package func object(_ row: Row) -> ListingValue {
    var values: [String: ListingValue] = [:]
    for column in columns where column.places.contains(.json) { values[column.key] = column.value(row) }
    return .object(values)
  }

  private func csvCell(_ value: ListingValue) -> [UInt8] {
    let bytes = Array(value.plainText.utf8)
    let isFormula = guardsFormulas && value.mayBeFormula && (bytes.first.map("=+-@\t\r".utf8.contains) ?? false)
    let guarded = isFormula ? "'".utf8 + bytes : bytes
    guard guarded.contains(where: ",\"\n\r".utf8.contains) else { return guarded }
    let quote = UInt8(ascii: "\"")
    return [quote] + guarded.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
