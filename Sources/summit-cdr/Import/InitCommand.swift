import ArgumentParser
import Integration

/// `summit-cdr init`: the directory of a new integration.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make the directory of a new integration, to be filled in.",
    discussion: """
      Makes DIR with integration.yml, in which each key is explained; registry/ with every table, headers only; cdr/ \
      for the platform's files; and data/ for the ledger, which only its owner may read. Nothing is overwritten.

      --sample copies the registry of a directory such as SampleCDR instead of empty tables.

      --database keeps the registry in the ledger's database instead, which commands change (summit-cdr lines add). \
      There is no registry/ then; fill it with those commands, or from tables with summit-cdr registry import.

      Examples:
        summit-cdr init matriz
        summit-cdr init matriz --description "Summit Networks - Matriz"
        summit-cdr init try --sample SampleCDR
        summit-cdr init filial --database
      """)

  @Argument(help: ArgumentHelp("The directory, new or without any of these names.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("Name of the integration.", valueName: "text"))
  var description = "Summit Networks"

  @Option(help: ArgumentHelp("Copy the registry of this directory.", valueName: "dir"))
  var sample: String?

  @Flag(help: "Keep the registry in the database, where commands change it.")
  var database = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if directory.isEmpty { throw ValidationError("dir: expected a directory, found nothing") }
    if description.isEmpty || description.contains(where: \.isNewline) {
      throw ValidationError("--description: expected a text of one line, found '\(description)'")
    }
    if database, let sample {
      throw ValidationError(
        "--sample: expected a registry directory to copy it to, found --database: make the integration without --sample, "
          + "then: summit-cdr registry import \(sample)/\(NewIntegration.registryName) --config "
          + "\(directory)/\(Integration.fileName)")
    }
  }

  func run() throws {
    let new = NewIntegration(
      directory: directory,
      template: IntegrationTemplate(description: description, isDatabaseRegistry: database), sample: sample)
    try new.make()
    if !quiet { try Terminal.write(lines: new.lines) }
  }
}
