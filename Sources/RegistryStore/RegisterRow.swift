import CallModel
import GRDB
import Registry

/// A row of a register as it stands, or stood.
package struct RegisterRow: Sendable {
  package let table: TableDescription
  /// Its number in the database: a change gives another.
  package let row: Int64
  /// The change in the journal that opened it.
  package let opened: Int64
  /// By `TableColumn.index`; nil for a blank cell.
  package let values: [String?]

  /// - Parameter row: `row`, `opened`, then the columns of the table.
  init(_ table: TableDescription, _ row: Row) {
    self.init(table: table, row: row[0], opened: row[1], values: table.columns.indices.map { row[$0 + 2] as String? })
  }

  init(table: TableDescription, row: Int64, opened: Int64, values: [String?]) {
    self.table = table
    self.row = row
    self.opened = opened
    self.values = values
  }

  /// The cell of a column; nil if it is blank, or no such column is.
  package subscript(_ column: String) -> String? {
    table.column(column).flatMap { values[$0.index] }
  }

  /// What commands name it by.
  package var id: String { table.id(of: values) }

  /// Its first and last day; unbounded if the table has no periods, or the cells are blank.
  package var period: DateRange {
    let day = { (column: TableColumn?) in column.flatMap { values[$0.index] }.flatMap { CivilDate(text: $0) } }
    return DateRange(first: day(table.from) ?? .distantPast, last: day(table.until) ?? .distantFuture)
  }

  /// Its period in words.
  var days: String {
    switch (period.first == .distantPast, period.last == .distantFuture) {
    case (true, true): "all"
    case (true, false): "up to \(period.last)"
    case (false, true): "from \(period.first) on"
    case (false, false): "\(period.first) to \(period.last)"
    }
  }
}

extension TableDescription {
  /// What commands name a row by: its key columns joined by `/`, blank ones at the end left out.
  package func id(of values: [String?]) -> String {
    var parts = key.map { column in
      values[column.index].flatMap { $0 == column.blankMeans ? nil : $0 } ?? ""
    }
    while parts.count > 1, parts.last == "" { parts.removeLast() }
    return parts.joined(separator: "/")
  }

  /// Its columns as SQL lists them, in the order of their index.
  var columnList: String { columns.map(\.quoted).joined(separator: ", ") }

  /// The id of a row as SQL, in the form of `id(of:)`.
  var idExpression: String { idExpression { $0.blankMeans.map { "'\($0)'" } } }

  /// The ids by which a row may be named, as SQL: a key that has a default may be written out.
  var idExpressions: [String] {
    guard let defaulted = key.first(where: { $0.blankMeans != nil }), let value = defaulted.blankMeans else {
      return [idExpression]
    }
    let written = key.map {
      $0.index == defaulted.index ? "ifnull(\($0.quoted), '\(value)')" : "ifnull(\($0.quoted), '')"
    }
    return [idExpression, "rtrim(\(written.joined(separator: " || '/' || ")), '/')"]
  }

  private func idExpression(_ blank: (TableColumn) -> String?) -> String {
    if key.count == 1, blank(key[0]) == nil { return key[0].quoted }
    let parts = key.map { column in
      blank(column).map { "ifnull(nullif(\(column.quoted), \($0)), '')" } ?? "ifnull(\(column.quoted), '')"
    }
    return "rtrim(\(parts.joined(separator: " || '/' || ")), '/')"
  }
}

extension TableColumn {
  /// The value of a key column that a blank cell stands for, so that both name the same row; nil: blank is blank.
  var blankMeans: String? { role == .key && name == "from_s" ? "0" : nil }
}
