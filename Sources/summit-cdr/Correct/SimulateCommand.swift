import ArgumentParser
import CallModel
import Importing
import Integration

/// `summit-cdr simulate`: what recorded calls would have cost on another plan (spec 4.5).
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Show what recorded calls would have cost on another plan.",
    discussion: """
      Takes the recorded calls of one cycle of a line, or of all lines of a contract, and charges them as if they had \
      the plan, by the registry as it is now: zones, prices, allowances. A plan whose allowances belong to the contract \
      is shared by the lines that are asked for. Calls that the plan has no rate for are counted, and in no sum. Changes \
      nothing.

      Examples:
        summit-cdr simulate --config integration.yml --plan unlimited \\
          --line 1001 --cycle 2026-11-10
        summit-cdr simulate --config integration.yml --plan shared \\
          --contract C-77 --cycle 2026-11-01 --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("The plan, of plans.csv.", valueName: "plan"))
  var plan: String

  @Option(help: ArgumentHelp("The calls of this line.", valueName: "line"))
  var line: String?

  @Option(help: ArgumentHelp("The calls of all lines of this contract.", valueName: "contract"))
  var contract: String?

  @Option(help: ArgumentHelp("The cycle's first day.", valueName: "YYYY-MM-DD"))
  var cycle: CivilDate

  @Flag(help: "Print the comparison as JSON.")
  var json = false

  func validate() throws {
    if (line == nil) == (contract == nil) {
      throw ValidationError("expected --line or --contract, found \(line == nil ? "neither" : "both")")
    }
  }

  func run() throws {
    let integration = try integration.load()
    let scope: Simulation.Scope = line.map { .line($0) } ?? .contract(contract ?? "")
    let report = try LedgerAccess.read(integration) { ledger in
      try Simulation(ledger, integration.importSettings(workers: 1)).run(plan: plan, scope: scope, cycle: cycle)
    }
    if json {
      try Terminal.write(json: report)
    } else {
      try Terminal.write(lines: SimulationText(report).lines)
    }
  }
}

/// A simulation for people.
struct SimulationText {
  let lines: [String]

  init(_ report: SimulationReport) {
    var lines = [
      "\(report.scope) on plan \(report.plan), cycle \(report.cycleStart) to \(report.cycleEnd)"
        + (report.isPool ? ", allowances shared" : ""), "",
    ]
    lines += Self.table(report)
    if !report.allowances.isEmpty { lines += [""] + Self.allowances(report.allowances) }
    let withoutRate = report.lines.reduce(0) { $0 + $1.simulated.callsWithoutRate }
    if withoutRate > 0 {
      lines += ["", "\(withoutRate) calls have no rate in plan \(report.plan): they are in none of its sums"]
    }
    self.lines = lines.map { Terminal.displayable($0) }
  }

  private static func table(_ report: SimulationReport) -> [String] {
    var table = AlignedTable([
      .text("contract"), .text("line"), .text(""), .number("calls"), .number("billed s"), .number("covered s"),
      .number("amount"),
    ])
    for line in report.lines {
      table.append([line.contract, line.line, "actual"] + cells(line.actual))
      table.append(["", "", "on the plan"] + cells(line.simulated))
    }
    if report.lines.count > 1 {
      table.append(["all", "", "actual"] + cells(report.actual))
      table.append(["", "", "on the plan"] + cells(report.simulated))
    }
    return table.lines
  }

  private static func cells(_ sum: SimulationReport.Sum) -> [String] {
    ["\(sum.calls)", "\(sum.billedSeconds)", "\(sum.allowanceSeconds)", sum.amount]
  }

  private static func allowances(_ allowances: [SimulationReport.Allowance]) -> [String] {
    var table = AlignedTable([.text("allowance"), .number("granted"), .number("used"), .text("")])
    for allowance in allowances { table.append([allowance.name, allowance.granted, allowance.used, allowance.unit]) }
    return table.lines
  }
}
