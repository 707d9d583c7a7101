import ArgumentParser
import RegistryStore
import Registry

/// `summit-cdr lines add`.
struct RegisterAddCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
    configurationOnce {
      let example = ["summit-cdr \(Kind.command) add --config integration.yml"] + Kind.description.example.add
      return CommandConfiguration(
        commandName: "add",
        abstract: "Add \(Kind.description.summary).",
        discussion: """
          The options are the table's columns:
          \(Kind.description.optionHelp)

          Example:
            \(example.joined(separator: " \\\n    "))
          """)
    }
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("The row's cells.", valueName: "--column value"))
  var cells: [String] = []

  func validate() throws {
    if try arguments().values.isEmpty { throw ValidationError("expected the row's columns as options, found none") }
  }

  func run() throws {
    let values = try arguments().values
    try options.run("\(Kind.command) add") { try $0.add(Kind.description, values) }
  }

  private func arguments() throws -> RegisterArguments {
    try RegisterArguments(cells, of: Kind.description, takesID: false, takesFrom: false)
  }
}
