import CallModel
import Foundation
import GRDB

/// A cycle account as the ledger has it: the calls of one cycle that share an account of allowances (spec 4.1).
package struct CycleAccountRow: Sendable {
  package var id: Int64 = 0
  /// Whether the account is a contract's, shared by its lines of the plan.
  package var isPool: Bool
  /// The line's id, or the contract's.
  package var owner: String
  package var plan: String
  package var cycleStart: CivilDate
  /// Inclusive.
  package var cycleEnd: CivilDate
  /// Seconds since 1970.
  package var firstStart: Int64
  package var lastStart: Int64
  /// What is left of each allowance, in the plan's order; empty if no call was rated.
  package var left: [Int64]
  package var isClosed = false
  /// The number of the registry version it was rated by.
  package var registry: Int64
  /// What its amounts follow from, as a digest.
  package var terms: [UInt8]
  /// Where calls that come after it was closed go: the number of its next late service.
  package var entry = 1
  /// Of late rows that are charged alone: the closed cycle they are late for (spec 4.3).
  package var parent: Int64?
  /// Of a closed cycle: whether each of its calls is a service.
  package var isPerCall = false
  /// What its allowances took over from the cycle before, in the plan's order (spec 11.1); empty: nothing.
  package var carried: [Int64] = []

  package init(
    isPool: Bool, owner: String, plan: String, cycleStart: CivilDate, cycleEnd: CivilDate, firstStart: Int64,
    lastStart: Int64, left: [Int64], registry: Int64, terms: [UInt8]
  ) {
    self.isPool = isPool
    self.owner = owner
    self.plan = plan
    self.cycleStart = cycleStart
    self.cycleEnd = cycleEnd
    self.firstStart = firstStart
    self.lastStart = lastStart
    self.left = left
    self.registry = registry
    self.terms = terms
  }

  package init(_ row: Row) {
    id = row[0]
    isPool = row[1]
    owner = row[2]
    plan = row[3]
    cycleStart = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row[4] as Int64))
    cycleEnd = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row[5] as Int64))
    firstStart = row[6]
    lastStart = row[7]
    left = Self.balance(row[8] as Data? ?? Data())
    isClosed = row[9]
    registry = row[11]
    terms = [UInt8](row[12] as Data? ?? Data())
    entry = row[13]
    parent = row[14]
    isPerCall = row[15]
    carried = Self.balance(row[16] as Data? ?? Data())
  }

  static let columns =
    "id, is_pool, owner, plan, cycle_start, cycle_end, first_start, last_start, balance, is_closed, is_held, registry, "
    + "terms, entry, parent, per_call, carried"

  /// Binds the values of `columns`.
  func bind(to statement: BulkStatement) {
    _ = statement.bind(id).bind(isPool).bind(owner).bind(plan).bind(Int(cycleStart.daysSinceEpoch))
      .bind(Int(cycleEnd.daysSinceEpoch)).bind(firstStart).bind(lastStart).bind(Self.balance(left)).bind(isClosed)
      .bind(false).bind(registry).bind(terms).bind(entry).bind(parent).bind(isPerCall).bind(Self.balance(carried))
  }

  /// Eight bytes an allowance, the lowest first.
  package static func balance(_ left: [Int64]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(left.count * 8)
    for value in left { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    return bytes
  }

  package static func balance(_ data: Data) -> [Int64] {
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count - 7, by: 8).map { start in
      var value: UInt64 = 0
      for index in (start..<(start + 8)).reversed() { value = value << 8 | UInt64(bytes[index]) }
      return Int64(bitPattern: value)
    }
  }
}

/// Live rows of one cycle account and one (contract, line), together in a segment (spec 4.1).
package struct SpanRow: Sendable {
  package var cycleAccount: Int64
  package var sequence = 0
  package var account: Int64
  /// 0: the cycle's own service; n: its n-th late one.
  package var entry = 0
  package var run: Int64
  package var segment: Int64
  package var offset: Int64
  package var bytes: Int
  package var rows: Int
  package var firstStart: Int64
  package var lastStart: Int64
  /// Rated calls; the sums are theirs.
  package var calls: Int
  package var billedSeconds: Int
  package var coveredSeconds: Int
  /// Millionths of a real.
  package var micros: Int128
  /// The line's number at the last rated call; blank if there is none.
  package var number: String

  package init(
    cycleAccount: Int64, account: Int64, run: Int64, segment: Int64, offset: Int64, bytes: Int, rows: Int,
    firstStart: Int64,
    lastStart: Int64, calls: Int, billedSeconds: Int, coveredSeconds: Int, micros: Int128, number: String
  ) {
    self.cycleAccount = cycleAccount
    self.account = account
    self.run = run
    self.segment = segment
    self.offset = offset
    self.bytes = bytes
    self.rows = rows
    self.firstStart = firstStart
    self.lastStart = lastStart
    self.calls = calls
    self.billedSeconds = billedSeconds
    self.coveredSeconds = coveredSeconds
    self.micros = micros
    self.number = number
  }

  /// Binds the values of `columns`.
  func bind(to statement: BulkStatement) {
    _ = statement.bind(cycleAccount).bind(sequence).bind(account).bind(entry).bind(run).bind(segment).bind(offset).bind(
      bytes
    )
    .bind(rows).bind(firstStart).bind(lastStart).bind(calls).bind(billedSeconds).bind(coveredSeconds)
    .bind(micros: micros).bind(number)
  }

  /// - Parameter from: the column where `columns` begin.
  init(_ row: Row, from: Int = 0) {
    cycleAccount = row[from + 0]
    sequence = row[from + 1]
    account = row[from + 2]
    entry = row[from + 3]
    run = row[from + 4]
    segment = row[from + 5]
    offset = row[from + 6]
    bytes = row[from + 7]
    rows = row[from + 8]
    firstStart = row[from + 9]
    lastStart = row[from + 10]
    calls = row[from + 11]
    billedSeconds = row[from + 12]
    coveredSeconds = row[from + 13]
    micros = Self.micros(row[from + 14])
    number = row[from + 15]
  }

  /// The same from SQLite's own row.
  init(_ row: BulkStatement, from: Int = 0) {
    self.init(
      cycleAccount: row.integer(from), account: row.integer(from + 2), run: row.integer(from + 4),
      segment: row.integer(from + 5), offset: row.integer(from + 6), bytes: Int(row.integer(from + 7)),
      rows: Int(row.integer(from + 8)), firstStart: row.integer(from + 9), lastStart: row.integer(from + 10),
      calls: Int(row.integer(from + 11)), billedSeconds: Int(row.integer(from + 12)),
      coveredSeconds: Int(row.integer(from + 13)), micros: row.micros(from + 14), number: row.text(from + 15))
    sequence = Int(row.integer(from + 1))
    entry = Int(row.integer(from + 3))
  }

  static let columns =
    "book, sequence, account, entry, run, segment, offset, bytes, rows, first_start, last_start, calls, billed, "
    + "allowance, amount, number"

  /// Amounts beyond 64 bits are kept as text.
  static func micros(_ value: DatabaseValue) -> Int128 {
    switch value.storage {
    case .int64(let value): Int128(value)
    case .string(let text): Int128(text) ?? 0
    default: 0
    }
  }
}

