import Foundation
import GRDB

// Database and directory must belong together, or a run would take the segments for leavings and remove them (spec 4.1).
extension Ledger {
  /// Refuses a database that is not the directory's, or an earlier state of it. Changes nothing.
  ///
  /// - Parameter mark: read before the database was, which a run under way may have changed since.
  /// - Returns: whether there is a ledger; false: a database that holds nothing yet.
  @discardableResult
  func checkBelonging(_ mark: DirectoryMark?) throws(LedgerFailure) -> Bool {
    let hasRecords = !directory.recordFiles().isEmpty
    guard let known = try knownMark() else {
      // A run that ended while it made the ledger leaves neither mark nor records.
      guard mark == nil, !hasRecords else {
        throw refusal(
          directory.databasePath, expected: "the database of this data directory", found: "an empty database")
      }
      return false
    }
    guard let mark else {
      guard known.lastRun == 0, !hasRecords else {
        throw refusal(directory.markPath, expected: "the identifier of the database beside it", found: "none")
      }
      return true
    }
    guard mark.identifier == known.identifier else {
      throw refusal(
        directory.markPath, expected: "the identifier of the database beside it", found: "another")
    }
    guard known.lastRun >= mark.lastRun else {
      throw refusal(
        directory.databasePath, expected: "a database that knows run \(mark.lastRun)",
        found: known.lastRun == 0 ? "one without a run" : "one that ends with run \(known.lastRun)")
    }
    return true
  }

  private func refusal(_ path: String, expected: String, found: String) -> LedgerFailure {
    LedgerFailure(
      path: path, expected: expected, found: found,
      remedy: "restore the whole data directory from one backup (docs/operations.md); nothing was changed")
  }

  /// Gives a new database its identifier, and the directory what it lacks of the mark.
  func completeMark() throws(LedgerFailure) {
    if try setting("identifier") == nil {
      let identifier = UUID().uuidString.lowercased()
      try write { try Self.set("identifier", identifier, $0) }
    }
    guard let known = try knownMark(), known != directory.readMark() else { return }
    try directory.write(known)
  }

  /// Notes in the directory that a run was committed.
  func noteCommitted(run: Int64) {
    guard let identifier = try? setting("identifier") else { return }
    // The run is durable without it; the next one writes what is missing.
    try? directory.write(DirectoryMark(identifier: identifier, lastRun: run))
  }

  /// What the database says of itself; nil if it has no identifier yet.
  private func knownMark() throws(LedgerFailure) -> DirectoryMark? {
    try read { database in
      guard try database.tableExists("setting"), try database.tableExists("run"),
        let identifier = try Self.setting("identifier", database)
      else { return nil }
      return DirectoryMark(
        identifier: identifier, lastRun: try Int64.fetchOne(database, sql: "SELECT max(id) FROM run") ?? 0)
    }
  }
}
