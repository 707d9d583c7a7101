import ArgumentParser

/// `summit-cdr records`: the recorded calls, and what is below it.
struct RecordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract:
      "Show the recorded calls of a line, a contract, some days, or write them all to a file; note what is contested.",
    discussion: """
      Without a further word it lists (see: summit-cdr help records list).

      Examples:
        summit-cdr records --config integration.yml --line L00001
        summit-cdr records export --config integration.yml --output results
        summit-cdr records contest 6e3d439f-00000001 --config integration.yml \\
          --reason "não reconhece a ligação"
      """,
    subcommands: [
      RecordsListCommand.self, RecordsExportCommand.self, RecordsCostsCommand.self, RecordsContestCommand.self,
      RecordsResolveCommand.self, RecordsContestsCommand.self,
    ], defaultSubcommand: RecordsListCommand.self)
}
