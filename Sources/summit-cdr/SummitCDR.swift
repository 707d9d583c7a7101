import ArgumentParser
import Pipeline

/// The command line: arguments, text on the terminal and exit codes; the work is done in the modules.
@main
struct SummitCDR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summit-cdr",
    abstract: "Rate Summit Networks call records: every call classified, every surplus explained.",
    discussion: """
      Examples:
        summit-cdr rate --registry registry --cdr cdr --output results
        summit-cdr check --registry registry
        summit-cdr inspect cdr/20261101.cdr
        summit-cdr help rate

      Exit codes: 0 done, 2 failed (what could be done is done), 3 rows were rejected (--strict), 64 wrong usage.
      """,
    version: productVersion,
    subcommands: [
      RateCommand.self, CheckCommand.self, LayoutsCommand.self, NormaliseCommand.self, GenerateCommand.self,
    ])
}

/// The exit codes of spec 5.5, beside 0 and ArgumentParser's 64.
enum Exit {
  static let failed = ExitCode(2)
  static let rejectedRows = ExitCode(3)
}
