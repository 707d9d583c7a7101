import Ledger
import Pipeline

/// All calls of one book, in the order in which they take from its allowances (spec 3.6).
package struct BookCalls: Sendable {
  package let book: BookRow
  package let calls: [RecordedCall]

  /// Reads them. The memory is that of one cycle of a line, or of a contract's pool.
  ///
  /// - Throws: `LedgerFailure` if a segment is damaged.
  package init(_ book: BookRow, _ ledger: Ledger) throws {
    self.book = book
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    let segments = try SegmentReader(ledger)
    let reader = SegmentRowReader()
    var calls: [RecordedCall] = []
    for span in try ledger.spans(book: book.id) {
      let bytes = try segments.rows(of: span)
      try reader.forEach(in: bytes) { row in
        guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
        calls.append(call)
      }
    }
    calls.sort(by: RecordedCall.precedesInBook)
    self.calls = calls
  }
}
