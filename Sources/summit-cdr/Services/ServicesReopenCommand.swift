import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr services reopen`.
struct ServicesReopenCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open closed cycles, with their late services, again.",
    discussion: """
      The cycle and its late services are then open: all of it is rated anew by today's registry, as every open cycle \
      is, and days that today's registry gives to another closed cycle are late there. Closed again, its services have \
      new ids. Refused where a service of it, or a late one, was invoiced. All that is named is opened, or nothing.

      Examples:
        summit-cdr services reopen --config integration.yml 4fd2a0b19c3e7715
        summit-cdr services reopen --config integration.yml --contract C001 \\
          --cycle 2026-11-10 --dry-run
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Ids of services.", valueName: "id"))
  var ids: [String] = []

  @Option(help: ArgumentHelp("The closed cycles of this contract's lines and pools.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("The closed cycles of this line.", valueName: "id"))
  var line: String?

  @Option(help: ArgumentHelp("The closed cycles of this plan.", valueName: "id"))
  var plan: String?

  @Option(help: ArgumentHelp("The closed cycles that begin on this day.", valueName: "yyyy-mm-dd"))
  var cycle: CivilDate?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var resources: RunResources

  @Flag(help: "Show what would be opened and changed; change nothing.")
  var dryRun = false

  @Flag(help: "Print the run's report as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    let hasFilter = contract != nil || line != nil || plan != nil || cycle != nil
    if ids.isEmpty, !hasFilter { throw ValidationError("expected ids of services, or filters such as --cycle") }
    if !ids.isEmpty, hasFilter { throw ValidationError("expected ids of services or filters, found both") }
  }

  func run(_ integration: Integration) throws {
    var selection = CycleSelection()
    selection.contract = contract
    selection.line = line
    selection.plan = plan
    selection.cycleStart = cycle
    let request = ids.isEmpty ? ReopenRequest.cycles(selection) : .services(ids)
    let report = try HandRun(integration, .reopen(request, by: author.name), resources, isQuiet: quiet)
      .report(isDryRun: dryRun)
    try say(report, ImportSummary(report, of: integration.description).lines)
  }
}
