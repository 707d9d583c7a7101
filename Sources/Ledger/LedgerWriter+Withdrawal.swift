import CallModel
import FileInput
import Foundation
import GRDB

extension LedgerWriter {
  /// Remembers what a held row was before the run tried it again.
  package func noteChange(of row: HeldRowRecord, to outcome: Outcome, became: String) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO held_change (held_row, run, reason, layout, outcome, became) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: [row.id, run, row.reason, row.layout, outcome.name, became])
  }

  /// Lets a row wait again as it did before the run tried it, and forgets that it did.
  package func revert(_ change: HeldChange) throws {
    try database.execute(
      sql: "UPDATE held_row SET state = 'held', reason = ?, layout = ?, note = NULL WHERE id = ?",
      arguments: [change.reason, change.layout, change.heldRow])
    try database.execute(sql: "DELETE FROM held_change WHERE held_row = ?", arguments: [change.heldRow])
  }

  /// A row that is held no longer, since its call is recorded again, or its run withdrawn.
  package func setHeldRowState(_ state: String, _ id: Int64) throws {
    try database.execute(sql: "UPDATE held_row SET state = ? WHERE id = ?", arguments: [state, id])
  }

  /// Another run's version took the place of the call.
  package func setReplacingRun(_ run: Int64, ofHeldRow id: Int64) throws {
    try database.execute(sql: "UPDATE held_row SET run = ? WHERE id = ?", arguments: [run, id])
  }

  /// Marks runs, their files and the rows held of these as withdrawn, and keeps the states they had.
  package func withdraw(runs: [Int64]) throws {
    let list = runs.map { "\($0)" }.joined(separator: ", ")
    for (item, table, condition) in [
      ("run", "run", "id IN (\(list))"), ("file", "file", "run IN (\(list))"),
      ("held-row", "held_row", "file IN (SELECT id FROM file WHERE run IN (\(list)))"),
    ] {
      try database.execute(
        sql: """
          INSERT INTO withdrawal (undo, item, id, state) SELECT ?, ?, id, state FROM \(table)
          WHERE \(condition) AND state <> 'undone'
          """, arguments: [run, item])
      try database.execute(sql: "UPDATE \(table) SET state = 'undone' WHERE \(condition)")
    }
  }

  /// Gives back the states that a withdrawal took, and forgets it; its rows are dead.
  package func restore(_ undo: Int64) throws {
    for (item, table) in [("run", "run"), ("file", "file"), ("held-row", "held_row")] {
      try database.execute(
        sql: """
          UPDATE \(table) SET state = (SELECT state FROM withdrawal WHERE undo = ? AND item = ? AND id = \(table).id)
          WHERE id IN (SELECT id FROM withdrawal WHERE undo = ? AND item = ?)
          """, arguments: [undo, item, undo, item])
    }
    try forget(undo)
  }

  /// Its rows need not be kept: they are recorded again.
  private func forget(_ undo: Int64) throws {
    try database.execute(sql: "DELETE FROM withdrawal WHERE undo = ?", arguments: [undo])
    try database.execute(
      sql: "UPDATE segment SET kind = 'live', live_bytes = 0 WHERE run = ? AND kind = 'withdrawn'", arguments: [undo])
  }

  /// Forgets withdrawals all of whose files were delivered again (spec 4.5).
  package func forgetDeliveredAgain() throws {
    let undos = try Int64.fetchAll(
      database,
      sql: """
        SELECT DISTINCT undo FROM withdrawal WHERE undo NOT IN (
          SELECT undo FROM withdrawal JOIN file ON file.id = withdrawal.id
          WHERE item = 'file' AND withdrawal.state IN ('imported', 'deleted') AND file.read > 0
            AND NOT EXISTS (
              SELECT 1 FROM file AS again WHERE again.digest = file.digest AND again.state IN ('imported', 'deleted')))
        """)
    for undo in undos { try forget(undo) }
  }

  /// What became of the calls of a file that came back: each is rated, free, or a repeat of one that came meanwhile.
  package func setRecorded(rated: Int, free: Int, duplicate: Int, rejected: Int, ofFile file: Int64) throws {
    try database.execute(
      sql: """
        UPDATE file SET rated = ?, free = ?, duplicate = duplicate + ?, rejected = rejected + ? WHERE id = ?
        """, arguments: [rated, free, duplicate, rejected, file])
  }

  /// Adds a segment of withdrawn rows, which is kept though none of them counts.
  package func addWithdrawnSegment(id: Int64, name: String, bytes: Int64, digest: ContentDigest) throws {
    try addSegment(id: id, name: name, bytes: bytes)
    try setDigest(digest, ofSegment: id)
    try database.execute(sql: "UPDATE segment SET kind = 'withdrawn' WHERE id = ?", arguments: [id])
  }
}
