import ByteScanning
import Ledger
import Pipeline

/// The rows that a withdrawal put aside, read piece by piece (I7).
struct WithdrawnSegment {
  private let ledger: Ledger
  private let name: String

  init(_ ledger: Ledger, _ name: String) {
    self.ledger = ledger
    self.name = name
  }

  /// Calls `body` for each row.
  ///
  /// - Throws: what `body` throws, or `LedgerFailure` if the file is missing or damaged.
  func forEachRow(_ body: (SegmentRow) throws -> Void) throws {
    let reader = SegmentRowReader()
    // What the last piece left: the beginning of a row.
    var rest: [UInt8] = []
    var failure: (any Error)?
    try ledger.directory.readRecordFile(name) { (piece: UnsafeRawBufferPointer) in
      guard failure == nil else { return }
      rest += piece
      var used = 0
      rest.withUnsafeBufferPointer { bytes in
        do {
          _ = try reader.forEach(in: bytes) { (row: SegmentRow) throws in
            try body(row)
            used += row.raw.count
          }
        } catch {
          failure = error
        }
      }
      rest.removeFirst(used)
    }
    if let failure { throw failure }
    guard rest.isEmpty else {
      throw LedgerFailure(
        path: ledger.directory.segmentPath(name), expected: "the withdrawn rows", found: "damaged bytes",
        remedy: "run summit-cdr verify, and deliver the files again")
    }
  }
}
