import ArgumentParser
import Registers
import Registry

/// `summit-cdr lines add`.
struct RegisterAddCommand<Kind: RegisterKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let example = ["summit-cdr \(Kind.name) add --config integration.yml"] + Kind.example.add
    return CommandConfiguration(
      commandName: "add",
      abstract: "Add \(Kind.table.summary).",
      discussion: """
        The options are the table's columns:
        \(Kind.table.optionHelp(Kind.table.entered))

        Example:
          \(example.joined(separator: " \\\n    "))
        """)
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("The row's cells.", valueName: "--column value"))
  var cells: [String] = []

  func validate() throws {
    if try arguments().values.isEmpty { throw ValidationError("expected the row's columns as options, found none") }
  }

  func run() throws {
    let values = try arguments().values
    try options.run("\(Kind.name) add") { try $0.add(Kind.table, values) }
  }

  private func arguments() throws -> RegisterArguments {
    try RegisterArguments(cells, of: Kind.table, takesID: false, takesFrom: false)
  }
}
