import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr services close`.
struct ServicesCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Make the amounts of cycles that have ended final.",
    discussion: """
      Closes the cycles of lines and pools whose last day is before the date, with or without a service, and their \
      late services. First what is open is brought to the registry as it lies there. Cycles that go on are left open, \
      whatever the date, and so are cycles with suspended rows, unless --with-suspended is given: what these cost later \
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

  func run() throws {
    let integration = try integration.load()
    var selection = CycleSelection()
    selection.endBefore = cycleEndBefore
    selection.contract = contract
    selection.line = line
    selection.plan = plan
    var table = ServiceTable(limit: ServiceTable.standardLimit)
    func close(_ ledger: Ledger) throws -> ClosingResult {
      let actions = ServiceActions(ledger, zone: try integration.zoneRules(), author: author.author)
      return try actions.close(selection, withSuspended: withSuspended, isDryRun: dryRun) { service in
        if dryRun { table.add(ListedService(service: service)) }
      }
    }
    if !dryRun { try LedgerAccess.follow(integration, resources) }
    let result = dryRun ? try LedgerAccess.read(integration, close) : try LedgerAccess.write(integration, close)
    if json {
      try Terminal.write(json: ClosingReport(result, isDryRun: dryRun))
    } else if !quiet {
      if dryRun { try Terminal.write(lines: table.lines + [""]) }
      try Terminal.write(lines: lines(result))
    }
  }

  private func lines(_ result: ClosingResult) -> [String] {
    let verb = dryRun ? "would close" : "closed"
    var what = CountText.of(result.cycles, "cycle", "cycles")
    if result.lateCycles > 0 {
      what += " and the late services of \(CountText.of(result.lateCycles, "cycle", "cycles")) more"
    }
    var lines = [
      "\(verb) \(what): \(CountText.of(result.services, "service", "services")), R$ \(ServiceRow.amount(result.centavos))"
    ]
    if result.unended > 0 {
      lines.append("\(CountText.of(result.unended, "cycle", "cycles")) left open: the last day has not passed")
    }
    if result.suspended > 0 {
      lines.append(
        "\(CountText.of(result.suspended, "cycle", "cycles")) left open: rows of theirs are suspended (summit-cdr suspended "
          + "list); --with-suspended closes them")
    }
    if result.rowsWithoutLine > 0 {
      lines.append(
        "\(CountText.of(result.rowsWithoutLine, "row", "rows")) of before the date \(result.rowsWithoutLine == 1 ? "has" : "have") "
          + "no line, or an inactive one: of which cycle nobody can say (summit-cdr suspended list)")
    }
    return lines
  }
}

/// The JSON of `services close`.
private struct ClosingReport: Encodable {
  var dryRun: Bool
  var cycles: Int
  var lateCycles: Int
  var services: Int
  var amount: String
  var unendedCycles: Int
  var suspendedCycles: Int
  var rowsWithoutLine: Int

  init(_ result: ClosingResult, isDryRun: Bool) {
    dryRun = isDryRun
    cycles = result.cycles
    lateCycles = result.lateCycles
    services = result.services
    amount = ServiceRow.amount(result.centavos)
    unendedCycles = result.unended
    suspendedCycles = result.suspended
    rowsWithoutLine = result.rowsWithoutLine
  }
}
