import CallModel
import FileInput
import Foundation
import GRDB

extension LedgerWriter {
  /// Marks runs and readings of files as withdrawn, and keeps the states they had.
  package func withdraw(runs: [Int64], files: Set<Int64>) throws {
    for (item, condition) in [
      ("run", "id IN (\(Ledger.list(Set(runs))))"), ("file", "id IN (\(Ledger.list(files)))"),
    ] {
      try database.execute(
        sql: """
          INSERT INTO withdrawal (undo, item, id, state) SELECT ?, ?, id, state FROM \(item)
          WHERE \(condition) AND state <> 'undone'
          """, arguments: [run, item])
      try database.execute(sql: "UPDATE \(item) SET state = 'undone' WHERE \(condition)")
    }
  }

  /// Gives back the states that a withdrawal took, and forgets it.
  package func restore(_ undo: Int64) throws {
    for item in ["run", "file"] {
      try database.execute(
        sql: """
          UPDATE \(item) SET state = (SELECT state FROM withdrawal WHERE undo = ? AND item = ? AND id = \(item).id)
          WHERE id IN (SELECT id FROM withdrawal WHERE undo = ? AND item = ?)
          """, arguments: [undo, item, undo, item])
    }
    try database.execute(sql: "DELETE FROM withdrawal WHERE undo = ?", arguments: [undo])
  }

  /// Kept rows of these readings are not delivered.
  package func withdrawKeptRows(ofFiles files: Set<Int64>) throws {
    try database.execute(
      sql: """
        UPDATE held_row SET undone_state = state, state = 'undone'
        WHERE file IN (\(Ledger.list(files))) AND state <> 'undone'
        """)
  }

  /// They are again.
  package func restoreKeptRows(ofFiles files: Set<Int64>) throws {
    try database.execute(
      sql: """
        UPDATE held_row SET state = coalesce(undone_state, 'held'), undone_state = NULL
        WHERE file IN (\(Ledger.list(files))) AND state = 'undone'
        """)
  }

  /// Adds a segment of withdrawn rows, which is kept though none of them counts.
  package func addWithdrawnSegment(id: Int64, name: String, bytes: Int64, digest: ContentDigest) throws {
    try addSegment(id: id, name: name, bytes: bytes)
    try setDigest(digest, ofSegment: id)
    try database.execute(sql: "UPDATE segment SET kind = 'withdrawn' WHERE id = ?", arguments: [id])
  }

  /// The rows of segments of withdrawn rows are elsewhere now.
  package func removeWithdrawnSegments(_ ids: [Int64]) throws {
    for id in ids {
      try database.execute(sql: "UPDATE segment SET kind = 'live', live_bytes = 0 WHERE id = ?", arguments: [id])
    }
  }
}

extension Ledger {
  /// The segments of withdrawn rows.
  package func withdrawnSegments() throws(LedgerFailure) -> [(id: Int64, name: String, bytes: Int64)] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT id, name, bytes FROM segment WHERE kind = 'withdrawn' ORDER BY id").map {
        ($0[0], $0[1], $0[2])
      }
    }
  }
}
