import CallModel
import GRDB
import Registry

/// Whether recorded calls know of a row: then it is removed only if that is asked for (spec 6.1).
enum RegisterUse {
  /// SQL that is true of rows `r` of a table that priced recorded calls, or may have: in their days, or in those that a
  /// row with the same key and first day had before. So a row that was ended before its calls is still known by them.
  ///
  /// `plan_use` has, of each plan, the starts of its first and last recorded call.
  static func predicate(_ table: TableDescription) -> String {
    guard let from = table.from, table.name != "dids" else { return predicate(table, "r") }
    let isSame: [String] = (table.key + [from]).map { "\($0.comparable("was.")) IS \($0.comparable("r."))" }
    return """
      (\(predicate(table, "r")) OR EXISTS (SELECT 1 FROM \(table.registerName) was
        WHERE was.closed IS NOT NULL AND \(isSame.joined(separator: " AND ")) AND \(predicate(table, "was"))))
      """
  }

  /// - Parameter row: what the statement calls the row.
  private static func predicate(_ table: TableDescription, _ row: String) -> String {
    switch table.name {
    case "contracts": calls(of: "a.contract = \(row).id")
    case "lines": calls(of: "a.line = \(row).id", "\(row).active_from", "\(row).active_until")
    case "dids": calls(of: "a.line = \(row).line")
    case "plans": "EXISTS (SELECT 1 FROM temp.plan_use u WHERE u.plan = \(row).id)"
    case "allowances": "EXISTS (SELECT 1 FROM temp.plan_use u WHERE u.plan = \(row).plan)"
    case "rates":
      """
      EXISTS (SELECT 1 FROM temp.plan_use u WHERE u.plan = \(row).plan
        AND u.last_start >= day_start(\(row).valid_from, 0) AND u.first_start < day_start(\(row).valid_until, 1))
      """
    case "bands":
      """
      EXISTS (SELECT 1 FROM register_rates t JOIN temp.plan_use u ON u.plan = t.plan
        WHERE t.closed IS NULL AND t.band = \(row).band)
      """
    case "holidays":
      """
      EXISTS (SELECT 1 FROM register_bands WHERE closed IS NULL) AND EXISTS (SELECT 1 FROM temp.plan_use u
        WHERE u.last_start >= day_start(\(row).date, 0) AND u.first_start < day_start(\(row).date, 1))
      """
    case "zones": "EXISTS (SELECT 1 FROM zone WHERE name = \(row).zone)"
    default: "0"
    }
  }

  /// Calls are recorded of accounts that `condition` is true of, within the days if any.
  private static func calls(of condition: String, _ from: String? = nil, _ until: String? = nil) -> String {
    var days = ""
    if let from, let until {
      days = " AND s.last_start >= day_start(\(from), 0) AND s.first_start < day_start(\(until), 1)"
    }
    return """
      EXISTS (SELECT 1 FROM account a JOIN book b ON b.owner IN (a.line, a.contract)
        JOIN span s ON s.book = b.id AND s.account = a.id WHERE \(condition)\(days))
      """
  }

  /// `day_start(date, days)`: the first instant of the day so many days later, in seconds since 1970. A blank date is
  /// before all instants, or, with days, after all.
  static func addFunctions(_ zone: TimeZoneRules, to database: Database) {
    database.add(
      function: DatabaseFunction("day_start", argumentCount: 2) { values in
        let days = Int32.fromDatabaseValue(values[1]) ?? 0
        guard let text = String.fromDatabaseValue(values[0]), let date = CivilDate(text: text) else {
          return days == 0 ? Int64.min : Int64.max
        }
        return zone.start(of: CivilDate(daysSinceEpoch: date.daysSinceEpoch + days))
      })
  }

  /// Makes `plan_use`.
  static func learn(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP TABLE IF EXISTS temp.plan_use;
        CREATE TEMP TABLE plan_use (plan TEXT PRIMARY KEY, first_start INTEGER, last_start INTEGER) WITHOUT ROWID;
        INSERT INTO temp.plan_use SELECT plan, min(first_start), max(last_start) FROM book GROUP BY plan;
        """)
  }
}

extension RegisterTransaction {
  /// Whether recorded calls know of a row, or may.
  package func isUsed(_ row: RegisterRow) throws -> Bool {
    try learnUse()
    return try Bool.fetchOne(
      database,
      sql: "SELECT \(RegisterUse.predicate(row.table)) FROM \(row.table.registerName) r WHERE r.row = ?",
      arguments: [row.row]) ?? false
  }

  func learnUse() throws {
    if isUseKnown { return }
    try RegisterUse.learn(database)
    isUseKnown = true
  }
}
