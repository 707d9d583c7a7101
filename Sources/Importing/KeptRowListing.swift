import CallModel
import FileInput
import Ledger
import Listing

/// The columns of rows that are not billed in lists: `suspended list`, `rejected list`, and the console's page. In CSV the
/// columns of `rejected-records.csv`, then id and state (spec 2.5, 4.3).
package enum KeptRowListing {
  /// What a table shows of a row of a file, in bytes.
  private static let shownBytes = 160

  package static let columns = Listing<KeptRowRecord>(
    [
      ListingColumn("id", "id") { .number($0.id) },
      ListingColumn("file", "file") { .text(SourceFile.displayable($0.fileName.utf8)) },
      ListingColumn("line", "line") { .number(Int64($0.line)) },
      ListingColumn("outcome", "outcome", in: .data) { .text($0.knownReason?.outcome.name ?? "") },
      ListingColumn("reason", "reason") { .text($0.reason) },
      ListingColumn("field", "field", in: .data) { .text($0.knownReason?.field ?? "") },
      ListingColumn("state", "state", hidesIfEmpty: true) { .text($0.state.rawValue) },
      // Which step repairs it, in words of the page.
      ListingColumn("remedy", "remedy", width: 60, in: []) { .text($0.reason) },
      // Why it was discarded, or what settled it.
      ListingColumn("note", "note", hidesIfEmpty: true) { .optional($0.note) },
      ListingColumn("run", "run", in: .json) { .number($0.run) },
      ListingColumn("raw", "row", width: shownBytes) { .bytes($0.raw) },
    ], csv: ["file", "line", "outcome", "reason", "field", "raw", "id", "state"])

  /// For a table of rows that all wait.
  package static let ofWaitingRows = columns.without(["state"])
}

extension KeptRowRecord {
  package var knownReason: Reason? { Reason.allCases.first { $0.name == reason } }
}
