import ArgumentParser

/// `summit-cdr registry`: the registers as a whole (spec 6.1).
struct RegistryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry",
    abstract: "Import, export and check the registers, and see who changed what.",
    discussion: """
      For an integration with registry: database.

      Examples:
        summit-cdr registry import registry --config integration.yml --dry-run
        summit-cdr registry log --config integration.yml --entity lines --id L20
      """,
    subcommands: [
      RegistryImportCommand.self, RegistryExportCommand.self, RegistryCheckCommand.self, RegistryLogCommand.self,
    ])
}
