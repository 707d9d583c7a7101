import ArgumentParser
import CallModel
import Ledger
import Pipeline

/// The command line: arguments, text on the terminal and exit codes; the work is done in the modules.
@main
struct SummitCDR: ParsableCommand {
  static func main() {
    Terminal.ignoreWriteSignals()
    MemoryBudget.returnLargeBlocks()
    if let fault = OpenFileLimit.fault() {
      Terminal.error(fault)
      exit(withError: Exit.failed)
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch  where !(error is ExitCode) && exitCode(for: error) == .failure {
      // What a module throws says what was expected and found, and what to do.
      Terminal.error("\(error)")
      let isHeld = (error as? LedgerFailure)?.kind == .alreadyRunning
      exit(withError: isHeld ? Exit.alreadyRunning : Exit.failed)
    } catch {
      end(with: error)
    }
  }

  /// Ends as ArgumentParser does, but what its message shows of the arguments cannot drive a terminal.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    if code == .success { exit(withError: error) }
    let lines = fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
    if lines != [""] { Terminal.message(lines.map { DisplayText.of(String($0)) + "\n" }.joined()) }
    exit(withError: code)
  }

  static let configuration = CommandConfiguration(
    commandName: "summit-cdr",
    abstract: "Rate Summit Networks call records: every call classified, every surplus explained.",
    discussion: """
      Examples:
        summit-cdr inspect cdr/20261101.cdr
        summit-cdr check --registry registry
        summit-cdr rate --registry registry --cdr cdr --output results
        summit-cdr init matriz
        summit-cdr import --config matriz/integration.yml
        summit-cdr statement L01 --cycle 2026-11-10 --config matriz/integration.yml
        summit-cdr help rate

      Data goes to standard output, messages to standard error; --json is for
      machines.

      Exit codes:
        0   done
        1   done, and someone should look (status), or something differs (verify)
        2   failed; what could be done is done
        3   rows were rejected (rate --strict)
        64  wrong usage
        75  another run is under way
      """,
    version: productVersion,
    groupedSubcommands: [
      CommandGroup(name: "Rating", subcommands: [RateCommand.self, SpreadCommand.self]),
      CommandGroup(
        name: "Import", subcommands: [InitCommand.self, ImportCommand.self, ScheduleCommand.self, StatusCommand.self]),
      CommandGroup(
        name: "Billing",
        subcommands: [
          ServicesCommand.self, AlertsCommand.self, KeptRowsCommand<SuspendedRowsKind>.self,
          KeptRowsCommand<RejectedRowsKind>.self,
        ]),
      CommandGroup(
        name: "Looking",
        subcommands: [
          RecordsCommand.self, StatementCommand.self, ExplainCommand.self, RunsCommand.self, FilesCommand.self,
        ]),
      CommandGroup(
        name: "Registers",
        subcommands: [RegistryCommand.self] + RegisterCommands.families),
      CommandGroup(name: "Platform", subcommands: [PlatformCommand.self]),
      CommandGroup(
        name: "Console", subcommands: [ServeCommand.self, UsersCommand.self, TokensCommand.self, WebhooksCommand.self]),
      CommandGroup(
        name: "Correcting",
        subcommands: [VerifyCommand.self, RerateCommand.self, SimulateCommand.self, UndoCommand.self]),
      CommandGroup(
        name: "Preparation",
        subcommands: [CheckCommand.self, InspectCommand.self, LayoutsCommand.self, NormaliseCommand.self]),
      CommandGroup(
        name: "Demonstration",
        subcommands: [GenerateCommand.self, PlatformSimulatorCommand.self, ERPSimulatorCommand.self]),
    ])
}

/// The exit codes of spec 5.5, beside 0 and ArgumentParser's 64.
enum Exit {
  static let differences = ExitCode(1)
  /// Done, but someone should look.
  static let attention = ExitCode(1)
  static let failed = ExitCode(2)
  static let rejectedRows = ExitCode(3)
  static let alreadyRunning = ExitCode(75)
}
