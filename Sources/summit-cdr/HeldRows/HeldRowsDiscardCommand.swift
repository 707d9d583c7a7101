import ArgumentParser
import CallModel
import Importing
import Ledger

/// `summit-cdr suspended discard`, `summit-cdr rejected discard`.
struct HeldRowsDiscardCommand<Kind: HeldRowsKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "discard",
      abstract: "Let \(name) rows go that are never to be billed.",
      discussion: """
        They are kept with the reason, and stay in the counts of their file; they are not tried again. restore takes \
        it back. All that are named are discarded, or none.

        Examples:
          summit-cdr \(name) discard --config integration.yml 17 18 \\
            --because "test calls of the operator"
        """)
  }

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of rows.", valueName: "id"))
  var ids: [Int64]

  @Option(help: ArgumentHelp("Why they are never to be billed.", valueName: "text"))
  var because: String

  @OptionGroup var author: AuthorOptions

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run() throws {
    let integration = try integration.load()
    let count = try LedgerAccess.write(integration) { ledger in
      try HeldRowActions(ledger, Kind.outcome, author: author.author).discard(ids, because: because)
    }
    if !quiet { try Terminal.write(lines: ["discarded \(CountText.of(count, "row", "rows"))"]) }
  }
}

/// `summit-cdr suspended restore`, `summit-cdr rejected restore`.
struct HeldRowsRestoreCommand<Kind: HeldRowsKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "restore",
      abstract: "Take back that \(name) rows were discarded.",
      discussion: """
        They wait again, and are tried when the registry or the layout next changes, or by retry.

        Examples:
          summit-cdr \(name) restore --config integration.yml 17
        """)
  }

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of rows.", valueName: "id"))
  var ids: [Int64]

  @OptionGroup var author: AuthorOptions

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run() throws {
    let integration = try integration.load()
    let count = try LedgerAccess.write(integration) { ledger in
      try HeldRowActions(ledger, Kind.outcome, author: author.author).restore(ids)
    }
    if !quiet { try Terminal.write(lines: ["\(CountText.of(count, "row waits", "rows wait")) again"]) }
  }
}
