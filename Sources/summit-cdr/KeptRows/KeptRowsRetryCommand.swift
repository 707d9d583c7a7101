import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr suspended retry`, `summit-cdr rejected retry`.
struct KeptRowsRetryCommand<Kind: KeptRowsKind>: IntegrationCommand, Reporting {
  static var configuration: CommandConfiguration {
    let name = Kind.outcome.name
    return CommandConfiguration(
      commandName: "retry",
      abstract: "Try \(name) rows again now.",
      discussion: """
        A run without new files, with the registry and layout as they are now; it does what else follows from a changed \
        registry, too. Rows that are billed are settled, the others stay. Rows of conflicting-duplicate and too-long \
        cannot be tried. --dry-run shows what it would come to.

        Examples:
          summit-cdr \(name) retry --config integration.yml --all
          summit-cdr \(name) retry --config integration.yml --reason \(Kind.example)
          summit-cdr \(name) retry --config integration.yml 17 18 --dry-run
        """)
  }

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of rows.", valueName: "id"))
  var ids: [Int64] = []

  @Flag(help: "All that wait.")
  var all = false

  @Option(help: ArgumentHelp("All that wait with this reason.", valueName: "reason"))
  var reason: Reason?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var resources: RunResources

  @Flag(help: "Show what would be done and changed; change nothing.")
  var dryRun = false

  @Flag(help: "Print the run's report as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    try Kind.check(reason)
    if [!ids.isEmpty, all, reason != nil].count(where: { $0 }) != 1 {
      throw ValidationError("expected ids of rows, --all, or --reason, one of these")
    }
  }

  func run(_ integration: Integration) throws {
    var selection = KeptRowSelection(Kind.outcome)
    selection.ids = ids.isEmpty ? nil : ids
    selection.reason = reason
    let report = try HandRun(integration, .retry(selection, by: author.name), resources, isQuiet: quiet)
      .report(isDryRun: dryRun)
    try say(report, ImportSummary(report, of: integration.description).lines)
  }
}
