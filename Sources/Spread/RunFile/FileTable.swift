import CallModel
import FileInput
import Pipeline
import RecordLayouts

/// What a task counted of a file, or of its part of it; JSON in a run file.
struct FileTable: Codable, Equatable {
  /// What rows said against themselves (`RowChecks`).
  struct Checks: Codable, Equatable {
    var clockAgreements = 0
    /// Offset, rows and earliest start of those whose clock is elsewhere.
    var clockOffsets: [[Int64]] = []
    var contradictions = 0
    var timedRows = 0
    var shortRows = 0
  }

  /// Among the plan's files.
  var file: Int
  var isGzip: Bool
  var plainBytes: Int64
  var linesBefore: Int
  /// Of all of the file, if the task knows it.
  var digest: String?
  /// The number of the first block that begins in the part, and the digests of all that do.
  var firstBlock: Int
  var blocks: [String]
  var read: Int
  var outcomes: [Int]
  var reasons: [Int]
  var checks: Checks
  /// By pattern: rows, and of those rows with seconds.
  var ignored: [String: [Int]]
  /// It lies in the file's bytes: a failure of reading ends the task.
  var failure: String?

  /// - Parameter isPart: the file's digest follows from the blocks of all its parts, unless it ends before its planned
  ///   size.
  init(_ scanned: ScanStage.ScannedFile, file: Int, isPart: Bool) {
    let result = scanned.result
    self.file = file
    isGzip = result.isGzip
    plainBytes = result.plainBytes
    linesBefore = scanned.linesBefore
    let isShort = result.plainBytes < result.sizeBytes
    digest = isPart && !isShort && !scanned.blocks.isEmpty ? nil : result.digest?.description
    firstBlock = scanned.blocks.first?.block ?? 0
    blocks = isPart ? scanned.blocks.map(\.digest.description) : []
    read = result.tally.read
    outcomes = result.tally.outcomes
    reasons = result.tally.reasons
    checks = Checks(result.scan.checks)
    ignored = result.scan.ignored.mapValues { [$0.rows, $0.withSeconds] }
    failure = result.failure
  }

  /// Whether its arrays have the lengths that this program gives them.
  var isSound: Bool {
    outcomes.count == Outcome.allCases.count && reasons.count == Reason.allCases.count
      && checks.clockOffsets.allSatisfy { $0.count == 3 } && ignored.values.allSatisfy { $0.count == 2 }
  }

  var tally: RowTally {
    var tally = RowTally()
    (tally.read, tally.outcomes, tally.reasons) = (read, outcomes, reasons)
    return tally
  }

  var scan: ScanTally {
    var scan = ScanTally()
    scan.checks.clockAgreements = checks.clockAgreements
    scan.checks.contradictions = checks.contradictions
    scan.checks.timedRows = checks.timedRows
    scan.checks.shortRows = checks.shortRows
    for offset in checks.clockOffsets {
      var rows = RowChecks.Offset()
      (rows.rows, rows.firstInstant) = (Int(offset[1]), offset[2])
      scan.checks.clockOffsets[Int(offset[0])] = rows
    }
    for (pattern, counts) in ignored {
      var rows = ScanTally.Ignored()
      (rows.rows, rows.withSeconds) = (counts[0], counts[1])
      scan.ignored[pattern] = rows
    }
    return scan
  }
}

extension FileTable.Checks {
  init(_ checks: RowChecks) {
    clockAgreements = checks.clockAgreements
    clockOffsets = checks.clockOffsets.sorted { $0.key < $1.key }.map {
      [Int64($0.key), Int64($0.value.rows), $0.value.firstInstant]
    }
    contradictions = checks.contradictions
    timedRows = checks.timedRows
    shortRows = checks.shortRows
  }
}
