import CallModel
import GRDB
import Ledger
import Registry

/// The rows of one file beside those of its register: `incoming` has them by `place`, their line, `pair` says which of the register they
/// are, `missing` which of the register the file lacks. All three go with `drop`.
struct ImportedTable {
  let table: TableDescription
  /// Those of the file.
  let columns: [TableColumn]
  let transaction: RegisterTransaction
  var database: Database { transaction.database }

  var incoming: String { "temp.incoming_\(table.name)" }
  var pair: String { "temp.pair_\(table.name)" }
  var missing: String { "temp.missing_\(table.name)" }

  /// What a row of the register found in the file is.
  enum Kind: Int {
    case same, changed, ended
  }

  /// What becomes of a row that the file lacks.
  enum Missing: Int {
    case removed, ended, kept
  }

  /// Reads a file and pairs its rows with those of the register.
  ///
  /// - Throws: `TableRows.Malformed`; `Problems` if a row stands twice, or it is not clear which it is.
  init(_ bytes: [UInt8], of table: TableDescription, _ transaction: RegisterTransaction) throws {
    var rows = try TableRows(bytes, of: table)
    self.table = table
    self.columns = rows.columns
    self.transaction = transaction
    try drop()
    try load(&rows)
    try checkRepeats()
    try makePairs()
    try findMissing()
  }

  func drop() throws {
    for name in [incoming, pair, missing] { try database.execute(sql: "DROP TABLE IF EXISTS \(name)") }
  }

  /// The columns of the file that say which row a row is: key and first day.
  var matching: [TableColumn] { columns.filter { $0.role == .key || $0.role == .from } }
  /// The other columns of the file.
  var others: [TableColumn] { columns.filter { $0.role != .key && $0.role != .from } }

  private func load(_ rows: inout TableRows) throws {
    let definitions = table.columns.map { "\($0.quoted) TEXT" }.joined(separator: ", ")
    try database.execute(sql: "CREATE TABLE \(incoming) (place INTEGER PRIMARY KEY, \(definitions))")
    let names = columns.map(\.quoted).joined(separator: ", ")
    let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
    let insert = try BulkStatement(database, "INSERT INTO \(incoming) (place, \(names)) VALUES (\(marks))")
    while try rows.next() {
      _ = insert.bind(rows.line)
      rows.forEachCell { _, bytes in _ = insert.bind(utf8: bytes) }
      try insert.run()
    }
    // A key that has a default is compared after it was looked up: blank and default are the same.
    let indexed = matching.filter { $0.blankMeans == nil }.map(\.quoted).joined(separator: ", ")
    let index = incoming.replacing("temp.", with: "temp.by_key_")
    try database.execute(
      sql: "CREATE INDEX \(index) ON \(incoming.replacing("temp.", with: "")) (\(indexed))")
  }

  private func checkRepeats() throws {
    let list = matching.map { $0.comparable("") }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT min(place), max(place) FROM \(incoming) GROUP BY \(list) HAVING count(*) > 1 ORDER BY 2
        LIMIT \(RegisterImport.maximumRefusals)
        """)
    guard rows.isEmpty else {
      throw Problems(
        rows.map { row in
          Problem(
            table.fileName, line: row[1], expected: "each row once",
            found: "a row with the \(Self.names(matching)) of line \(row[0] as Int)")
        })
    }
  }

  private func makePairs() throws {
    let isSame = matching.map { "\($0.comparable("i.")) IS \($0.comparable("r."))" }.joined(separator: " AND ")
    try database.execute(
      sql: """
        CREATE TABLE \(pair) (row INTEGER PRIMARY KEY, place INTEGER NOT NULL, kind INTEGER NOT NULL);
        INSERT INTO \(pair) SELECT r.row, i.place, \(kindExpression)
          FROM \(table.registerName) r CROSS JOIN \(incoming) i ON \(isSame) WHERE r.closed IS NULL;
        """)
    let several = try Row.fetchAll(
      database,
      sql: """
        SELECT place, count(*) FROM \(pair) GROUP BY place HAVING count(*) > 1 ORDER BY 1
        LIMIT \(RegisterImport.maximumRefusals)
        """)
    guard several.isEmpty else {
      let lacking = table.columns.filter { column in
        (column.role == .key || column.role == .from) && !columns.contains { $0.index == column.index }
      }
      throw Problems(
        several.map { row in
          Problem(
            table.fileName, line: row[0],
            expected: "the column \(Self.names(lacking)), to tell which of \(row[1] as Int) rows it is",
            found: "a file without it")
        })
    }
    let index = pair.replacing("temp.", with: "temp.by_place_")
    try database.execute(sql: "CREATE INDEX \(index) ON \(pair.replacing("temp.", with: "")) (place)")
  }

  private var kindExpression: String {
    if others.isEmpty { return "\(Kind.same.rawValue)" }
    let isSame = others.map { column -> String in
      let cell = column.quoted
      // What the platform filled stays: a file fills it only where it is blank.
      return column.isFilled ? "(r.\(cell) IS NOT NULL OR i.\(cell) IS NULL)" : "i.\(cell) IS r.\(cell)"
    }.joined(separator: " AND ")
    var cases = "WHEN \(isSame) THEN \(Kind.same.rawValue)"
    if let until = others.first(where: { $0.role == .until })?.quoted {
      cases += " WHEN i.\(until) IS NOT r.\(until) AND i.\(until) IS NOT NULL THEN \(Kind.ended.rawValue)"
    }
    return "CASE \(cases) ELSE \(Kind.changed.rawValue) END"
  }

  private func findMissing() throws {
    // What recorded calls refer to ends, where it can: it is not as if it had never been.
    var ofUsed = "\(Missing.removed.rawValue)"
    if let from = table.from?.quoted, let until = table.until?.quoted {
      ofUsed = """
        CASE WHEN (r.\(until) IS NULL OR r.\(until) > :today) AND ifnull(r.\(from), '') <= :today
          THEN \(Missing.ended.rawValue) ELSE \(Missing.kept.rawValue) END
        """
    }
    try database.execute(
      sql: """
        CREATE TABLE \(missing) (row INTEGER PRIMARY KEY, fate INTEGER NOT NULL);
        """)
    try database.execute(
      sql: """
        INSERT INTO \(missing) SELECT r.row,
          CASE WHEN \(RegisterUse.predicate(table)) THEN \(ofUsed) ELSE \(Missing.removed.rawValue) END
          FROM \(table.registerName) r WHERE r.closed IS NULL AND r.row NOT IN (SELECT row FROM \(pair))
        """, arguments: table.from == nil ? [:] : ["today": "\(transaction.today)"])
  }

  static func names(_ columns: [TableColumn]) -> String {
    let names = columns.map(\.name)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension TableColumn {
  /// Whether the platform fills it, not people.
  var isFilled: Bool { role == .platform || role == .secret }

  /// The column as it is compared: blank and default are the same.
  func comparable(_ prefix: String) -> String {
    blankMeans.map { "ifnull(\(prefix)\(quoted), '\($0)')" } ?? prefix + quoted
  }
}
