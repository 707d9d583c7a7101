import ArgumentParser
import CallModel
import Registry

/// `summit-cdr check`: every fault of a registry in one go.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a registry: every fault with file, line and column, or a summary.",
    discussion: """
      Reads all tables of the registry as `rate` would. Each fault is a line on standard output:
        lines.csv:12: reset_day: expected 1 to 25, found 31
      A sound registry gives a summary, and for each plan the usual zones it has no rate for (calls there are \
      suspended as no-rate), and what becomes of the fractions of a centavo of its calls.

      Exit codes: 0 sound, 2 faults found.

      Examples:
        summit-cdr check --registry registry
        summit-cdr check --registry registry --json
      """)

  @Option(help: ArgumentHelp("Directory of the registry tables (contracts.csv, lines.csv, …).", valueName: "dir"))
  var registry: String

  @Flag(help: "Print faults or summary as JSON.")
  var json = false

  @Flag(help: "No summary; faults only.")
  var quiet = false

  func run() throws {
    let outcome: Result<RegistrySummary, Problems>
    do throws(Problems) {
      outcome = .success(RegistrySummary(Registry(try RegistryLoader.load(directory: registry))))
    } catch {
      outcome = .failure(error)
    }
    try RegistryCheckReport(outcome, registry: registry, isInFiles: true)
      .show(json: json, quiet: quiet, subject: "the registry is")
  }
}
