import CallModel
import FileInput
import Ledger

/// A reading as JSON.
struct FileReportLine: Encodable {
  var reading: Int64
  var run: Int64
  var name: String
  var state: String
  var sizeBytes: Int64
  var gzip: Bool
  var digest: String?
  /// Inflated.
  var plainBytes: Int64
  var pending: Bool
  var heldBack: Bool
  /// `failed`, `mostly-rejected` or `nothing-left`.
  var attention: String?
  var released: Bool
  var error: String?
  var read: Int
  var outcomes: [String: Int]
  var ignoredWithSeconds: Int

  init(_ row: FileRow, _ notes: FileNotes) {
    reading = row.id
    run = row.run
    name = row.displayName
    state = row.state.rawValue
    sizeBytes = row.identity.sizeBytes
    gzip = row.isGzip
    digest = row.digest.map { "\($0)" }
    plainBytes = row.plainBytes
    pending = row.isPending
    heldBack = notes.isHeldBack(row)
    attention = notes.kind(row)?.rawValue
    ignoredWithSeconds = notes.ignoredWithSeconds(row)
    released = row.isReleased
    error = row.error
    read = row.read
    outcomes = [:]
    for outcome in Outcome.allCases { outcomes[outcome.name] = row.outcomes[Int(outcome.rawValue)] }
  }
}
