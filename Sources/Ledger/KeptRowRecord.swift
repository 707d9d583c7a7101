import CallModel
import Foundation
import GRDB

/// A row that is not billed, as it came (spec 4.1, I8).
package struct KeptRowRecord: Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// It waits: a suspended one is tried again.
    case held
    /// It was tried again and has another outcome now.
    case settled
    /// Discarded by a user, with a reason.
    case discarded
    /// Its run was withdrawn.
    case undone
  }

  package var id: Int64
  package var file: Int64
  package var fileName: String
  package var line: Int
  /// Of a discarded one `discarded`, regardless of what it was before (spec 4.3).
  package var reason: String
  package var raw: [UInt8]
  package var state: State
  package var layout: String
  package var run: Int64
  package var note: String?
  /// Of its file.
  package var header: [UInt8]
  /// In the form of a segment's row; nil if only the text is known.
  package var facts: [UInt8]?
  /// The closed cycle it is late for, or a version of a call of.
  package var cycleAccount: Int64?

  /// - Parameter row: of `query`.
  init(_ row: Row) {
    id = row[0]
    file = row[1]
    fileName = String(decoding: row[2] as Data? ?? Data(), as: UTF8.self)
    line = row[3]
    raw = [UInt8](row[4] as Data? ?? Data())
    state = State(rawValue: row[5]) ?? .held
    reason = state == .discarded ? Reason.discarded.name : row[6]
    layout = row[7]
    run = row[8]
    note = row[9]
    header = [UInt8](row[10] as Data? ?? Data())
    facts = (row[11] as Data?).map { [UInt8]($0) }
    cycleAccount = row[12]
  }

  /// - Parameter rows: `held_row`, or a selection of its rows.
  static func query(_ rows: String = "held_row") -> String {
    """
    SELECT held_row.id, held_row.file, file.name, held_row.line, held_row.raw, held_row.state, held_row.reason,
      held_row.layout, held_row.run, held_row.note, header.content, held_row.facts, held_row.book
    FROM \(rows) AS held_row JOIN file ON file.id = held_row.file LEFT JOIN header ON header.id = file.header
    """
  }

  static func fetchAll(
    _ database: Database, sql: String, arguments: StatementArguments
  ) throws -> [KeptRowRecord] {
    let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    return try Array(rows.map { KeptRowRecord($0) })
  }
}

/// Which kept rows a run settles anew (spec 4.3).
package enum KeptRowChoice {
  /// Suspended rows of open cycles, and other versions of their calls, whenever they start.
  case open
  /// Of these, those that take part in deciding which version of a call stands, and start then, seconds since 1970.
  case competingWithin(ClosedRange<Int64>)
  /// Rows that are late for closed cycles, or versions of their calls.
  case ofCycleAccounts(Set<Int64>)
  /// Rejected ones that another layout may read.
  case unreadable(otherThanLayout: String)
  /// All rows of these readings that wait.
  case ofFiles(Set<Int64>)
  /// Rows of withdrawn readings that are delivered again.
  case returning(Set<Int64>)
  /// Rows of discarded calls; one that is no call waits again as it did.
  case discarded

  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    let suspended = Self.list(Reason.allCases.filter { $0.outcome == .suspended })
    let competing = Self.list([.conflictingDuplicate, .noRate, .unknownDestination, .ambiguousNumber])
    switch self {
    case .open:
      return (
        "state = 'held' AND (reason IN (\(suspended)) OR book IS NULL AND facts IS NOT NULL AND reason IN (\(competing)))",
        []
      )
    case .competingWithin(let starts):
      return (
        "state = 'held' AND start BETWEEN ? AND ? AND book IS NULL AND reason IN (\(competing))",
        [starts.lowerBound, starts.upperBound]
      )
    case .ofCycleAccounts(let cycleAccounts):
      return ("state = 'held' AND facts IS NOT NULL AND book IN (\(Ledger.list(cycleAccounts)))", [])
    case .unreadable(let layout):
      let unreadable = Reason.allCases.filter {
        ($0.outcome == .rejected || $0 == .ignored) && $0 != .conflictingDuplicate && $0 != .tooLong && $0 != .discarded
      }
      return (
        "state = 'held' AND facts IS NULL AND reason IN (\(Self.list(unreadable))) AND layout <> ?", [layout]
      )
    case .ofFiles(let files): return ("state = 'held' AND file IN (\(Ledger.list(files)))", [])
    case .returning(let files):
      return (
        "state = 'undone' AND undone_state = 'held' AND facts IS NOT NULL AND file IN (\(Ledger.list(files)))", []
      )
    case .discarded: return ("state = 'discarded' AND facts IS NOT NULL", [])
    }
  }

  private static func list(_ reasons: [Reason]) -> String { reasons.map { "'\($0.name)'" }.joined(separator: ", ") }
}

extension Ledger {
  /// Kept rows, in the order in which they came.
  package func keptRows(_ choice: KeptRowChoice) throws(LedgerFailure) -> [KeptRowRecord] {
    let (condition, arguments) = choice.sql
    return try read { database in
      try KeptRowRecord.fetchAll(
        database,
        sql: KeptRowRecord.query("(SELECT * FROM held_row WHERE \(condition))") + " ORDER BY held_row.id",
        arguments: arguments)
    }
  }
}

extension Ledger {
  /// When the rows start that are kept for closed cycles, seconds since 1970.
  package func keptStarts(ofCycleAccounts cycleAccounts: Set<Int64>) throws(LedgerFailure) -> [(
    cycleAccount: Int64, start: Int64
  )] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT book, start FROM held_row WHERE state = 'held' AND start IS NOT NULL AND book IN (\(Self.list(cycleAccounts)))
          """
      ).map { ($0[0], $0[1]) }
    }
  }

  /// The row of that place, if it is held back.
  package func keptRow(file: Int64, line: Int) throws(LedgerFailure) -> KeptRowRecord? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: KeptRowRecord.query() + " WHERE held_row.file = ? AND held_row.line = ? AND held_row.state = 'held'",
        arguments: [file, line]
      ).map { KeptRowRecord($0) }
    }
  }

  /// The starts of the first and last call that came with a run, seconds since 1970; nil if none did.
  package func starts(ofRun run: Int64) throws(LedgerFailure) -> ClosedRange<Int64>? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT first_start, last_start FROM run WHERE id = ? AND first_start IS NOT NULL",
          arguments: [run])
      else { return nil }
      return (row[0] as Int64)...(row[1] as Int64)
    }
  }
}

extension LedgerWriter {
  /// A row of a file counts no more: the file went on in the middle of it, and it is read again (spec 4.2).
  package func withdraw(file: Int64, outcome: Outcome) throws {
    try database.execute(
      sql: "UPDATE file SET read = read - 1, \(outcome.name) = \(outcome.name) - 1 WHERE id = ?", arguments: [file])
  }

  /// The same for one that was held back.
  package func settleHalf(_ row: KeptRowRecord) throws {
    try database.execute(
      sql: "UPDATE held_row SET state = 'settled', note = ? WHERE id = ?",
      arguments: ["run \(run): read again as a whole row", row.id])
    guard let reason = Reason.allCases.first(where: { $0.name == row.reason }) else { return }
    try withdraw(file: row.file, outcome: reason.outcome)
  }
}
