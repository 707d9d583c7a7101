import CallModel
import Foundation
import Ledger
import Listing
import Output
import Pipeline

/// What an import did, or would do: for the terminal, for machines, and kept with the run.
package struct ImportReport: Codable, Sendable {
  package struct File: Codable, Sendable {
    package var name: String
    /// `imported`, `grown`, `already-imported`, `withdrawn`, `failed`, `known-failed`.
    package var status: String
    package var error: String?
    package var alreadyImportedAs: String?
    /// Its last row has no line end and waits.
    package var isPending = false
    /// A file of that name with other content was imported before.
    package var replacesName = false
    package var counts = RunReport.Counts()
    /// Of the rows that this run read.
    package var checks = RunReport.Checks()
  }

  /// What someone should look at of a file (spec 7.1).
  package struct Attention: Codable, Equatable, Sendable {
    package var name: String
    /// `failed`, `mostly-rejected`, `nothing-left` or `too-young`.
    package var kind: String
    package var message: String

    package init(_ concern: FileConcern) {
      name = concern.displayName
      kind = concern.kind.rawValue
      message = concern.text
    }
  }

  /// Cycles that ended long ago and are not closed (spec 4.3).
  package struct OpenCycles: Codable, Equatable, Sendable {
    package var count: Int
    /// Their last days are before this one.
    package var endedBefore: String
    /// The oldest few: line or contract, plan, first and last day.
    package var oldest: [String]

    /// How long ago a cycle ended before it is told of.
    static let days: Int32 = 60
    static let listed = 3

    /// In words, with the command that closes them.
    ///
    /// - Parameter config: the path of integration.yml.
    package func text(config: String) -> String {
      let more = count - oldest.count
      return "\(CountText.of(count, "cycle", "cycles")) ended over \(Self.days) days ago and not closed: "
        + oldest.joined(separator: ", ") + (more > 0 ? " and \(CountText.grouped(more)) more" : "")
        + "; summit-cdr services close --config \(config) --cycle-end-before \(endedBefore)"
    }
  }

  /// A change of what a line's cycle comes to.
  package struct ServiceChange: Codable, Sendable {
    package var contract: String
    package var line: String
    package var plan: String
    package var cycleStart: String
    /// `cycle` or `late`.
    package var kind: String
    /// Reais, before and after.
    package var before: String
    package var after: String
    /// `late-calls`, `registry` or `reopened`.
    package var cause: String
  }

  /// What was sent to the platform (spec 6.3), and what waits.
  package struct Platform: Codable, Sendable {
    package var done = 0
    package var failed = 0
    package var unanswered = 0
    package var pending = 0
    /// Refused by the platform, now or earlier.
    package var refused = 0
    /// Why not all was sent; a platform that is away fails no run.
    package var problem: String?

    package init() {}
  }

  /// Runs that were withdrawn, or came back (spec 4.5).
  package struct Withdrawal: Codable, Sendable {
    package var runs: [Int64]
    package var files: [String]
    /// Recorded rows that were taken out.
    package var rows: Int
  }

  /// 0 if there was nothing to record.
  package var run: Int64 = 0
  /// `import`; others are asked for by hand and read no file.
  package var kind = "import"
  package var isDryRun = false
  package var startedAt: Date
  package var endedAt: Date?
  package var version = productVersion
  package var layout = ""
  /// Where the rules of the time zones are from; nil in reports of earlier versions.
  package var timeZoneData: String?
  package var files: [File] = []
  /// Known without being read.
  package var knownFiles = 0
  /// Left out because of their names (spec 7.1); nil in reports of earlier versions.
  package var leftOutFiles: Int?
  /// Too young to be read.
  package var youngFiles: [String] = []
  package var deletedFiles: [String] = []
  /// Not deleted, with the reason.
  package var keptFiles: [String: String] = [:]
  /// What someone should look at, of files of earlier runs too, until its cause is gone or `files release` says so.
  package var attention: [Attention] = []
  package var totals = RunReport.Counts()
  /// Of the rows that this run read.
  package var checks = RunReport.Checks()
  package var reasons: [String: Int] = [:]
  package var zones: [String: Int] = [:]
  package var billedSeconds = 0
  package var allowanceSeconds = 0
  package var surplusSeconds = 0
  /// Reais of surplus of the calls that came.
  package var amount = "0.00"
  /// Calls that started before recorded ones of their line, so that these were rated again.
  package var lateCalls = 0
  /// Calls of closed cycles, which go to a late service.
  package var callsOfClosedCycles = 0
  /// Recorded calls that a version with greater content took the place of.
  package var replacedCalls = 0
  /// Rows of earlier runs that were tried again, and those with another outcome now.
  package var retriedRows = 0
  package var settledRows = 0
  /// Of these, rows that were chosen by hand.
  package var chosenRows = 0
  package var chosenRowsSettled = 0
  /// Closed cycles that were opened by hand, and rated anew.
  package var reopenedCycles = 0
  /// Cycles written anew because the registry changed.
  package var cyclesOfChangedRegistry = 0
  /// Recorded calls that today's registry has no line or price for: they are suspended now.
  package var suspendedCalls = 0
  /// Nil: there are none.
  package var openCycles: OpenCycles?
  package var withdrawal: Withdrawal?
  /// Rows that were discarded by hand, or taken back.
  package var discardedRows = 0
  package var serviceChanges: [ServiceChange] = []
  package var serviceChangeCount = 0
  /// Alerts that this run raised.
  package var alerts: [Alert] = []
  package var alertCount = 0
  /// Alerts, of earlier runs too, that the program of `alerts.command` took; why it did not take all of them.
  package var toldAlerts = 0
  package var alertFailure: String?
  /// What was sent to the platform after the run; nil: nothing was to be sent.
  package var platform: Platform?

  /// Service changes that are listed; beyond it they are counted only.
  package static let maximumServiceChanges = 1_000
  /// The same of alerts.
  package static let maximumAlerts = 1_000

  package init(startedAt: Date) { self.startedAt = startedAt }

  /// Whether the ledger knows the run: a dry run and one that found nothing new are not in it.
  package var isRecorded: Bool { run > 0 && !isDryRun }

  /// Files that failed in this run.
  package var failedFiles: [File] { files.filter { $0.status == "failed" } }
  /// Those, and files that failed before and still stand there: none of their rows counts.
  package var unreadFiles: [File] { files.filter { $0.status == "failed" || $0.status == "known-failed" } }
  /// What is told of files, regardless of what else is not: of those that failed in this run, and of all that
  /// `attention` has.
  package var warnings: [String] {
    let failed = Set(failedFiles.map(\.name))
    return failedFiles.map { "\($0.error ?? $0.name) (none of its rows counts; the other files were imported)" }
      + attention.filter { $0.kind != FileConcern.Kind.failed.rawValue || !failed.contains($0.name) }.map(\.message)
  }
  /// What the rows of files say against themselves.
  package var contradictions: [String] { FileWords.contradictions(files.map { ($0.name, $0.checks) }) }

  /// As JSON, with sorted keys.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// - Returns: nil for a report of an earlier version that lacks what this one has.
  package init?(json: String) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dateDecodingStrategy = .iso8601
    guard let report = try? decoder.decode(ImportReport.self, from: Data(json.utf8)) else { return nil }
    self = report
  }
}
