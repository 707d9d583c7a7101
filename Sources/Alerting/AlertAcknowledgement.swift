import GRDB
import Ledger

/// Alerts that someone has looked at (spec 6.5).
package struct AlertAcknowledgement {
  package var ids: [Int64]
  package var note: String?

  package init(ids: [Int64], note: String?) {
    self.ids = ids
    self.note = note
  }

  /// Notes that the author has looked at them, in one transaction with a line in the journal. Those that were acknowledged
  /// before stay as they are. The caller holds the run lock.
  ///
  /// - Returns: the numbers of those that were open.
  /// - Throws: `LedgerFailure` if there is no alert of one of the numbers; nothing is changed then.
  package func apply(to ledger: Ledger, by author: Author) throws(LedgerFailure) -> [Int64] {
    try ledger.change(by: author) { change in
      let store = AlertStore(change.database)
      var done: [Int64] = []
      for id in Set(ids).sorted() where try store.acknowledge(id, note: note, author) { done.append(id) }
      if !done.isEmpty {
        let list = done.map { "\($0)" }.joined(separator: ", ")
        try change.note("alerts acknowledge \(list)" + (note.map { ": \($0)" } ?? ""))
      }
      return done
    }
  }
}

extension AlertStore {
  /// - Returns: false if it was acknowledged before.
  fileprivate func acknowledge(_ id: Int64, note: String?, _ author: Author) throws -> Bool {
    let isKnown = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM alert WHERE id = ?)", arguments: [id])
    guard isKnown == true else {
      throw LedgerFailure(
        path: "alert \(id)", expected: "the number of an alert", found: "none of that number",
        remedy: "see summit-cdr alerts list; nothing was changed")
    }
    try database.execute(
      sql: """
        UPDATE alert SET acknowledged_at = ?, acknowledged_by = ?, note = ? WHERE id = ? AND acknowledged_at IS NULL
        """, arguments: [author.at, author.name, note, id])
    return database.changesCount > 0
  }
}
