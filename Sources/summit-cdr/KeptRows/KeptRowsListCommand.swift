import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger
import Listing

/// `summit-cdr suspended list`, `summit-cdr rejected list`.
struct KeptRowsListCommand<Kind: KeptRowsKind>: IntegrationCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "list",
      abstract: "List \(name) rows.",
      discussion: """
        In the order in which they came. Formats: table, for reading; csv, the columns of rejected-records.csv, then \
        id and state; json, an array of objects. States: held, it waits; discarded; settled, tried again and counted \
        otherwise now; undone, its run was withdrawn.

        Examples:
          summit-cdr \(name) list --config integration.yml --reason \(Kind.example)
          summit-cdr \(name) list --config integration.yml --format csv --mask
          summit-cdr \(name) list --config integration.yml --state all
        """)
  }

  private static var standardLimit: Int { 1_000 }

  enum State: String, ExpressibleByArgument, CaseIterable {
    case held, discarded, settled, undone, all
  }

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only rows with this reason.", valueName: "reason"))
  var reason: Reason?

  @Option(help: ArgumentHelp("Only rows of this file.", valueName: "name"))
  var file: String?

  @Option(help: ArgumentHelp("Only rows in this state.", valueName: "state"))
  var state: State?

  @Option(help: ArgumentHelp("At most so many rows (default: all; 1000 in a table).", valueName: "n"))
  var limit: Int?

  @OptionGroup var output: ListFormatOptions

  @Flag(help: "Hide telephone numbers but for their last four digits.")
  var mask = false

  func validate() throws {
    try Kind.check(reason)
    try RowLimit.check(limit)
  }

  func run(_ integration: Integration) throws {
    var selection = KeptRowSelection(Kind.outcome)
    selection.reason = reason
    selection.file = file
    if let state {
      selection.states = Set(KeptRowRecord.State.allCases.filter { state == .all || $0.rawValue == state.rawValue })
    }
    try integration.look { ledger in
      if output.format == .table { return try Terminal.write(lines: table(ledger, selection)) }
      selection.limit = limit
      try ListOutput.stream(KeptRowListing.columns.masked(mask), isJSON: output.format == .json) { body in
        try ledger.forEachKeptRow(selection, body)
      }
    }
  }

  private func table(_ ledger: Ledger, _ selection: KeptRowSelection) throws -> [String] {
    let listing = state == .held ? KeptRowListing.ofWaitingRows : KeptRowListing.columns
    var table = FirstRowsTable(listing.masked(mask), limit: limit ?? Self.standardLimit)
    try ledger.forEachKeptRow(selection) { table.append($0) }
    return table.lines(total: CountText.of(table.count, "row", "rows"))
  }
}
