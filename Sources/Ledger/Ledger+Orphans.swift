import GRDB

extension Ledger {
  /// Removes what is not live in the ledger: segments and temporary files of a run that did not commit (spec 4.2, step 2).
  package func removeOrphans() throws(LedgerFailure) {
    try removeDeadSegments()
    let live = Set(try segmentNames().values)
    let dead = directory.recordFiles().filter { !live.contains($0) }
    if dead.isEmpty { return }
    ReadHold.ifNobodyReads(directory) { for name in dead { directory.removeRecordFile(name) } }
  }

  /// Removes the segments without a live row, from the ledger and then from the disk.
  package func removeDeadSegments() throws(LedgerFailure) {
    let names = try write { database in
      let names = try String.fetchAll(database, sql: "SELECT name FROM segment WHERE live_bytes = 0")
      if !names.isEmpty { try database.execute(sql: "DELETE FROM segment WHERE live_bytes = 0") }
      return names
    }
    if names.isEmpty { return }
    ReadHold.ifNobodyReads(directory) { for name in names { directory.removeRecordFile(name) } }
  }
}
