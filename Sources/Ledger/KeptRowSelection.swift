import CallModel
import Foundation
import GRDB

/// Which rows that are not billed are asked for (spec 4.3).
package struct KeptRowSelection: Sendable {
  /// `.suspended` or `.rejected`.
  package var outcome: Outcome
  /// By number; nil: all.
  package var ids: [Int64]?
  /// Nil: every one of the outcome.
  package var reason: Reason?
  /// The name of the file they came in.
  package var file: String?
  /// Only rows behind this number: where a page of a list goes on.
  package var after: Int64?
  /// At most so many, the first ones; nil: all.
  package var limit: Int?
  /// At first those that wait; of rejected ones those of discarded calls, too, since they are rejected (spec 4.3).
  package var states: Set<KeptRowRecord.State>

  package init(_ outcome: Outcome) {
    self.outcome = outcome
    states = outcome == .rejected ? [.held, .discarded] : [.held]
  }

  /// The reasons of rows that go under that outcome: ignored ones with seconds are kept as rejected ones are (spec 7.1).
  package static func reasons(_ outcome: Outcome) -> [Reason] {
    Reason.allCases.filter { $0.outcome == outcome || (outcome == .rejected && $0 == .ignored) }
  }

  /// The command that is about them.
  package var commandName: String { outcome.name }

  /// As arguments of a command.
  package var text: String {
    var parts = (ids ?? []).map { "\($0)" }
    if let reason { parts.append("--reason \(reason.name)") }
    if let file { parts.append("--file \(file)") }
    return parts.isEmpty ? "--all" : parts.joined(separator: " ")
  }

  /// Whether a row is one of them; its number apart.
  package func includes(_ row: KeptRowRecord) -> Bool {
    states.contains(row.state) && (file ?? row.fileName).utf8.elementsEqual(row.fileName.utf8)
      && Self.reasons(outcome).contains { $0.name == row.reason && (reason ?? $0) == $0 }
  }

  fileprivate var sql: (condition: String, arguments: StatementArguments) {
    let reasons = reason.map { [$0] } ?? Self.reasons(outcome)
    let stateMarks = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    let reasonMarks = reasons.map { "'\($0.name)'" }.joined(separator: ", ")
    let shown = "CASE held_row.state WHEN 'discarded' THEN '\(Reason.discarded.name)' ELSE held_row.reason END"
    var condition = "held_row.state IN (\(stateMarks)) AND \(shown) IN (\(reasonMarks))"
    var arguments: StatementArguments = []
    if let file {
      condition += " AND file.name = ?"
      arguments += [Data(file.utf8)]
    }
    if let after {
      condition += " AND held_row.id > ?"
      arguments += [after]
    }
    return (condition, arguments)
  }
}

extension Ledger {
  /// Calls `body` for each row in the order in which they came, in one state of the ledger; only one is held at a time.
  package func forEachKeptRow(_ selection: KeptRowSelection, _ body: (KeptRowRecord) throws -> Void) throws {
    try inOneState { database in
      if let ids = selection.ids {
        var left = selection.limit ?? .max
        for id in ids where left > 0 {
          guard let row = try KeptRowRecord.fetch(id, database), selection.includes(row) else { continue }
          left -= 1
          try body(row)
        }
        return
      }
      let (condition, arguments) = selection.sql
      let rows = try Row.fetchCursor(
        database, sql: KeptRowRecord.query() + " WHERE \(condition) ORDER BY held_row.id LIMIT ?",
        arguments: arguments + [selection.limit ?? -1])
      while let row = try rows.next() { try body(KeptRowRecord(row)) }
    }
  }

  /// The same rows, all at once.
  package func keptRows(_ selection: KeptRowSelection) throws -> [KeptRowRecord] {
    var rows: [KeptRowRecord] = []
    try forEachKeptRow(selection) { rows.append($0) }
    return rows
  }

  /// A row by its number.
  package func keptRow(_ id: Int64) throws(LedgerFailure) -> KeptRowRecord? {
    try read { try KeptRowRecord.fetch(id, $0) }
  }

  /// How many rows are held back, by the name of the reason.
  package func keptRowCounts() throws(LedgerFailure) -> [String: Int] {
    try read { database in
      var counts: [String: Int] = [:]
      let rows = try Row.fetchAll(
        database, sql: "SELECT reason, count(*) FROM held_row WHERE state = 'held' GROUP BY reason")
      for row in rows { counts[row[0]] = row[1] }
      return counts
    }
  }
}

extension KeptRowRecord {
  static func fetch(_ id: Int64, _ database: Database) throws -> KeptRowRecord? {
    let statement = try database.cachedStatement(sql: query() + " WHERE held_row.id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { KeptRowRecord($0) }
  }
}
