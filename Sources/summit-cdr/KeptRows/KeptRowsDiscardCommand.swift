import ArgumentParser
import CallModel
import Importing
import Integration
import Listing

/// `summit-cdr suspended discard`, `summit-cdr rejected discard`.
struct KeptRowsDiscardCommand<Kind: KeptRowsKind>: IntegrationCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "discard",
      abstract: "Let \(name) rows go that are never to be billed.",
      discussion: """
        What is discarded is the call: all rows of it, those that come later too, count as come, are rejected with the \
        reason discarded, and are not tried again. restore, or --back, takes it back. All that are named are discarded, \
        or none.

        Examples:
          summit-cdr \(name) discard --config integration.yml 17 18 \\
            --because "test calls of the operator"
        """)
  }

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of rows.", valueName: "id"))
  var ids: [Int64]

  @Option(help: ArgumentHelp("Why they are never to be billed.", valueName: "text"))
  var because: String?

  @Flag(help: "Take it back that they were discarded.")
  var back = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var resources: RunResources

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if back == (because != nil) { throw ValidationError("expected --because, or --back to take it back") }
  }

  func run(_ integration: Integration) throws {
    let report = try HandRun(
      integration, .discard(ids, Kind.outcome, because: because, by: author.name), resources
    ).report()
    if quiet { return }
    let rows = CountText.of(report.discardedRows, "row", "rows")
    try Terminal.write(lines: ["\(back ? "taken back:" : "discarded") \(rows)"])
  }
}

/// `summit-cdr suspended restore`, `summit-cdr rejected restore`.
struct KeptRowsRestoreCommand<Kind: KeptRowsKind>: IntegrationCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "restore",
      abstract: "Take back that \(name) rows were discarded.",
      discussion: """
        All rows of their calls are settled as if they had just come.

        Examples:
          summit-cdr \(name) restore --config integration.yml 17
        """)
  }

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of rows.", valueName: "id"))
  var ids: [Int64]

  @OptionGroup var author: AuthorOptions
  @OptionGroup var resources: RunResources

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let report = try HandRun(integration, .discard(ids, Kind.outcome, because: nil, by: author.name), resources)
      .report()
    if !quiet { try Terminal.write(lines: ["\(CountText.of(report.discardedRows, "row waits", "rows wait")) again"]) }
  }
}
