import CallModel
import GRDB

/// What a service follows from: the rows of one cycle account, one (contract, line) and one entry (spec 3.7, 4.4).
package struct SpanTotalKey: Hashable, Sendable {
  package var contract: String
  package var line: String
  package var plan: String
  package var cycleStart: CivilDate
  /// 0: the cycle's own; n: its n-th late service.
  package var entry: Int
  /// The closed cycle whose late rows are charged alone; 0 for all others.
  package var alone: Int64 = 0

  package init(contract: String, line: String, plan: String, cycleStart: CivilDate, entry: Int) {
    self.contract = contract
    self.line = line
    self.plan = plan
    self.cycleStart = cycleStart
    self.entry = entry
  }

  package static func == (left: SpanTotalKey, right: SpanTotalKey) -> Bool {
    left.cycleStart == right.cycleStart && left.entry == right.entry && left.alone == right.alone
      && ID(left.line) == ID(right.line)
      && ID(left.plan) == ID(right.plan) && ID(left.contract) == ID(right.contract)
  }

  package func hash(into hasher: inout Hasher) {
    for text in [contract, line, plan] { hasher.combine(ID(text)) }
    hasher.combine(cycleStart)
    hasher.combine(entry)
    hasher.combine(alone)
  }
}

package struct SpanTotal: Sendable {
  package var cycleAccount: Int64
  /// The number of the (contract, line).
  package var account: Int64
  package var cycleEnd: CivilDate
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  /// Millionths of a real.
  package var micros: Int128 = 0
  /// The line's number at the last of the calls.
  package var number = ""
  /// Of a late entry: the cycle as it stands less what was charged before; its amount then does not follow from `micros`.
  package var lateCentavos: Int128?
  /// Of a closed cycle: whether each of its calls is a service; nil for an open one.
  package var isPerCall: Bool?
  var lastStart: Int64 = .min

  package init(cycleAccount: Int64, account: Int64, cycleEnd: CivilDate) {
    self.cycleAccount = cycleAccount
    self.account = account
    self.cycleEnd = cycleEnd
  }
}

/// Which services are asked for; nil: all.
package struct SpanFilter: Sendable {
  package var contract: String?
  package var line: String?
  package var plan: String?
  package var cycleStart: CivilDate?
  /// Cycles that end on or after the first, and begin on or before the second.
  package var from: CivilDate?
  package var until: CivilDate?
  /// Only this contract and those behind it, in byte order: where a page of a list goes on.
  package var startingAt: String?

  package init() {}

  package var isEmpty: Bool {
    contract == nil && line == nil && plan == nil && cycleStart == nil && from == nil && until == nil
  }

  var sql: (condition: String, arguments: StatementArguments) {
    var conditions = ["1"]
    var arguments: StatementArguments = []
    func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    add("account.contract = ?", contract)
    add("account.line = ?", line)
    add("book.plan = ?", plan)
    add("book.cycle_start = ?", cycleStart.map { Int64($0.daysSinceEpoch) })
    add("book.cycle_end >= ?", from.map { Int64($0.daysSinceEpoch) })
    add("book.cycle_start <= ?", until.map { Int64($0.daysSinceEpoch) })
    return (conditions.joined(separator: " AND "), arguments)
  }
}

extension Ledger {
  package func spanTotals(ofCycleAccounts cycleAccounts: [Int64]) throws(LedgerFailure) -> [SpanTotalKey: SpanTotal] {
    try read { try SpanTotals.fetch($0, cycleAccounts: cycleAccounts) }
  }
}

extension LedgerWriter {
  package func spanTotals(ofCycleAccounts cycleAccounts: [Int64]) throws -> [SpanTotalKey: SpanTotal] {
    try SpanTotals.fetch(database, cycleAccounts: cycleAccounts)
  }
}