extension Ledger {
  /// Open cycle accounts whose cycle meets `days`.
  package func openCycleAccounts(in days: ClosedRange<CivilDate>) throws(LedgerFailure) -> [CycleAccountRow] {
    try cycleAccounts(
      where: "is_closed = 0 AND cycle_end >= ? AND cycle_start <= ?",
      [Int64(days.lowerBound.daysSinceEpoch), Int64(days.upperBound.daysSinceEpoch)])
  }

  package func openCycleAccounts() throws(LedgerFailure) -> [CycleAccountRow] {
    try cycleAccounts(where: "is_closed = 0", [])
  }

  /// Open cycles whose last day is before `day`: how many, and the oldest of them, at most `limit`.
  package func openCycles(
    endedBefore day: CivilDate, limit: Int
  ) throws(LedgerFailure) -> (count: Int, oldest: [CycleAccountRow]) {
    let condition = "is_closed = 0 AND cycle_end < ?"
    let arguments: StatementArguments = [Int64(day.daysSinceEpoch)]
    return try read { database in
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM book WHERE \(condition)", arguments: arguments)
      let oldest = try Row.fetchAll(
        database,
        sql:
          "SELECT \(CycleAccountRow.columns) FROM book WHERE \(condition) ORDER BY cycle_end, owner, plan, id LIMIT ?",
        arguments: arguments + [limit])
      return (count ?? 0, oldest.map { CycleAccountRow($0) })
    }
  }

  /// Closed cycles, and the cycle accounts of their late rows that are charged alone.
  package func closedCycleAccounts() throws(LedgerFailure) -> [CycleAccountRow] {
    try cycleAccounts(where: "is_closed = 1", [])
  }
  package func allCycleAccounts() throws(LedgerFailure) -> [CycleAccountRow] { try cycleAccounts(where: "1", []) }

  package func cycleAccounts(where condition: String, _ arguments: StatementArguments) throws(LedgerFailure)
    -> [CycleAccountRow]
  {
    try read { database in
      var cycleAccounts: [CycleAccountRow] = []
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(CycleAccountRow.columns) FROM book WHERE \(condition) ORDER BY id",
        arguments: arguments)
      while let row = try rows.next() { cycleAccounts.append(CycleAccountRow(row)) }
      return cycleAccounts
    }
  }

  package func spans(cycleAccount: Int64) throws(LedgerFailure) -> [SpanRow] {
    try read { database in
      try Row.fetchAll(database.cachedStatement(sql: Self.spansOfCycleAccount), arguments: [cycleAccount])
        .map { SpanRow($0) }
    }
  }

  private static let spansOfCycleAccount = "SELECT \(SpanRow.columns) FROM span WHERE book = ? ORDER BY sequence"

  /// The same of several cycle accounts at once, by cycle account.
  package func spans(cycleAccounts: [Int64]) throws(LedgerFailure) -> [Int64: [SpanRow]] {
    try read { database in
      var spans: [Int64: [SpanRow]] = [:]
      let statement = try BulkStatement(database, Self.spansOfCycleAccount)
      for cycleAccount in cycleAccounts {
        try statement.bind(cycleAccount).forEachRow { spans[cycleAccount, default: []].append(SpanRow($0)) }
      }
      return spans
    }
  }

  /// The (contract, line) pairs by number.
  package func accounts() throws(LedgerFailure) -> [Int64: (contract: String, line: String)] {
    try read { database in
      var accounts: [Int64: (contract: String, line: String)] = [:]
      let rows = try Row.fetchCursor(database, sql: "SELECT id, contract, line FROM account")
      while let row = try rows.next() { accounts[row[0]] = (row[1], row[2]) }
      return accounts
    }
  }

  package func segmentNames() throws(LedgerFailure) -> [Int64: String] {
    try read { database in
      var names: [Int64: String] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT id, name FROM segment") { names[row[0]] = row[1] }
      return names
    }
  }
}
