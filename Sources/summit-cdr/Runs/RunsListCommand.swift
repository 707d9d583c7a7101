import ArgumentParser
import Integration
import Ledger
import Listing

/// `summit-cdr runs list`.
struct RunsListCommand: IntegrationCommand {
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

  func validate() throws { try RowLimit.check(limit) }

  func run(_ integration: Integration) throws {
    let zone = try integration.zoneRules()
    let (runs, count) = try integration.withLedger(.looking) { (try $0.runs(limit: limit), try $0.runCount()) }
    if json { return try Terminal.write(json: RunListing.columns, runs) }
    guard !runs.isEmpty else { return Terminal.message("no run has changed this ledger yet\n") }
    try Terminal.write(lines: RunListing.columns.table(runs, ListingStyle(zone)))
    if count > runs.count { Terminal.message("… \(count - runs.count) earlier runs: --limit shows more of them\n") }
  }
}
