/// Where a call comes from that no file of this run holds: marks in `CallRecord.chunk`, above the number the ledger
/// has given the file. `lineInChunk` is then the line in that file.
enum CallOrigin {
  /// The call comes from the ledger; chunk numbers of files are below.
  static let ledger: UInt32 = 1 << 31
  /// A suspended or rejected row of an earlier run, tried again as if it had just come (spec 4.3).
  static let retried: UInt32 = 1 << 30
  /// Of a book that this run must not change: there only so that repeats of it are found.
  static let settled: UInt32 = 1 << 29
  /// The file's number in the ledger.
  static let fileMask: UInt32 = (1 << 29) - 1

  /// Recorded calls first, then suspended rows, then what a run brings.
  static func rank(_ call: CallRecord) -> Int { call.isRecorded ? 0 : call.isRetried ? 1 : 2 }
}

extension CallRecord {
  /// A call that an earlier run recorded.
  var isRecorded: Bool { chunk & (CallOrigin.ledger | CallOrigin.retried) == CallOrigin.ledger }
  /// The ledger's number of the file that the call came in, of one that comes from the ledger.
  var ledgerFile: Int { Int(chunk & CallOrigin.fileMask) }
  var isRetried: Bool { chunk & (CallOrigin.ledger | CallOrigin.retried) == CallOrigin.ledger | CallOrigin.retried }
  /// Recorded in a book that this run must not change.
  var isSettled: Bool { isRecorded && chunk & CallOrigin.settled != 0 }
}
