import ArgumentParser

/// `summit-cdr files`: what was imported of which file.
struct FilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files",
    abstract: "List the files that were read, show one, or let one be deleted.",
    discussion: """
      Without a further word it lists (see: summit-cdr help files list).

      Examples:
        summit-cdr files --config integration.yml
        summit-cdr files show cdr-20261110.csv --config integration.yml
        summit-cdr files release cdr-20261110.csv --config integration.yml
      """,
    subcommands: [FilesListCommand.self, FilesShowCommand.self, FilesReleaseCommand.self],
    defaultSubcommand: FilesListCommand.self)
}
