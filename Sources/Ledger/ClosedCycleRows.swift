import CallModel
import Foundation
import GRDB

/// Rows of repeats that lie together in a segment (spec 4.3).
package struct RepeatSpanRow: Sendable {
  package var id: Int64 = 0
  /// The closed cycle whose calls they repeat.
  package var cycleAccount: Int64?
  package var run: Int64
  package var segment: Int64
  package var offset: Int64
  package var bytes: Int
  package var rows: Int
  /// Seconds since 1970.
  package var firstStart: Int64
  package var lastStart: Int64

  package init(
    cycleAccount: Int64?, run: Int64, segment: Int64, offset: Int64, bytes: Int, rows: Int, firstStart: Int64,
    lastStart: Int64
  ) {
    self.cycleAccount = cycleAccount
    self.run = run
    self.segment = segment
    self.offset = offset
    self.bytes = bytes
    self.rows = rows
    self.firstStart = firstStart
    self.lastStart = lastStart
  }

  fileprivate init(_ row: Row) {
    id = row["id"]
    cycleAccount = row["book"]
    run = row["run"]
    segment = row["segment"]
    offset = row["offset"]
    bytes = row["bytes"]
    rows = row["rows"]
    firstStart = row["first_start"]
    lastStart = row["last_start"]
  }
}

/// Which rows of repeats are asked for.
package enum RepeatSpanChoice {
  /// Of open cycles, whenever they start.
  case open
  /// Of open cycles, with a row that starts then, seconds since 1970.
  case openWithin(ClosedRange<Int64>)
  /// Of closed cycles.
  case ofCycleAccounts(Set<Int64>)
  /// Written by that run or later: only they can have rows that it brought.
  case writtenSince(Int64)
  case all

  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    switch self {
    case .open: ("book IS NULL", [])
    case .openWithin(let starts):
      ("book IS NULL AND last_start >= ? AND first_start <= ?", [starts.lowerBound, starts.upperBound])
    case .ofCycleAccounts(let cycleAccounts): ("book IN (\(Ledger.list(cycleAccounts)))", [])
    case .writtenSince(let run): ("run >= ?", [run])
    case .all: ("1", [])
    }
  }
}

/// Days of a line, both inclusive, that a closed cycle's version puts into it (spec 4.3).
package struct ClosedCycleDays: Sendable {
  package var cycleAccount: Int64
  package var line: String
  package var first: CivilDate
  package var last: CivilDate

  package init(cycleAccount: Int64, line: String, first: CivilDate, last: CivilDate) {
    self.cycleAccount = cycleAccount
    self.line = line
    self.first = first
    self.last = last
  }

  static func fetchAll(_ database: Database) throws -> [ClosedCycleDays] {
    try Row.fetchAll(database, sql: "SELECT book, line, first_day, last_day FROM held_day ORDER BY id").map {
      ClosedCycleDays(
        cycleAccount: $0[0], line: $0[1], first: CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: $0[2] as Int64)),
        last: CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: $0[3] as Int64)))
    }
  }
}

/// What the late rows of a closed cycle come to for one (contract, line).
package struct LateTotal: Sendable {
  package var cycleAccount: Int64
  package var account: Int64
  package var entry: Int
  /// Late records that were rated.
  package var calls: Int
  package var billedSeconds: Int
  package var coveredSeconds: Int
  package var centavos: Int128
  package var number: String

  package init(
    cycleAccount: Int64, account: Int64, entry: Int, calls: Int, billedSeconds: Int, coveredSeconds: Int,
    centavos: Int128,
    number: String
  ) {
    self.cycleAccount = cycleAccount
    self.account = account
    self.entry = entry
    self.calls = calls
    self.billedSeconds = billedSeconds
    self.coveredSeconds = coveredSeconds
    self.centavos = centavos
    self.number = number
  }
}

extension Ledger {
  /// Numbers only, so that they can stand in SQL.
  static func list(_ numbers: Set<Int64>) -> String {
    numbers.sorted().map { "\($0)" }.joined(separator: ", ")
  }

