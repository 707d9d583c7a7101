import GRDB
import Registry

extension ImportedTable {
  private func register(_ row: Int64) throws -> RegisterRow? {
    try RegisterReader(database).rows(of: table, where: "row = \(row)").first
  }

  /// Changes the register.
  func apply() throws -> RegisterImportCounts {
    let counts = try count()
    guard counts.hasChanges else { return counts }
    let journal = try transaction.journal()
    transaction.countStep()
    let list = table.columnList
    try database.execute(
      sql: """
        INSERT INTO \(table.registerName) (opened, replaces, \(list)) SELECT :journal, r.row, \(newCells)
          FROM \(pair) p JOIN \(table.registerName) r ON r.row = p.row JOIN \(incoming) i ON i.place = p.place
          WHERE p.kind <> \(Kind.same.rawValue) ORDER BY p.place;
        UPDATE \(table.registerName) SET closed = :journal
          WHERE row IN (SELECT row FROM \(pair) WHERE kind <> \(Kind.same.rawValue));
        INSERT INTO \(table.registerName) (opened, \(list)) SELECT :journal, \(prefixed("i."))
          FROM \(incoming) i WHERE NOT EXISTS (SELECT 1 FROM \(pair) p WHERE p.place = i.place) ORDER BY i.place;
        """, arguments: ["journal": journal])
    if counts.removed + counts.ended > 0 { try settleMissing(journal) }
    return counts
  }

  private func settleMissing(_ journal: Int64) throws {
    if let until = table.until {
      let cells = table.columns.map { $0.index == until.index ? ":today" : "r.\($0.quoted)" }.joined(separator: ", ")
      try database.execute(
        sql: """
          INSERT INTO \(table.registerName) (opened, replaces, \(table.columnList)) SELECT :journal, r.row, \(cells)
            FROM \(missing) m JOIN \(table.registerName) r ON r.row = m.row WHERE m.fate = \(Missing.ended.rawValue)
            ORDER BY r.row
          """, arguments: ["journal": journal, "today": "\(transaction.today)"])
    }
    try database.execute(
      sql: """
        UPDATE \(table.registerName) SET closed = :journal WHERE row IN (SELECT row FROM \(missing)
          WHERE fate IN (\(Missing.removed.rawValue), \(Missing.ended.rawValue)))
        """, arguments: ["journal": journal])
  }

  /// Cells of a changed row: the file's, and the register's where the file lacks the column.
  private var newCells: String {
    let present = Set(columns.map(\.index))
    // The key is that of the register: blank and default are the same.
    return table.columns.map { column -> String in
      let cell = column.quoted
      guard column.blankMeans == nil, present.contains(column.index) else { return "r.\(cell)" }
      return column.isFilled ? "ifnull(r.\(cell), i.\(cell))" : "i.\(cell)"
    }.joined(separator: ", ")
  }

  private func prefixed(_ prefix: String) -> String {
    table.columns.map { prefix + $0.quoted }.joined(separator: ", ")
  }

  private func count() throws -> RegisterImportCounts {
    var counts = RegisterImportCounts(table: table)
    let number = { (sql: String) in try Int.fetchOne(database, sql: "SELECT count(*) FROM " + sql) ?? 0 }
    let ofKind = { (kind: Kind) in try number("\(pair) WHERE kind = \(kind.rawValue)") }
    let ofFate = { (fate: Missing) in try number("\(missing) WHERE fate = \(fate.rawValue)") }
    counts.unchanged = try ofKind(.same)
    counts.changed = try ofKind(.changed)
    counts.ended = try ofKind(.ended) + ofFate(.ended)
    counts.added = try number(incoming) - number(pair)
    counts.removed = try ofFate(.removed)
    counts.kept = try ofFate(.kept)
    return counts
  }
}
