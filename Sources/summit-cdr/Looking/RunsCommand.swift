import ArgumentParser
import CallModel
import Foundation
import Integration
import Ledger

/// `summit-cdr runs`: what the job did.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs that changed the ledger, or show the report of one.",
    discussion: """
      Without a further word it lists (see: summit-cdr help runs list).

      Examples:
        summit-cdr runs --config integration.yml
        summit-cdr runs show 12 --config integration.yml
      """,
    subcommands: [RunsListCommand.self, RunsShowCommand.self], defaultSubcommand: RunsListCommand.self)
}

/// `summit-cdr runs list`.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List runs, the last ones last.",
    discussion: """
      The counts are of the rows of the run's files, as they stand now: rows that were tried again since are counted \
      under what became of them.

      Examples:
        summit-cdr runs --config integration.yml --limit 5
        summit-cdr runs --config integration.yml --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("How many of the last runs.", valueName: "n"))
  var limit = 20

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }

  func run() throws {
    let integration = try integration.load()
    let zone = try DisplayTime.zone(of: integration)
    let (runs, count) = try LedgerAccess.read(integration) { (try $0.runs(limit: limit), try $0.runCount()) }
    if json { return try Terminal.write(json: runs.map(RunReportLine.init)) }
    guard !runs.isEmpty else { return Terminal.message("no run has changed this ledger yet\n") }
    try Terminal.write(lines: Self.table(runs, zone))
    if count > runs.count { Terminal.message("… \(count - runs.count) earlier runs: --limit shows more of them\n") }
  }

  private static func table(_ runs: [RunRow], _ zone: TimeZoneRules) -> [String] {
    var table = AlignedTable(
      [.number("run"), .text("started"), .text("what"), .text("state"), .number("files"), .number("failed")]
        + (["read"] + Outcome.allCases.map(\.name)).map { .number($0) })
    for run in runs {
      let counts = [run.read] + run.outcomes
      table.append(
        [
          "\(run.id)", DisplayTime.text(run.startedAt, zone), run.kind, run.state, ProgressLine.grouped(run.files),
          ProgressLine.grouped(run.failedFiles),
        ] + counts.map(ProgressLine.grouped))
    }
    return table.droppingEmpty(["failed"] + Outcome.allCases.map(\.name)).lines
  }
}

extension DisplayTime {
  /// An ISO 8601 instant of the ledger as local time, to the minute; as it is if it is none.
  static func text(_ instant: String, _ zone: TimeZoneRules) -> String {
    guard let date = try? Date(instant, strategy: .iso8601) else { return instant }
    let seconds = Int64(date.timeIntervalSince1970.rounded(.down))
    let local = seconds + Int64(zone.offset(at: seconds))
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let minutes = (local - days * 86_400) / 60
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(CivilDate(daysSinceEpoch: Int32(days))) \(two(minutes / 60)):\(two(minutes % 60))"
  }
}

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
  }
}

/// `summit-cdr runs show`.
struct RunsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the report of one run: JSON, as it was when the run ended.",
    discussion: """
      Example:
        summit-cdr runs show 12 --config integration.yml
      """)

  @Argument(help: ArgumentHelp("The run's number.", valueName: "run"))
  var number: Int64

  @OptionGroup var integration: IntegrationOptions

  func run() throws {
    let integration = try integration.load()
    let report = try LedgerAccess.read(integration) { ledger in
      guard let report = try ledger.report(ofRun: number) else {
        let known = try ledger.runs(limit: 1).last.map { "1 to \($0.id)" } ?? "none yet"
        throw LookFailure("RUN: expected the number of a run, \(known), found \(number)")
      }
      return report
    }
    try Terminal.write([UInt8](report.utf8))
  }
}

/// Why a command that looks has nothing to show.
struct LookFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
