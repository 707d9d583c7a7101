import Ledger
import Pipeline

/// All calls of one cycle account, in the order in which they take from its allowances (spec 3.6).
package struct CycleAccountCalls: Sendable {
  package let cycleAccount: CycleAccountRow
  package let calls: [RecordedCall]

  /// Reads them. The memory is that of one cycle of a line, or of a contract's pool.
  ///
  /// - Throws: `LedgerFailure` if a segment is damaged.
  package init(_ cycleAccount: CycleAccountRow, _ ledger: Ledger) throws {
    self.cycleAccount = cycleAccount
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    let segments = try SegmentReader(ledger)
    let reader = SegmentRowReader()
    var calls: [RecordedCall] = []
    for span in try ledger.spans(cycleAccount: cycleAccount.id) {
      let bytes = try segments.rows(of: span)
      try reader.forEach(in: bytes) { row in
        guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
        calls.append(call)
      }
    }
    calls.sort(by: RecordedCall.precedesInCycleAccount)
    self.calls = calls
  }
}
