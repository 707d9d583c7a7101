import CallModel
import GRDB
import Ledger
import Registry

/// Whether recorded calls know of a row: then it is removed only if that is asked for (spec 6.1).
enum RegisterUse {
  /// SQL that is true of rows `r` of a table that priced recorded calls, or may have: in their days, or in those that a
  /// row with the same key and first day had before. So a row that was ended before its calls is still known by them.
  ///
  /// It looks at `RecordedUseSQL.planUse`.
  static func predicate(_ table: TableDescription) -> String {
    guard let from = table.from, table.recordedUse.isInPeriod else { return predicate(table, "r") }
    let isSame: [String] = (table.key + [from]).map { "\($0.comparable("was.")) IS \($0.comparable("r."))" }
    return """
      (\(predicate(table, "r")) OR EXISTS (SELECT 1 FROM \(table.registerName) was
        WHERE was.closed IS NOT NULL AND \(isSame.joined(separator: " AND ")) AND \(predicate(table, "was"))))
      """
  }

  /// - Parameter row: what the statement calls the row.
  private static func predicate(_ table: TableDescription, _ row: String) -> String {
    let cell = { (column: TableColumn) in "\(row).\(column.quoted)" }
    switch table.recordedUse {
    case .none: return "0"
    case .contract(let id): return RecordedUseSQL.calls(ofAccount: "a.contract = \(cell(id))")
    case .line(let id, let inPeriod):
      return RecordedUseSQL.calls(ofAccount: "a.line = \(cell(id))", inSpan: days("s", table, row, inPeriod))
    case .plan(let id, let inPeriod):
      return RecordedUseSQL.plan(where: "u.plan = \(cell(id)) AND \(days("u", table, row, inPeriod))")
    case .zone(let name): return RecordedUseSQL.zone(cell(name))
    case .band(let name):
      return """
        EXISTS (SELECT 1 FROM \(TableDescription.rates.registerName) t JOIN \(RecordedUseSQL.planUse) u ON u.plan = t.plan
          WHERE t.closed IS NULL AND t.band = \(cell(name)))
        """
    case .day(let date):
      return "EXISTS (SELECT 1 FROM \(TableDescription.bands.registerName) WHERE closed IS NULL) AND "
        + RecordedUseSQL.plan(where: days("u", from: cell(date), until: cell(date)))
    }
  }

  /// Calls that were recorded, `uses` in the statement, started in the days of a row.
  private static func days(_ uses: String, _ table: TableDescription, _ row: String, _ inPeriod: Bool) -> String {
    guard inPeriod, let from = table.from, let until = table.until else { return "1" }
    return days(uses, from: "\(row).\(from.quoted)", until: "\(row).\(until.quoted)")
  }

  private static func days(_ uses: String, from: String, until: String) -> String {
    "\(uses).last_start >= day_start(\(from), 0) AND \(uses).first_start < day_start(\(until), 1)"
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
    try RecordedUseSQL.learnPlans(database)
    isUseKnown = true
  }
}

extension RecordedUse {
  /// Whether only the calls on a row's days know of it.
  fileprivate var isInPeriod: Bool {
    switch self {
    case .line(_, let inPeriod), .plan(_, let inPeriod): inPeriod
    case .none, .contract, .band, .zone, .day: false
    }
  }
}
