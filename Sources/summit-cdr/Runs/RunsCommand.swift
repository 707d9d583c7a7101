import ArgumentParser

/// `summit-cdr runs`: what the job did.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs that changed the ledger, or show the report of one.",
    discussion: """
      Without a further word it lists (see: summit-cdr help runs list).

      Examples:
        summit-cdr runs --config integration.yml
        summit-cdr runs show 12 --config integration.yml
      """,
    subcommands: [RunsListCommand.self, RunsShowCommand.self], defaultSubcommand: RunsListCommand.self)
}
