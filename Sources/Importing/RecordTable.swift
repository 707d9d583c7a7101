import Ledger
import Listing

/// Recorded calls as a table for a terminal, as they are read.
package enum RecordTable {
  /// How far it is counted what is left out.
  private static let countedRows = 100_000

  /// Writes the first calls of a selection.
  ///
  /// - Parameters:
  ///   - costs: adds what each call costs, and its margin.
  ///   - width: columns of the terminal; nil: none.
  /// - Returns: how many calls there are, as far as they were counted, and what is said of those that are left out.
  package static func write(
    _ selection: RecordSelection, of ledger: Ledger, masksNumbers: Bool, costs: CallCosts?, limit: Int, width: Int?,
    to deliver: @escaping RecordStream.Delivery
  ) throws -> (count: Int, more: String?) {
    struct Enough: Error {}
    let records = CallListing.records(with: costs)
    let listing = selection.calls.line == nil ? records : records.without(["line"])
    var table = StreamedTable(listing.masked(masksNumbers), width: width, dropping: CallListing.leastNeeded) { bytes in
      try bytes.withUnsafeBytes(deliver)
    }
    var count = 0
    do {
      try RecordedCalls(ledger).forEach(selection) { row, span in
        count += 1
        if count <= limit {
          guard let call = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
          guard try table.append(call) else { throw Enough() }
        } else if count - limit > countedRows {
          throw Enough()
        }
      }
    } catch is Enough {
      // The rest need not be read.
    }
    try table.flush()
    return (count, more(count - limit))
  }

  private static func more(_ left: Int) -> String? {
    if left <= 0 { return nil }
    let text = left > countedRows ? "over \(CountText.grouped(countedRows))" : CountText.grouped(left)
    return "… \(text) more: --limit shows more of them, --format csv all"
  }
}
