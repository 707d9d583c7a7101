import CallModel
import Registry

/// What a person does to a register (spec 6.1): add, change, end, remove.
extension RegisterTransaction {
  /// Adds a row, a line or a further period of one, say.
  ///
  /// - Parameter values: by column, only such as people enter.
  @discardableResult
  package func add(_ table: TableDescription, _ values: [String: String]) throws -> RegisterRow {
    let blank = [String?](repeating: nil, count: table.columns.count)
    let cells = try cells(of: table, id: nil, values, over: blank)
    let id = table.id(of: cells)
    try checkEntered(table, id, values.keys)
    try checkFilled(table, id, cells)
    return try open(table, cells)
  }

  /// Changes cells of a row.
  ///
  /// - Parameters:
  ///   - values: by column, only such as people enter; blank ones clear their cell.
  ///   - from: the day from which they hold: the row ends the day before and another goes on. Nil: the row itself is
  ///     corrected, as if it had always stood so: open cycles follow, closed ones keep their version (spec 4.3).
  /// - Returns: the row as it is now; nil if nothing changes.
  @discardableResult
  package func change(
    _ table: TableDescription, id: String, _ values: [String: String], from: CivilDate? = nil
  ) throws -> RegisterRow? {
    try checkEntered(table, id, values.keys)
    let row = try row(of: table, id: id, on: from)
    let cells = try cells(of: table, id: id, values, over: row.values)
    if cells == row.values { return nil }
    try checkFilled(table, id, cells)
    if let from, !row.period.contains(from) {
      throw Problem(
        table, id, expected: "one of the row's days, \(row.days), as --from", found: "\(from)",
        remedy: "add a row for other days")
    }
    if let from, from > row.period.first { return try split(row, at: from, values, cells) }
    return try replace(row, with: changed(values))
  }

  /// Gives the last row of an id its last day.
  @discardableResult
  package func end(_ table: TableDescription, id: String, until: CivilDate) throws -> RegisterRow {
    guard let column = table.until else {
      throw Problem(
        table, id, expected: "a table whose rows have periods", found: "\(table.commandName), which has none",
        remedy: "use remove")
    }
    let rows = try existing(table, id)
    let row = rows[rows.count - 1]
    guard until >= row.period.first else {
      throw Problem(
        table, id, field: column.name, expected: "\(row.period.first), when its last row begins, or a later day",
        found: "\(until)", remedy: rows.count > 1 ? "that row is of a change to come: change it first" : nil)
    }
    return try replace(row, with: [column.name: "\(until)"])
  }

  /// Removes all rows of an id.
  ///
  /// - Parameter evenIfUsed: whether also rows that recorded calls refer to.
  package func remove(_ table: TableDescription, id: String, evenIfUsed: Bool = false) throws {
    let rows = try existing(table, id)
    for row in rows where try !evenIfUsed && isUsed(row) {
      throw Problem(
        table, id, expected: "--yes, since recorded calls refer to it", found: "none",
        remedy: "open cycles follow: their calls lose what the row gives them. "
          + (table.until == nil
            ? "Give --yes if that is meant"
            : "To end it from a day: \(table.commandName) end \(RegisterTransaction.quoted(id)) --until DATE; --yes removes it")
      )
    }
    for row in rows { try close(row) }
  }

  private func split(
    _ row: RegisterRow, at from: CivilDate, _ values: [String: String], _ cells: [String?]
  ) throws -> RegisterRow {
    guard let first = row.table.from, let last = row.table.until else {
      throw Problem(
        row.table, row.id, expected: "no --from, since its rows have no periods", found: "\(from)")
    }
    if values[first.name] != nil {
      throw Problem(
        row.table, row.id, field: first.name, expected: "to be given by --from alone", found: "both")
    }
    var cells = cells
    cells[first.index] = "\(from)"
    let day = from.advanced(by: -1)
    try replace(row, with: [last.name: "\(day)"])
    return try open(row.table, cells, replaces: row.row)
  }

  /// The row of an id that `day` is of; without a day the only one, or the one of today.
  private func row(of table: TableDescription, id: String, on day: CivilDate?) throws -> RegisterRow {
    let rows = try existing(table, id)
    if rows.count == 1 { return rows[0] }
    if let row = rows.first(where: { $0.period.contains(day ?? today) }) { return row }
    throw Problem(
      table, id, expected: "a row of \(day ?? today)", found: "rows of \(rows.map(\.days).joined(separator: "; "))",
      remedy: "name a day of one of them with --from")
  }

  /// The rows of an id, at least one.
  private func existing(_ table: TableDescription, _ id: String) throws -> [RegisterRow] {
    let rows = try rows(of: table, id: id)
    guard !rows.isEmpty else { throw RegisterReader.unknown(table, id) }
    return rows
  }

  private func checkEntered(_ table: TableDescription, _ id: String, _ names: some Sequence<String>) throws {
    for name in names.sorted() where table.column(name) != nil && !table.entered.contains(where: { $0.name == name }) {
      throw Problem(
        table, id, field: name, expected: "no value, since the platform fills it", found: "one")
    }
  }

  /// A row of blank cells alone is no row of a file either, so that the tables' own rules never see it.
  private func checkFilled(_ table: TableDescription, _ id: String, _ cells: [String?]) throws {
    guard cells.allSatisfy({ $0 == nil }) else { return }
    throw Problems(
      table.columns.filter(\.isRequired).map {
        Problem(table, id, field: $0.name, expected: $0.help, found: "nothing")
      })
  }

  private func changed(_ values: [String: String]) -> [String: String?] { values.mapValues { $0 } }

  static func quoted(_ id: String) -> String { id.contains(" ") ? "'\(id)'" : id }
}

extension TableColumn.Role {
  /// Whether calls are found or priced by a column.
  var isPricing: Bool {
    switch self {
    case .key, .pricing, .from: true
    case .until, .plain, .platform, .secret: false
    }
  }
}
