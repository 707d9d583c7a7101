import Ledger
import Output

/// All recorded calls as one file (spec 4.5).
package struct RecordExport {
  private let ledger: Ledger
  private let compresses: Bool

  package init(_ ledger: Ledger, compresses: Bool) {
    self.ledger = ledger
    self.compresses = compresses
  }

  /// Writes the file; it appears when it is whole.
  ///
  /// - Returns: the number of calls.
  /// - Throws: `OutputFailure`, or `LedgerFailure` if the ledger is damaged: an earlier file is then as it was.
  package func write(to directory: String, name: String) throws -> Int {
    try OutputDirectory.prepare(directory)
    let file = try OutputFile(directory: directory, name: name)
    try file.checkCanPublish()
    let packed = TextBuffer(capacity: 1 << 18)
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    // One state of the ledger for the calls and their number, which must agree (I1).
    let (count, recorded) = try ledger.inOneState { _ in
      let count = try RecordStream.write(RecordSelection(), of: ledger, as: .csv, masksNumbers: false) { bytes in
        if compresses {
          packed.removeAll()
          try GzipMember.append(bytes, to: packed)
          try file.append(packed.bytes)
        } else {
          try file.append(bytes)
        }
        return true
      }
      return (count, try ledger.recordedRowCount())
    }
    guard count == recorded else {
      throw LedgerFailure(
        path: ledger.directory.databasePath, expected: "\(recorded) recorded calls", found: "\(count)",
        remedy: "run summit-cdr verify; nothing was written")
    }
    try file.synchronise()
    try file.publish()
    try OutputFailure.synchronise(directory: directory)
    return count
  }
}
