import CallModel
import Ledger

/// A run as JSON.
struct RunReportLine: Encodable {
  var run: Int64
  var kind: String
  var state: String
  /// UTC.
  var startedAt: String
  var endedAt: String
  var version: String
  var registryVersion: Int64?
  var files: Int
  var failedFiles: Int
  var read: Int
  var rated: Int
  var free: Int
  var unanswered: Int
  var duplicate: Int
  var rejected: Int
  var suspended: Int
  var ignored: Int

  init(_ row: RunRow) {
    run = row.id
    kind = row.kind
    state = row.state
    startedAt = row.startedAt
    endedAt = row.endedAt
    version = row.version
    registryVersion = row.registry
    files = row.files
    failedFiles = row.failedFiles
    read = row.read
    func count(_ outcome: Outcome) -> Int { row.outcomes[Int(outcome.rawValue)] }
    rated = count(.rated)
    free = count(.free)
    unanswered = count(.unanswered)
    duplicate = count(.duplicate)
    rejected = count(.rejected)
    suspended = count(.suspended)
    ignored = count(.ignored)
  }
}