enum SpanTotals {
  /// What late entries come to that are not closed.
  static func fetchLate(
    _ database: Database, _ condition: String, _ arguments: StatementArguments,
    of standing: String = "book.is_closed = 1 AND late_total.entry >= book.entry"
  ) throws -> [SpanTotalKey: SpanTotal] {
    let statement = try database.cachedStatement(sql: lateSQL(condition, standing))
    var totals: [SpanTotalKey: SpanTotal] = [:]
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      var key = SpanTotalKey(
        contract: row[0], line: row[1], plan: row[2], cycleStart: day(row[3]), entry: row[4])
      key.alone = row[13]
      var total = SpanTotal(
        cycleAccount: row[5], account: row[6],
        cycleEnd: day(row[7]))
      total.calls = row[8]
      total.billedSeconds = row[9]
      total.coveredSeconds = row[10]
      let centavos = Int128(row[11] as Int64)
      total.lateCentavos = centavos
      total.micros = centavos * 10_000
      total.number = row[12]
      total.isPerCall = row[14]
      totals[key] = total
    }
    return totals
  }

  static func lateSQL(
    _ condition: String, _ standing: String = "book.is_closed = 1 AND late_total.entry >= book.entry"
  ) -> String {
    """
    SELECT account.contract, account.line, book.plan, book.cycle_start, late_total.entry, book.id, account.id,
      book.cycle_end, late_total.calls, late_total.billed, late_total.allowance, late_total.centavos, late_total.number,
      coalesce(book.parent, 0), book.per_call
    FROM book CROSS JOIN late_total ON late_total.book = book.id CROSS JOIN account ON account.id = late_total.account
    WHERE \(standing) AND \(condition)
    """
  }

  /// What may change of each of these cycle accounts: one statement for all of them.
  static func fetch(_ database: Database, cycleAccounts: [Int64]) throws -> [SpanTotalKey: SpanTotal] {
    var totals: [SpanTotalKey: SpanTotal] = [:]
    if cycleAccounts.isEmpty { return totals }
    totals.reserveCapacity(cycleAccounts.count)
    let late = try Int64.fetchSet(database, sql: "SELECT DISTINCT book FROM late_total")
    let open = try BulkStatement(database, sql("book.id = ? AND book.is_closed = 0"))
    for cycleAccount in Set(cycleAccounts).sorted() {
      try open.bind(cycleAccount).forEachRow { row in
        let key = SpanTotalKey(
          contract: row.text(0), line: row.text(1), plan: row.text(2), cycleStart: day(row.integer(3)),
          entry: Int(row.integer(4)))
        totals.add(SpanRow(row, from: 7), to: key, cycleEnd: day(row.integer(6)))
      }
      if !late.contains(cycleAccount) { continue }
      totals.merge(try fetchLate(database, "book.id = ?", [cycleAccount])) { first, _ in first }
    }
    return totals
  }

  static func sql(_ condition: String) -> String {
    """
    SELECT account.contract, account.line, book.plan, book.cycle_start, span.entry, book.id, book.cycle_end,
      \(SpanRow.columns.split(separator: ", ").map { "span.\($0)" }.joined(separator: ", "))
    FROM book CROSS JOIN span ON span.book = book.id CROSS JOIN account ON account.id = span.account
    WHERE \(condition)
    """
  }

  /// What the entries of a closed cycle account come to that are closed, too: its own calls, then what each late entry changed.
  static func fetchClosed(_ database: Database, cycleAccount: CycleAccountRow) throws -> [SpanTotalKey: SpanTotal] {
    let late = try fetchLate(
      database, "book.id = ?", [cycleAccount.id], of: "book.is_closed = 1 AND late_total.entry < book.entry")
    let kept = Set(late.keys.map(\.entry))
    var totals = try fetch(database, "book.id = ? AND span.entry < ?", [cycleAccount.id, cycleAccount.entry])
      .filter { !kept.contains($0.key.entry) }
    for key in totals.keys { totals[key]?.isPerCall = cycleAccount.isPerCall }
    return totals.merging(late) { first, _ in first }
  }

  /// The cycle accounts are found first, by `condition`, and then their spans: SQLite keeps to the order of a CROSS JOIN.
  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [SpanTotalKey: SpanTotal] {
    let statement = try database.cachedStatement(sql: sql(condition))
    var totals: [SpanTotalKey: SpanTotal] = [:]
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      let key = SpanTotalKey(contract: row[0], line: row[1], plan: row[2], cycleStart: day(row[3]), entry: row[4])
      totals.add(SpanRow(row, from: 7), to: key, cycleEnd: day(row[6]))
    }
    return totals
  }

  private static func day(_ daysSinceEpoch: Int64) -> CivilDate {
    CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: daysSinceEpoch))
  }
}

extension [SpanTotalKey: SpanTotal] {
  fileprivate mutating func add(_ span: SpanRow, to key: SpanTotalKey, cycleEnd: CivilDate) {
    self[key, default: SpanTotal(cycleAccount: span.cycleAccount, account: span.account, cycleEnd: cycleEnd)].add(span)
  }
}

extension SpanTotal {
  fileprivate mutating func add(_ span: SpanRow) {
    calls += span.calls
    billedSeconds += span.billedSeconds
    coveredSeconds += span.coveredSeconds
    micros += span.micros
    if span.calls > 0, span.lastStart >= lastStart {
      lastStart = span.lastStart
      number = span.number
    }
  }
}

extension Ledger {
  /// What the calls of open cycles come to, in millionths of a real.
  package func openSurplusMicros() throws(LedgerFailure) -> Int128 {
    try read { database in
      var sum: Int128 = 0
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT span.amount FROM book CROSS JOIN span ON span.book = book.id
          WHERE book.is_closed = 0 AND span.entry = 0 AND span.amount <> 0
          """)
      while let row = try rows.next() { sum += SpanRow.micros(row[0]) }
      return sum
    }
  }
}
