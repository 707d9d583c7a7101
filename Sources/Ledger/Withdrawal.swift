import CallModel
import Foundation
import GRDB

/// Something that a withdrawal changed, and the state it had.
package struct WithdrawnItem: Sendable {
  package enum Kind: String, Sendable {
    case run, file
  }

  package var kind: Kind
  package var id: Int64
  package var state: String
}

// What is asked before a run is withdrawn (spec 4.5).
extension Ledger {
  /// Cycle accounts with rows that were written in that run or later: only they can hold its calls.
  package func cycleAccounts(writtenSince run: Int64) throws(LedgerFailure) -> [CycleAccountRow] {
    try cycleAccounts(where: "id IN (SELECT book FROM span WHERE run >= ?)", [run])
  }

  /// The registry version that open cycles follow: that of the last run of the import job.
  package func currentRegistryVersion() throws(LedgerFailure) -> Int64? {
    try read {
      try Int64.fetchOne(
        $0,
        sql: """
          SELECT coalesce(
            (SELECT id FROM registry_version WHERE digest = (SELECT value FROM setting WHERE key = 'registry')),
            (SELECT registry FROM run WHERE registry IS NOT NULL AND kind NOT IN ('rerate', 'undo', 'restore')
              ORDER BY id DESC LIMIT 1))
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
}
