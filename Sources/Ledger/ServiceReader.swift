import CallModel
import GRDB

/// Reads what additional services follow from, or are kept as, in one state of the database (spec 4.4).
package struct ServiceReader {
  let database: Database

  /// The contracts with something for `filter`, in byte order.
  package func contracts(_ filter: SpanFilter) throws -> [String] {
    if let contract = filter.contract { return [contract] }
    if let line = filter.line {
      return try String.fetchAll(
        database, sql: "SELECT contract FROM account WHERE line = ? ORDER BY contract", arguments: [line])
    }
    return try String.fetchAll(
      database, sql: "SELECT DISTINCT contract FROM account WHERE contract >= ? ORDER BY contract",
      arguments: [filter.startingAt ?? ""])
  }

  /// The lines of a contract that have calls, in byte order.
  package func lines(ofContract contract: String, _ filter: SpanFilter) throws -> [String] {
    if let line = filter.line { return [line] }
    return try String.fetchAll(
      statement("SELECT line FROM account WHERE contract = ? ORDER BY line"), arguments: [contract])
  }

  /// What the entries of a contract come to whose amounts may change: those of open cycles, and the late ones of closed
  /// cycles that are not closed themselves. A few reads of the cycle accounts of the contract's lines and pools, regardless of
  /// what else is recorded.
  package func openTotals(
    ofContract contract: String, _ filter: SpanFilter
  ) throws -> [SpanTotalKey: SpanTotal] {
    let (condition, arguments) = Self.openTotalsOfContract(contract, filter)
    return try SpanTotals.fetch(database, "book.is_closed = 0 AND \(condition)", arguments)
      .merging(try SpanTotals.fetchLate(database, condition, arguments)) { first, _ in first }
  }

  private static func openTotalsOfContract(
    _ contract: String, _ filter: SpanFilter
  ) -> (condition: String, arguments: StatementArguments) {
    var cycleAccounts = "SELECT id FROM book WHERE is_pool = 1 AND owner = ? UNION ALL "
    var arguments: StatementArguments = [contract]
    if let line = filter.line {
      cycleAccounts += "SELECT id FROM book WHERE is_pool = 0 AND owner = ?"
      arguments += [line]
    } else {
      cycleAccounts += """
        SELECT book.id FROM account CROSS JOIN book ON book.owner = account.line
        WHERE account.contract = ? AND book.is_pool = 0
        """
      arguments += [contract]
    }
    var within = filter
    within.contract = contract
    let (condition, values) = within.sql
    return (
      "book.id IN (\(cycleAccounts)) AND \(condition)", arguments + values
    )
  }

  /// What the closed entries of a closed cycle account come to.
  package func closedTotals(ofCycleAccount cycleAccount: CycleAccountRow) throws -> [SpanTotalKey: SpanTotal] {
    try SpanTotals.fetchClosed(database, cycleAccount: cycleAccount)
  }

  /// What may change of one cycle account.
  package func openTotals(ofCycleAccount cycleAccount: Int64) throws -> [SpanTotalKey: SpanTotal] {
    try SpanTotals.fetch(database, cycleAccounts: [cycleAccount])
  }

  /// The live spans of one (contract, line) in one entry of a cycle account.
  package func spans(cycleAccount: Int64, account: Int64, entry: Int) throws -> [SpanRow] {
    let sql = "SELECT \(SpanRow.columns) FROM span WHERE book = ? AND account = ? AND entry = ? ORDER BY sequence"
    return try Row.fetchAll(statement(sql), arguments: [cycleAccount, account, entry]).map { SpanRow($0) }
  }

  /// The live spans of the late rows of a cycle account, of all lines, in that entry and later ones.
  package func lateSpans(cycleAccount: Int64, from entry: Int) throws -> [SpanRow] {
    let sql =
      "SELECT \(SpanRow.columns) FROM span WHERE book = ? AND entry >= ? AND entry > 0 ORDER BY account, sequence"
    return try Row.fetchAll(statement(sql), arguments: [cycleAccount, entry]).map { SpanRow($0) }
  }

  /// The line's number as a late entry of a (contract, line) has it; nil if there is none.
  package func lateNumber(cycleAccount: Int64, account: Int64, entry: Int) throws -> String? {
    try String.fetchOne(
      statement("SELECT number FROM late_total WHERE book = ? AND account = ? AND entry = ?"),
      arguments: [cycleAccount, account, entry])
  }

  /// The number of a (contract, line); nil if it has no calls.
  package func account(contract: String, line: String) throws -> Int64? {
    try Int64.fetchOne(
      statement("SELECT id FROM account WHERE contract = ? AND line = ?"), arguments: [contract, line])
  }

  /// The run that read a file.
  package func run(ofFile file: Int64) throws -> Int64? {
    try Int64.fetchOne(statement("SELECT run FROM file WHERE id = ?"), arguments: [file])
  }

  /// When a run started, ISO 8601.
  package func runStart(_ run: Int64) throws -> String? {
    try String.fetchOne(statement("SELECT started_at FROM run WHERE id = ?"), arguments: [run])
  }

  package func setting(_ key: String) throws -> String? {
    try Ledger.setting(key, database)
  }

  func statement(_ sql: String) throws -> Statement { try database.cachedStatement(sql: sql) }
}

// MARK: - Services with a final amount

extension ServiceReader {
  /// The closed and invoiced services of a (contract, line), by plan, cycle and entry.
  package func finalServices(contract: String, line: String, _ filter: SpanFilter) throws -> [ServiceRow] {
    let (sql, arguments) = Self.finalServices(contract, line, filter)
    return try Row.fetchAll(statement(sql), arguments: arguments).map { ServiceRow($0) }
  }

