/// Where a call comes from that no file of this run holds: a mark in `CallRecord.chunk`, above the number the ledger has
/// given the file. `lineInChunk` is then the line in that file.
enum CallOrigin: UInt32 {
  /// It stands in the records, in a cycle account that this run reads but need not write anew.
  case standing = 0
  /// A row that is kept because it is not billed: suspended, or another version of a call (spec 4.3).
  case kept = 1
  /// A recorded call, settled anew by this run.
  case fed = 2
  /// A repeat of a call, or a row that was withdrawn and comes back: settled anew, too.
  case repeated = 3

  /// The call comes from the ledger; chunk numbers of files are below.
  static let ledger: UInt32 = 1 << 31
  private static let shift: UInt32 = 29
  /// The file's number in the ledger.
  static let fileMask: UInt32 = (1 << shift) - 1

  /// Whether that is the mark of a recorded call that is settled anew.
  static func isFed(chunk: UInt32) -> Bool { chunk >> shift == (ledger | fed.rawValue << shift) >> shift }

  func chunk(ofFile file: Int) -> UInt32 {
    Self.ledger | rawValue << Self.shift | UInt32(truncatingIfNeeded: file) & Self.fileMask
  }
}

extension CallRecord {
  /// Nil for a row of this run's files.
  @inline(__always)
  var origin: CallOrigin? {
    chunk < CallOrigin.ledger ? nil : CallOrigin(rawValue: chunk >> 29 & 3)
  }
  /// Whether this run brings it: a row of its files, or a kept one that is a call now.
  var isNew: Bool { origin == nil || origin == .kept }
  var isStanding: Bool { chunk >> 29 == CallOrigin.ledger >> 29 }
  /// The ledger's number of the file that the call came in, of one that comes from the ledger.
  var ledgerFile: Int { Int(chunk & CallOrigin.fileMask) }
}
