import CallModel
import GRDB

/// What a service follows from: the rows of one book, one (contract, line) and one entry (spec 3.7, 4.4).
package struct SpanTotalKey: Hashable, Sendable {
  package var contract: String
  package var line: String
  package var plan: String
  package var cycleStart: CivilDate
  /// 0: the cycle's own; n: its n-th late service.
  package var entry: Int

  package init(contract: String, line: String, plan: String, cycleStart: CivilDate, entry: Int) {
    self.contract = contract
    self.line = line
    self.plan = plan
    self.cycleStart = cycleStart
    self.entry = entry
  }
}

package struct SpanTotal: Sendable {
  package var book: Int64
  package var cycleEnd: CivilDate
  package var isBookClosed: Bool
  package var isPerCall: Bool
  /// Whether later calls of a closed cycle still go to this entry.
  package var isEntryOpen: Bool
  package var calls = 0
  package var billedSeconds = 0
  package var coveredSeconds = 0
  /// Millionths of a real.
  package var micros: Int128 = 0
  /// The line's number at the last of the calls.
  package var number = ""
  var lastStart: Int64 = .min
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

  package init() {}

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
  package func spanTotals(ofBooks books: [Int64]) throws(LedgerFailure) -> [SpanTotalKey: SpanTotal] {
    try read { try SpanTotals.fetch($0, books: books) }
  }

  package func spanTotals(_ filter: SpanFilter) throws(LedgerFailure) -> [SpanTotalKey: SpanTotal] {
    let (condition, arguments) = filter.sql
    return try read { try SpanTotals.fetch($0, condition, arguments) }
  }
}

extension LedgerWriter {
  package func spanTotals(ofBooks books: [Int64]) throws -> [SpanTotalKey: SpanTotal] {
    try SpanTotals.fetch(database, books: books)
  }

  package func spanTotals(_ filter: SpanFilter) throws -> [SpanTotalKey: SpanTotal] {
    let (condition, arguments) = filter.sql
    return try SpanTotals.fetch(database, condition, arguments)
  }
}

private enum SpanTotals {
  static func fetch(_ database: Database, books: [Int64]) throws -> [SpanTotalKey: SpanTotal] {
    var totals: [SpanTotalKey: SpanTotal] = [:]
    for book in books {
      totals.merge(try fetch(database, "span.book = ?", [book])) { first, _ in first }
    }
    return totals
  }

  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [SpanTotalKey: SpanTotal] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT account.contract, account.line, book.plan, book.cycle_start, span.entry, book.id, book.cycle_end,
          book.is_closed, book.is_per_call, book.entry, \(SpanRow.columns.split(separator: ", ").map { "span.\($0)" }.joined(separator: ", "))
        FROM span JOIN book ON book.id = span.book JOIN account ON account.id = span.account WHERE \(condition)
        """)
    var totals: [SpanTotalKey: SpanTotal] = [:]
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      let key = SpanTotalKey(
        contract: row[0], line: row[1], plan: row[2],
        cycleStart: CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row[3] as Int64)), entry: row[4])
      let span = SpanRow(row, from: 10)
      let isClosed: Bool = row[7]
      totals[
        key,
        default: SpanTotal(
          book: row[5], cycleEnd: CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row[6] as Int64)),
          isBookClosed: isClosed, isPerCall: row[8], isEntryOpen: !isClosed || key.entry >= (row[9] as Int))
      ].add(span)
    }
    return totals
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
