import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger
import Pipeline

/// `summit-cdr services reopen`.
struct ServicesReopenCommand: IntegrationCommand {
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
    try HandRun(integration, .reopen(request, by: author.name), resources, isQuiet: quiet)
      .run(isDryRun: dryRun, json: json)
  }
}

/// A run of the import job that a command asks for by hand, and what it says at the end.
struct HandRun {
  private let integration: Integration
  private let request: ImportRequest
  private let resources: RunResources
  private let isQuiet: Bool

  init(_ integration: Integration, _ request: ImportRequest, _ resources: RunResources, isQuiet: Bool) {
    self.integration = integration
    self.request = request
    self.resources = resources
    self.isQuiet = isQuiet
  }

  /// Runs and prints.
  func run(isDryRun: Bool, json: Bool) throws {
    let report = try report(isDryRun: isDryRun)
    if json {
      try Terminal.write([UInt8](try report.json().utf8))
    } else if !isQuiet {
      try Terminal.write(lines: ImportSummary(report, of: integration.description).lines)
    }
  }

  /// How many rows were discarded, or taken back.
  func rows() throws -> Int { try report(isDryRun: false).discardedRows }

  func report(isDryRun: Bool) throws -> ImportReport {
    let progress = ProgressCounter()
    let bar = isQuiet ? nil : ProgressBar(progress)
    defer { bar?.stop() }
    do {
      guard integration.directory.exists else { throw Ledger.none(integration.directory) }
      var job = ImportJob(settings: resources.settings(of: integration), request: request, progress: progress)
      return try job.run(isDryRun: isDryRun)
    } catch {
      bar?.stop()
      throw error
    }
  }
}
