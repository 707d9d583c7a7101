import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr services close`.
struct ServicesCloseCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Make the amounts of cycles that have ended final.",
    discussion: """
      Closes the cycles of lines and pools whose last day is before the date, with or without a service, and their \
      late services. First what is open is brought to the registry as it lies there. Cycles that go on are left open, \
      regardless of the date, and so are cycles with suspended rows, unless --with-suspended is given: what these cost later \
      is late. A call that comes later changes none of them: it goes to a late service. Import everything that is due \
      before you close.

      Lines that share their contract's allowances are closed with the contract.

      Examples:
        summit-cdr services close --config integration.yml \\
          --cycle-end-before 2026-12-01 --dry-run
        summit-cdr services close --config integration.yml \\
          --cycle-end-before 2026-12-01
        summit-cdr services close --config integration.yml \\
          --cycle-end-before 2026-12-01 --contract C001 --by ana
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Cycles whose last day is before this one.", valueName: "yyyy-mm-dd"))
  var cycleEndBefore: CivilDate

  @Option(help: ArgumentHelp("Only this contract's lines and pools.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("Only this line.", valueName: "id"))
  var line: String?

  @Option(help: ArgumentHelp("Only this plan.", valueName: "id"))
  var plan: String?

  @Flag(help: "Also cycles with suspended rows.")
  var withSuspended = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var resources: RunResources

  @Flag(help: "Show what would be closed; change nothing.")
  var dryRun = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    var selection = CycleSelection()
    selection.endBefore = cycleEndBefore
    selection.contract = contract
    selection.line = line
    selection.plan = plan
    var table = ServiceTable(limit: ServiceTable.standardLimit)
    let job = ClosingJob(
      resources.settings(of: integration), selection, withSuspended: withSuspended, by: author.author)
    let result = try job.run(isDryRun: dryRun) { service in
      if dryRun { table.add(ListedService(service: service)) }
    }
    try say(
      result.object(isDryRun: dryRun), (dryRun ? table.lines + [""] : []) + result.lines(isDryRun: dryRun))
  }
}
