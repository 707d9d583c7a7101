import ArgumentParser
import Integration
import Registry

/// `summit-cdr init`: the directory of a new integration.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make the directory of a new integration, to be filled in.",
    discussion: """
      Makes DIR with integration.yml, in which each key is explained; registry/ with every table, headers only; cdr/ \
      for the platform's files; and data/ for the ledger, which only its owner may read. Nothing is overwritten.

      --sample copies the registry of a directory such as SampleCDR instead of empty tables.

      Examples:
        summit-cdr init matriz
        summit-cdr init matriz --description "Summit Networks - Matriz"
        summit-cdr init try --sample SampleCDR
      """)

  @Argument(help: ArgumentHelp("The directory, new or without any of these names.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("Name of the integration.", valueName: "text"))
  var description = "Summit Networks"

  @Option(help: ArgumentHelp("Copy the registry of this directory.", valueName: "dir"))
  var sample: String?

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if directory.isEmpty { throw ValidationError("dir: expected a directory, found nothing") }
    if description.isEmpty || description.contains(where: \.isNewline) {
      throw ValidationError("--description: expected a text of one line, found '\(description)'")
    }
  }

  func run() throws {
    try Terminal.failing {
      try NewIntegration(
        directory: directory, template: IntegrationTemplate(description: description), sample: sample
      ).make()
    }
    if quiet { return }
    let config = "\(directory)/\(Integration.fileName)"
    var lines = [
      "made \(directory):",
      "  \(Integration.fileName)  where the files come from, how they are billed, when the import runs",
      "  registry/        \(sample == nil ? "the tables, headers only" : "the tables of \(sample ?? "")")",
      "  cdr/             the platform's files go here",
      "  data/            the ledger; only you may read it",
      "",
      "next:",
    ]
    if sample == nil {
      let required = TableDescription.all.filter(\.isRequired).map(\.fileName)
      lines += [
        "  fill in \(required.joined(separator: ", ")); the other tables may stay empty",
        "  summit-cdr check --registry \(directory)/registry",
      ]
    }
    lines += [
      "  edit \(config)",
      "  summit-cdr inspect \(directory)/cdr/FILE          # what reads the platform's files",
      "  summit-cdr import --config \(config) --dry-run",
      "  summit-cdr import --config \(config)",
      "  summit-cdr schedule --config \(config) --next 3",
    ]
    try Terminal.write(lines: lines)
  }
}
