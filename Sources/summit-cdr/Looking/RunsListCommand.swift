import ArgumentParser
import CallModel
import Foundation
import Integration
import Ledger

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
    let (runs, count) = try LedgerAccess.read(integration, looksAtOpenPart: false) {
      (try $0.runs(limit: limit), try $0.runCount())
    }
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