  package func repeatSpans(_ choice: RepeatSpanChoice) throws(LedgerFailure) -> [RepeatSpanRow] {
    let (condition, arguments) = choice.sql
    return try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM repeat_span WHERE \(condition) ORDER BY id", arguments: arguments
      ).map { RepeatSpanRow($0) }
    }
  }

  /// Closed cycles with late rows that are not closed, those charged alone included.
  package func cyclesWithLateRows() throws(LedgerFailure) -> Set<Int64> {
    try read { database in
      Set(
        try Int64.fetchAll(
          database,
          sql: """
            SELECT DISTINCT coalesce(book.parent, book.id) FROM span JOIN book ON book.id = span.book
            WHERE span.entry > 0 AND span.entry >= book.entry AND book.is_closed = 1
            UNION SELECT late_total.book FROM late_total JOIN book ON book.id = late_total.book
            WHERE late_total.entry >= book.entry AND book.parent IS NULL
            UNION SELECT book FROM held_row WHERE book IS NOT NULL AND state = 'held'
            """))
    }
  }

  /// Bytes of rows that count.
  package func liveBytes() throws(LedgerFailure) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT coalesce(sum(live_bytes), 0) FROM segment") ?? 0 }
  }

  /// The days that closed cycles claim, in the order in which they were closed: the first holds a day.
  package func closedCycleDays() throws(LedgerFailure) -> [ClosedCycleDays] {
    try read { try ClosedCycleDays.fetchAll($0) }
  }

  /// What was charged for a closed cycle, or for late rows charged alone, before its open late entry: the amounts of its
  /// services and the seconds of its calls, by the number of the (contract, line).
  package func charged(
    forCycleAccount cycleAccount: CycleAccountRow
  ) throws(LedgerFailure) -> [Int64: (centavos: Int128, billedSeconds: Int, coveredSeconds: Int)] {
    try read { database in
      var charged: [Int64: (centavos: Int128, billedSeconds: Int, coveredSeconds: Int)] = [:]
      let services = try Row.fetchCursor(
        database,
        sql: """
          SELECT account.id, sum(service.centavos) FROM service
          JOIN account ON account.contract = service.contract AND account.line = service.line
          WHERE service.book = ? AND service.entry < ? AND service.kind NOT IN ('credit', 'contest') GROUP BY account.id
          """, arguments: [cycleAccount.id, cycleAccount.entry])
      while let row = try services.next() { charged[row[0], default: (0, 0, 0)].centavos = Int128(row[1] as Int64) }
      // The cycle's own calls, then its closed late entries, which say what they changed.
      let seconds = try Row.fetchCursor(
        database,
        sql: """
          SELECT account, sum(billed), sum(allowance) FROM span WHERE book = ?1 AND entry = 0 GROUP BY account
          UNION ALL
          SELECT account, sum(billed), sum(allowance) FROM late_total WHERE book = ?1 AND entry < ?2 GROUP BY account
          UNION ALL
          SELECT account, sum(billed), sum(allowance) FROM span WHERE book = ?1 AND entry > 0 AND entry < ?2
            AND NOT EXISTS (SELECT 1 FROM late_total WHERE late_total.book = span.book AND late_total.entry = span.entry)
            GROUP BY account
          """, arguments: [cycleAccount.id, cycleAccount.entry])
      while let row = try seconds.next() {
        charged[row[0], default: (0, 0, 0)].billedSeconds += row[1] as Int
        charged[row[0], default: (0, 0, 0)].coveredSeconds += row[2] as Int
      }
      return charged
    }
  }

  /// What the late services of a cycle account come to that are not closed, by (contract, line).
  package func openLateTotals(ofCycleAccount cycleAccount: CycleAccountRow) throws(LedgerFailure) -> [Int64: LateTotal]
  {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT account, entry, calls, billed, allowance, centavos, number FROM late_total
          WHERE book = ? AND entry >= ? ORDER BY entry
          """, arguments: [cycleAccount.id, cycleAccount.entry])
      return Dictionary(
        rows.map { row in
          let total = LateTotal(
            cycleAccount: cycleAccount.id, account: row[0], entry: row[1], calls: row[2], billedSeconds: row[3],
            coveredSeconds: row[4],
            centavos: Int128(row[5] as Int64), number: row[6])
          return (total.account, total)
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  package func discardedCalls() throws(LedgerFailure) -> Set<[UInt8]> {
    try read { Set(try Data.fetchAll($0, sql: "SELECT identity FROM discarded_call").map { [UInt8]($0) }) }
  }
}

extension LedgerWriter {
  package func add(_ days: ClosedCycleDays) throws { try Self.add(days, database) }

  package static func add(_ days: ClosedCycleDays, _ database: Database) throws {
    try database.cachedStatement(
      sql: "INSERT INTO held_day (book, line, first_day, last_day) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      days.cycleAccount, days.line, Int64(days.first.daysSinceEpoch), Int64(days.last.daysSinceEpoch),
    ])
  }

  package func add(_ total: LateTotal) throws {
    guard let centavos = Int64(exactly: total.centavos) else {
      throw LedgerFailure(
        path: "late service", expected: "an amount below R$ 90 quadrillion", found: "more",
        remedy: "correct the registry's prices and import again")
    }
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO late_total (book, account, entry, calls, billed, allowance, centavos, number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      total.cycleAccount, total.account, total.entry, total.calls, total.billedSeconds, total.coveredSeconds, centavos,
      total.number,
    ])
  }

  package func discard(_ identity: [UInt8], note: String) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO discarded_call (identity, note) VALUES (?, ?)", arguments: [Data(identity), note])
  }

  /// Lets a row of no call go, or takes it back; an ignored one counts as rejected meanwhile.
  package func setState(_ state: KeptRowRecord.State, ofKeptRow id: Int64, note: String?) throws {
    let sign = state == .discarded ? 1 : -1
    try database.execute(
      sql: """
        UPDATE file SET rejected = rejected + ?, ignored = ignored - ?
        WHERE id = (SELECT file FROM held_row WHERE id = ? AND reason = ? AND state <> ?)
        """, arguments: [sign, sign, id, Reason.ignored.name, state.rawValue])
    try database.execute(
      sql: "UPDATE held_row SET state = ?, note = ? WHERE id = ?", arguments: [state.rawValue, note, id])
  }

  package func takeBack(discarded identity: [UInt8]) throws {
    try database.execute(sql: "DELETE FROM discarded_call WHERE identity = ?", arguments: [Data(identity)])
  }
}