  private static func finalServices(
    _ contract: String, _ line: String, _ filter: SpanFilter
  ) -> (sql: String, arguments: StatementArguments) {
    var conditions = ["contract = ?", "line = ?"]
    var arguments: StatementArguments = [contract, line]
    func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    add("plan = ?", filter.plan)
    add("cycle_start = ?", filter.cycleStart.map { Int64($0.daysSinceEpoch) })
    add("cycle_end >= ?", filter.from.map { Int64($0.daysSinceEpoch) })
    add("cycle_start <= ?", filter.until.map { Int64($0.daysSinceEpoch) })
    let sql = """
      SELECT * FROM service WHERE \(conditions.joined(separator: " AND ")) ORDER BY plan, cycle_start, entry
      """
    return (sql, arguments)
  }

  /// How SQLite finds the services of a line and of a contract, for the test that it reads no table from end to end.
  package func queryPlans() throws -> [String] {
    var line = SpanFilter()
    line.line = ""
    let accounts = [
      "SELECT contract FROM account WHERE line = ? ORDER BY contract",
      "SELECT line FROM account WHERE contract = ? ORDER BY line",
    ]
    let totals = [line, SpanFilter()].flatMap {
      let condition = Self.openTotalsOfContract("", $0).condition
      return [SpanTotals.sql(condition), SpanTotals.lateSQL(condition)]
    }
    let all = accounts + totals + [Self.finalServices("", "", SpanFilter()).sql] + Self.queriesByState
    return try all.flatMap { sql in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(sql)",
        arguments: StatementArguments(Array(repeating: 0, count: sql.count { $0 == "?" }))
      ).map { $0["detail"] as String }
    }
  }

  package func service(_ id: String) throws -> ServiceRow? {
    try Row.fetchOne(statement("SELECT * FROM service WHERE id = ?"), arguments: [id]).map { ServiceRow($0) }
  }

  /// Whether another service than those of the cycle account has the id, or had it.
  package func isTaken(id: String, cycleAccount: Int64) throws -> Bool {
    try Bool.fetchOne(
      statement(
        """
        SELECT EXISTS (SELECT 1 FROM service WHERE id = ? AND book <> ?)
          OR EXISTS (SELECT 1 FROM spent_service WHERE id = ?)
        """), arguments: [id, cycleAccount, id]) ?? false
  }

  /// The cycle that is closed, and the cycle accounts of its late rows that are charged alone.
  package func aloneCycleAccounts(ofCycle cycleAccount: Int64) throws -> [CycleAccountRow] {
    try cycleAccounts("parent = ?", [cycleAccount])
  }

  /// Numbers of the cycle accounts that have closed or invoiced services.
  package func cycleAccountsWithServices() throws -> Set<Int64> {
    try Int64.fetchSet(database, sql: "SELECT DISTINCT book FROM service")
  }

  /// The closed and invoiced services of a cycle account.
  package func services(ofCycleAccount cycleAccount: Int64) throws -> [ServiceRow] {
    try Row.fetchAll(statement("SELECT * FROM service WHERE book = ? ORDER BY entry, id"), arguments: [cycleAccount])
      .map {
        ServiceRow($0)
      }
  }
}

extension ServiceReader {
  /// Of invoiced services that are not one call's, the ERP's id with the cycle account, account and entry they are for.
  package func invoicedEntries() throws -> [(cycleAccount: Int64, account: Int64, entry: Int, reference: String)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT service.book, account.id, service.entry, service.reference FROM service
        JOIN account ON account.contract = service.contract AND account.line = service.line
        WHERE service.reference IS NOT NULL AND service.started_at IS NULL
          AND service.kind NOT IN ('credit', 'contest')
        """
    ).map { ($0[0], $0[1], $0[2], $0[3]) }
  }

  /// Whether a service of one call was invoiced.
  package func hasInvoicedCalls() throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: "SELECT EXISTS (SELECT 1 FROM service WHERE reference IS NOT NULL AND started_at IS NOT NULL)") ?? false
  }
}

// MARK: - Exports

/// That a service was exported, and with which amount.
package struct ServiceExportRow: Sendable, Equatable {
  package var format: String
  /// ISO 8601.
  package var at: String
  package var centavos: Int128
}

extension ServiceReader {
  /// The last export of a service in each format, by format.
  package func exports(of service: String) throws -> [ServiceExportRow] {
    let sql = "SELECT format, exported_at, centavos FROM service_export WHERE service = ? ORDER BY format"
    return try Row.fetchAll(statement(sql), arguments: [service]).map {
      ServiceExportRow(format: $0[0], at: $0[1], centavos: Int128($0[2] as Int64))
    }
  }

  /// Services that were exported in a format and are open again, or gone, by id.
  package func withdrawnExports(format: String) throws -> [(id: String, export: ServiceExportRow)] {
    let sql = """
      SELECT service, format, exported_at, centavos FROM service_export
      WHERE format = ? AND service NOT IN (SELECT id FROM service) ORDER BY service
      """
    return try Row.fetchAll(statement(sql), arguments: [format]).map {
      ($0[0], ServiceExportRow(format: $0[1], at: $0[2], centavos: Int128($0[3] as Int64)))
    }
  }

  /// Whether anything was ever exported.
  package func hasExports() throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM service_export)") ?? false
  }
}

extension Ledger {
  /// Reads services in one state of the database. `body` may ask this ledger for other things, on its own thread.
  package func readServices<Value>(_ body: (ServiceReader) throws -> Value) throws -> Value {
    try inOneState { try body(ServiceReader(database: $0)) }
  }
}
