import CallModel
import FileInput
import Foundation
import GRDB
import Output

/// The transaction of a run (spec 4.2, step 5): everything it adds and changes.
package final class LedgerWriter {
  /// For tables that others keep: what they write is of the same transaction.
  package let database: Database
  package let run: Int64
  private let newSpans: RowInserter<SpanRow>
  private let newCycleAccounts: RowInserter<CycleAccountRow>
  private let updateCycleAccount: BulkStatement
  private let findSpans: BulkStatement
  private let deleteSpans: BulkStatement
  private let newAccounts: RowInserter<NewAccount>
  let insertKeptRow: BulkStatement
  private var nextCycleAccount: Int64
  private var nextAccount: Int64
  private var accounts: [AccountKey: Int64] = [:]
  /// Spans of one cycle account in one run are numbered after each other, and after those of earlier runs.
  private var nextSequence: Int
  private var deadBytes: [Int64: Int] = [:]
  var headers: [[UInt8]: Int64] = [:]

  private struct AccountKey: Hashable {
    // Bytes, since two spellings of one letter are two ids; no id holds the byte between them.
    private let bytes: [UInt8]
    private let fingerprint: UInt64

    init(contract: String, line: String) {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(contract.utf8.count + line.utf8.count + 1)
      bytes += contract.utf8
      bytes.append(0xFF)
      bytes += line.utf8
      self.bytes = bytes
      fingerprint = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
  }

  /// Spans a run may add to a cycle account.
  private static let sequencesARun = 1 << 24

  init(_ database: Database, run: Int64) throws {
    self.database = database
    self.run = run
    newSpans = try RowInserter(database, table: "span", columns: SpanRow.columns) { $0.bind(to: $1) }
    newCycleAccounts = try RowInserter(database, table: "book", columns: CycleAccountRow.columns) { $0.bind(to: $1) }
    newAccounts = try RowInserter(database, table: "account", columns: "id, contract, line") {
      _ = $1.bind($0.id).bind($0.contract).bind($0.line)
    }
    updateCycleAccount = try BulkStatement(
      database,
      """
      UPDATE book SET first_start = ?, last_start = ?, balance = ?, registry = ?, terms = ?, is_closed = ?, entry = ?,
        carried = ?
      WHERE id = ?
      """)
    findSpans = try BulkStatement(database, "SELECT segment, bytes FROM span WHERE book = ?")
    deleteSpans = try BulkStatement(database, "DELETE FROM span WHERE book = ?")
    insertKeptRow = try BulkStatement(
      database,
      """
      INSERT INTO held_row (file, line, reason, raw, state, layout, run, seen, facts, start, book, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    nextCycleAccount = (try Int64.fetchOne(database, sql: "SELECT max(id) FROM book") ?? 0) + 1
    nextAccount = (try Int64.fetchOne(database, sql: "SELECT max(id) FROM account") ?? 0) + 1
    nextSequence = Int(run) * Self.sequencesARun
    let rows = try Row.fetchCursor(database, sql: "SELECT id, contract, line FROM account")
    while let row = try rows.next() {
      accounts[AccountKey(contract: row[1], line: row[2])] = row[0]
    }
  }

  private struct NewAccount {
    var id: Int64
    var contract: String
    var line: String
  }

  /// The number of a (contract, line), a new one if need be.
  ///
  /// - Parameter waits: whether a new one may wait for `insertWaiting`.
  package func account(contract: String, line: String, waits: Bool = false) throws -> Int64 {
    let key = AccountKey(contract: contract, line: line)
    if let id = accounts[key] { return id }
    let id = nextAccount
    nextAccount += 1
    try newAccounts.add(NewAccount(id: id, contract: contract, line: line))
    if !waits { try newAccounts.insert() }
    accounts[key] = id
    return id
  }

  /// Adds a cycle account; returns its number.
  ///
  /// - Parameter waits: whether it may wait for `insertWaiting`.
  package func add(_ cycleAccount: CycleAccountRow, waits: Bool = false) throws -> Int64 {
    var cycleAccount = cycleAccount
    cycleAccount.id = nextCycleAccount
    nextCycleAccount += 1
    try newCycleAccounts.add(cycleAccount)
    if !waits { try newCycleAccounts.insert() }
    return cycleAccount.id
  }

  /// Inserts what was added and may have waited: before anything looks for it in the database.
  package func insertWaiting() throws {
    try newAccounts.insert()
    try newCycleAccounts.insert()
    try newSpans.insert()
  }

  /// Writes what may change of a cycle account.
  package func update(_ cycleAccount: CycleAccountRow) throws {
    try updateCycleAccount.bind(cycleAccount.firstStart).bind(cycleAccount.lastStart).bind(
      CycleAccountRow.balance(cycleAccount.left)
    ).bind(cycleAccount.registry).bind(
      cycleAccount.terms
    ).bind(cycleAccount.isClosed).bind(cycleAccount.entry).bind(CycleAccountRow.balance(cycleAccount.carried)).bind(
      cycleAccount.id
    ).run()
  }

  /// Marks all rows of a cycle account dead: they were written anew, or withdrawn.
  package func removeSpans(cycleAccount: Int64) throws {
    var hasSpans = false
    try findSpans.bind(cycleAccount).forEachRow { span in
      deadBytes[span.integer(0), default: 0] += Int(span.integer(1))
      hasSpans = true
    }
    if hasSpans { try deleteSpans.bind(cycleAccount).run() }
  }

  /// When the calls of a cycle account start follows from its spans; of one without any it stays.
  package func setStartsBySpans(ofCycleAccount cycleAccount: Int64) throws {
    try database.execute(
      sql: """
        UPDATE book SET
          first_start = coalesce((SELECT min(first_start) FROM span WHERE span.book = book.id), first_start),
          last_start = coalesce((SELECT max(last_start) FROM span WHERE span.book = book.id), last_start)
        WHERE id = ?
        """, arguments: [cycleAccount])
  }

  package func removeCycleAccount(_ cycleAccount: Int64) throws {
    try removeSpans(cycleAccount: cycleAccount)
    for table in ["late_total", "held_day", "kept_allowance"] {
      try database.cachedStatement(sql: "DELETE FROM \(table) WHERE book = ?").execute(arguments: [cycleAccount])
    }
    try database.cachedStatement(sql: "DELETE FROM book WHERE id = ?").execute(arguments: [cycleAccount])
  }

  /// Takes the rows of a closed cycle's open late entry out: they are written anew.
  package func removeOpenLateSpans(cycleAccount: Int64, entry: Int) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT segment, bytes FROM span WHERE book = ? AND entry >= ?", arguments: [cycleAccount, entry])
    for row in rows { deadBytes[row[0], default: 0] += row[1] as Int }
    try database.execute(sql: "DELETE FROM span WHERE book = ? AND entry >= ?", arguments: [cycleAccount, entry])
    try database.execute(sql: "DELETE FROM late_total WHERE book = ? AND entry >= ?", arguments: [cycleAccount, entry])
  }

  /// Adds rows of repeats.
  package func add(_ span: RepeatSpanRow) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO repeat_span (book, run, segment, offset, bytes, rows, first_start, last_start)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      span.cycleAccount, span.run, span.segment, span.offset, span.bytes, span.rows, span.firstStart, span.lastStart,
    ])
  }

  /// Marks rows of repeats dead: they are written anew.
  package func remove(_ spans: [RepeatSpanRow]) throws {
    for span in spans {
      deadBytes[span.segment, default: 0] += span.bytes
      try database.cachedStatement(sql: "DELETE FROM repeat_span WHERE id = ?").execute(arguments: [span.id])
    }
  }

  /// Adds a span; its sequence is given here.
  ///
  /// - Parameter waits: whether it may wait for `insertWaiting`.
  package func add(_ span: SpanRow, waits: Bool = false) throws {
    nextSequence += 1
    var span = span
    span.sequence = nextSequence
    try newSpans.add(span)
    if !waits { try newSpans.insert() }
  }

  package func addSegment(id: Int64, name: String, bytes: Int64) throws {
    try database.execute(
      sql: "INSERT INTO segment (id, name, run, bytes, live_bytes) VALUES (?, ?, ?, ?, ?)",
      arguments: [id, name, run, bytes, bytes])
  }

  /// Sets the digest of all bytes of a segment, once it is whole.
  package func setDigest(_ digest: ContentDigest, ofSegment id: Int64) throws {
    try database.execute(
      sql: "UPDATE segment SET digest = ? WHERE id = ?", arguments: [Data(digest.bytes), id])
  }

  /// Takes the dead bytes off their segments; to be called last.
  package func settleSegments() throws {
    for (segment, bytes) in deadBytes {
      try database.execute(
        sql: "UPDATE segment SET live_bytes = live_bytes - ? WHERE id = ?", arguments: [bytes, segment])
    }
    deadBytes.removeAll()
  }

  /// Names of zones that recorded calls have.
  package func addZones(_ names: [String]) throws {
    for name in names {
      try database.execute(sql: "INSERT OR IGNORE INTO zone (name) VALUES (?)", arguments: [name])
    }
  }

  package func set(_ key: String, _ value: String) throws { try Ledger.set(key, value, database) }

  /// The number of a registry version, kept if it is new.
  package func registryVersion(
    digest: String, timeZone: String, activeLinesOnly: Bool, dialling: String, tables: [String: String],
    content: (String) throws -> [UInt8]
  ) throws -> Int64 {
    if let id = try Int64.fetchOne(
      database, sql: "SELECT id FROM registry_version WHERE digest = ?", arguments: [digest])
    {
      return id
    }
    for (name, tableDigest) in tables {
      let isKnown =
        try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM registry_table WHERE digest = ?)", arguments: [tableDigest])
        ?? false
      if isKnown { continue }
      try database.execute(
        sql: "INSERT INTO registry_table (digest, content) VALUES (?, ?)",
        arguments: [tableDigest, Data(try content(name))])
    }
    let list = tables.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
    try database.execute(
      sql:
        "INSERT INTO registry_version (digest, tables, time_zone, active_lines_only, dialling) VALUES (?, ?, ?, ?, ?)",
      arguments: [digest, list, timeZone, activeLinesOnly, dialling])
    return database.lastInsertedRowID
  }

  /// - Parameter starts: of the first and last call that came, seconds since 1970.
  package func addRun(
    kind: String, startedAt: String, endedAt: String, version: String, registry: Int64?, report: String,
    starts: ClosedRange<Int64>? = nil
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO run (id, kind, started_at, ended_at, version, registry, report, first_start, last_start)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run, kind, startedAt, endedAt, version, registry, report, starts?.lowerBound, starts?.upperBound,
      ])
  }
}
