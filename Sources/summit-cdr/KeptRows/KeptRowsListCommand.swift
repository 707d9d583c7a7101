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
    let listing = (state == .held ? KeptRowListing.ofWaitingRows : KeptRowListing.columns).masked(mask)
    try integration.look { ledger in
      if output.format == .table { return try Terminal.write(lines: table(ledger, selection, listing)) }
      try ListOutput.stream(KeptRowListing.columns.masked(mask), isJSON: output.format == .json) { body in
        try forEach(ledger, selection, body)
      }
    }
  }

  /// Gives as many rows as were asked for.
  private func forEach(
    _ ledger: Ledger, _ selection: KeptRowSelection, _ body: (KeptRowRecord) throws -> Void
  ) throws {
    var count = 0
    do {
      try ledger.forEachKeptRow(selection) { row in
        if count == limit ?? .max { throw EnoughRows() }
        count += 1
        try body(row)
      }
    } catch is EnoughRows {
      // As many as were asked for.
    }
  }

  private func table(
    _ ledger: Ledger, _ selection: KeptRowSelection, _ listing: Listing<KeptRowRecord>
  ) throws -> [String] {
    var table = ListingTable(listing)
    let limit = limit ?? Self.standardLimit
    var count = 0
    try ledger.forEachKeptRow(selection) { row in
      count += 1
      if count <= limit { table.append(row) }
    }
    var lines = count > 0 ? table.lines + [""] : []
    if count > limit {
      lines.append("… \(CountText.grouped(count - limit)) more: --limit shows more of them, --format csv all")
    }
    return lines + ["total: \(CountText.of(count, "row", "rows"))"]
  }
}

/// As many rows as were asked for were written.
private struct EnoughRows: Error {}
