import ArgumentParser
import CallModel
import Importing
import Integration

/// `summit-cdr simulate`: what recorded calls would have cost on another plan (spec 4.5).
struct SimulateCommand: IntegrationCommand, Reporting {
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

  func run(_ integration: Integration) throws {
    let scope: Simulation.Scope = line.map { .line($0) } ?? .contract(contract ?? "")
    let report = try integration.look { ledger in
      try Simulation(ledger, integration.importSettings(workers: 1)).run(plan: plan, scope: scope, cycle: cycle)
    }
    try say(report, SimulationText(report).lines)
  }
}
