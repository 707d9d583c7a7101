import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr rerate`: what closed cycles would come to by today's registry (spec 4.5).
struct RerateCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "rerate",
    abstract: "Show what closed cycles would come to by today's registry. Changes nothing.",
    discussion: """
      Open cycles follow the registry by themselves: the next import brings them to it, and import --dry-run shows the \
      difference beforehand. A closed cycle keeps the registry it was closed by; this rates its calls by today's, and \
      shows the services that would be others. To change one, open it with services reopen, if it is not invoiced.

      Examples:
        summit-cdr rerate --config integration.yml --from 2026-11-01 \\
          --until 2026-11-30
        summit-cdr rerate --config integration.yml --from 2026-11-01 \\
          --until 2026-11-30 --line 1001
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Closed cycles with this day or a later one.", valueName: "YYYY-MM-DD"))
  var from: CivilDate

  @Option(help: ArgumentHelp("Closed cycles with this day or an earlier one.", valueName: "YYYY-MM-DD"))
  var until: CivilDate

  @Option(help: ArgumentHelp("Only cycles with calls recorded for this contract.", valueName: "contract"))
  var contract: String?

  @Option(help: ArgumentHelp("Only cycles with calls recorded for this line.", valueName: "line"))
  var line: String?

  @Flag(help: .hidden)
  var apply = false

  @Flag(help: "Print the difference as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if apply {
      throw ValidationError(
        "--apply: open cycles follow the registry without it: repair the registry, look with import --dry-run, then "
          + "run import; closed ones change only after services reopen")
    }
    if from > until { throw ValidationError("--until: expected \(from) (--from) or later, found \(until)") }
  }

  func run(_ integration: Integration) throws {
    let request = RerateRequest(days: from...until, contract: contract, line: line)
    let report = try integration.withLedger(.looking) { ledger in
      var rerating = try Rerating(ledger, settings: integration.importSettings(workers: 1), request: request)
      return try rerating.run()
    }
    try say(report, RerateText(report).lines)
  }
}
