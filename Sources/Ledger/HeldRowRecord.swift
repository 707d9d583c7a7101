import CallModel
import Foundation
import GRDB

/// A row that is not billed, as it came (spec 4.1, I8).
package struct HeldRowRecord: Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// It waits: a suspended one is tried again.
    case held
    /// It was tried again and has another outcome now.
    case settled
    /// Somebody let it go, and said why.
    case discarded
    /// Its run was withdrawn.
    case undone
  }

  package var id: Int64
  package var file: Int64
  package var fileName: String
  package var line: Int
  package var reason: String
  package var raw: [UInt8]
  package var state: State
  package var layout: String
  package var run: Int64
  package var note: String?
  /// Of its file.
  package var header: [UInt8]

  init(_ row: Row) {
    id = row["id"]
    file = row["file"]
    fileName = String(decoding: row["name"] as Data? ?? Data(), as: UTF8.self)
    line = row["line"]
    reason = row["reason"]
    raw = [UInt8](row["raw"] as Data? ?? Data())
    state = State(rawValue: row["state"]) ?? .held
    layout = row["layout"]
    run = row["run"]
    note = row["note"]
    header = [UInt8](row["header_content"] as Data? ?? Data())
  }
}

extension Ledger {
  /// Rows that are held back, in the order of files and lines as they came.
  ///
  /// - Parameters:
  ///   - reasons: names of `Reason`.
  ///   - otherThanLayout: only those read with another layout.
  ///   - starts: only those of runs with calls that start then, seconds since 1970.
  package func heldRows(
    reasons: [String], otherThanLayout layout: String? = nil, starts: ClosedRange<Int64>? = nil,
    states: [HeldRowRecord.State] = [.held]
  ) throws(LedgerFailure) -> [HeldRowRecord] {
    let marks = reasons.map { _ in "?" }.joined(separator: ", ")
    let stateMarks = states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    var sql = """
      SELECT held_row.*, file.name, header.content AS header_content FROM held_row
      JOIN file ON file.id = held_row.file LEFT JOIN header ON header.id = file.header
      WHERE held_row.state IN (\(stateMarks)) AND reason IN (\(marks))
      """
    var arguments = StatementArguments(reasons)
    if let layout {
      sql += " AND held_row.layout <> ?"
      arguments += [layout]
    }
    if let starts {
      sql += " AND held_row.seen IN (SELECT id FROM run WHERE first_start <= ? AND last_start >= ?)"
      arguments += [starts.upperBound, starts.lowerBound]
    }
    sql += " ORDER BY held_row.id"
    return try read { database in
      try Row.fetchAll(database, sql: sql, arguments: arguments).map { HeldRowRecord($0) }
    }
  }
}

extension Ledger {
  /// The row of that place, if it is held back.
  package func heldRow(file: Int64, line: Int) throws(LedgerFailure) -> HeldRowRecord? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT held_row.*, file.name, header.content AS header_content FROM held_row
          JOIN file ON file.id = held_row.file LEFT JOIN header ON header.id = file.header
          WHERE held_row.file = ? AND held_row.line = ? AND held_row.state = 'held'
          """, arguments: [file, line]
      ).map { HeldRowRecord($0) }
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
  package func settleHalf(_ row: HeldRowRecord) throws {
    try database.execute(
      sql: "UPDATE held_row SET state = 'settled', note = ? WHERE id = ?",
      arguments: ["run \(run): read again as a whole row", row.id])
    guard let reason = Reason.allCases.first(where: { $0.name == row.reason }) else { return }
    try withdraw(file: row.file, outcome: reason.outcome)
  }
}
