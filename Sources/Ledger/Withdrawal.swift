import CallModel
import Foundation
import GRDB

/// What a run made of a row that was held back and tried again (spec 4.3).
package struct HeldChange: Sendable {
  package var heldRow: Int64
  package var file: Int64
  package var line: Int
  /// Before.
  package var reason: String
  package var layout: String
  /// The name of the outcome it counts as since.
  package var outcome: String
  /// The name of its reason since, or `settled`.
  package var became: String
}

/// Something that a withdrawal changed, and the state it had.
package struct WithdrawnItem: Sendable {
  package enum Kind: String, Sendable {
    case run, file
    case heldRow = "held-row"
  }

  package var kind: Kind
  package var id: Int64
  package var state: String
}

// What is asked before a run is withdrawn (spec 4.5).
extension Ledger {
  /// Later runs whose counts depend on calls of these runs: they counted repeats of them, or went on in their files.
  package func dependents(ofRuns runs: Set<Int64>) throws(LedgerFailure) -> Set<Int64> {
    let list = Self.list(runs)
    return try read { database in
      let repeats = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT repeat.run FROM repeat JOIN file ON file.id = repeat.of_file JOIN run ON run.id = repeat.run
          WHERE file.run IN (\(list)) AND repeat.run NOT IN (\(list)) AND run.state <> 'undone'
          """)
      let continuations = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT later.run FROM file AS later JOIN file ON file.id = later.earlier
          WHERE file.run IN (\(list)) AND later.run NOT IN (\(list)) AND later.state <> 'undone'
          """)
      return Set(repeats).union(continuations)
    }
  }

  /// The run that read each file.
  package func runsOfFiles() throws(LedgerFailure) -> [Int64: Int64] {
    try read { database in
      var runs: [Int64: Int64] = [:]
      let rows = try Row.fetchCursor(database, sql: "SELECT id, run FROM file")
      while let row = try rows.next() { runs[row[0]] = row[1] }
      return runs
    }
  }

  /// Books with rows that were written in that run or later: only they can hold its calls.
  package func books(writtenSince run: Int64) throws(LedgerFailure) -> [BookRow] {
    try books(where: "id IN (SELECT book FROM span WHERE run >= ?)", [run])
  }

  /// What the runs made of rows that were held back.
  package func heldChanges(ofRuns runs: Set<Int64>) throws(LedgerFailure) -> [HeldChange] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT held_change.held_row, held_row.file, held_row.line, held_change.reason, held_change.layout, outcome, became
          FROM held_change JOIN held_row ON held_row.id = held_change.held_row
          WHERE held_change.run IN (\(Self.list(runs))) ORDER BY held_change.run DESC, held_change.held_row
          """
      ).map {
        HeldChange(
          heldRow: $0[0], file: $0[1], line: $0[2], reason: $0[3], layout: $0[4], outcome: $0[5], became: $0[6])
      }
    }
  }

  /// Recorded calls that later versions took the place of, as rows of segments without line end.
  ///
  /// - Parameters:
  ///   - runs: those that brought the later versions, or those that did not.
  ///   - files: those that the earlier versions came in, or those that they did not.
  package func replacedRows(
    byRuns runs: (Set<Int64>, isIn: Bool), ofFilesOfRuns files: (Set<Int64>, isIn: Bool)
  ) throws(LedgerFailure) -> [HeldRowRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT held_row.*, file.name, zeroblob(0) AS header_content FROM held_row JOIN file ON file.id = held_row.file
          WHERE held_row.run \(runs.isIn ? "" : "NOT") IN (\(Self.list(runs.0)))
            AND file.run \(files.isIn ? "" : "NOT") IN (\(Self.list(files.0)))
            AND held_row.run <> file.run AND reason = 'conflicting-duplicate' AND held_row.state <> 'undone'
          ORDER BY held_row.id
          """
      ).map { HeldRowRecord($0) }
    }
  }

  /// The registry version that open cycles follow: that of the last run of the import job.
  package func currentRegistryVersion() throws(LedgerFailure) -> Int64? {
    try read {
      try Int64.fetchOne(
        $0,
        sql: """
          SELECT registry FROM run WHERE registry IS NOT NULL AND kind NOT IN ('rerate', 'undo', 'restore')
          ORDER BY id DESC LIMIT 1
          """)
    }
  }

  /// The run that withdrew another; nil if it is not withdrawn, or its files were delivered again since.
  package func withdrawal(ofRun run: Int64) throws(LedgerFailure) -> Int64? {
    try read {
      try Int64.fetchOne($0, sql: "SELECT undo FROM withdrawal WHERE item = 'run' AND id = ?", arguments: [run])
    }
  }

  package func withdrawnItems(_ undo: Int64) throws(LedgerFailure) -> [WithdrawnItem] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT item, id, state FROM withdrawal WHERE undo = ? ORDER BY item, id", arguments: [undo]
      ).compactMap { row in
        WithdrawnItem.Kind(rawValue: row[0]).map { WithdrawnItem(kind: $0, id: row[1], state: row[2]) }
      }
    }
  }

  /// The withdrawn rows that a run put aside; nil if there were none.
  package func withdrawnSegment(_ undo: Int64) throws(LedgerFailure) -> (id: Int64, name: String, bytes: Int64)? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT id, name, bytes FROM segment WHERE run = ? AND kind = 'withdrawn'", arguments: [undo]
      ).map { ($0[0], $0[1], $0[2]) }
    }
  }

  /// Numbers only, so that they can stand in SQL.
  private static func list(_ numbers: Set<Int64>) -> String {
    numbers.sorted().map { "\($0)" }.joined(separator: ", ")
  }
}
