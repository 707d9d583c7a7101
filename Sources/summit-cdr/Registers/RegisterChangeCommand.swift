import ArgumentParser
import RegistryStore
import Registry

/// `summit-cdr lines change`.
struct RegisterChangeCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
    configurationOnce {
      var period = ""
      if let from = Kind.description.from {
        period = """


          --from DATE: the row ends the day before, and another with these values begins (\(from.name)). Without it \
          the row is corrected: open cycles follow with the next import, closed ones stay as they were closed.
          """
      }
      return CommandConfiguration(
        commandName: "change",
        abstract: "Change \(Kind.description.summary).",
        discussion: """
          The id is \(Kind.description.idForm). The options are the table's columns; an empty value ('') clears a cell:
          \(Kind.description.optionHelp)\(period)

          Example:
            summit-cdr \(Kind.command) change --config integration.yml \(Kind.description.example.id) \\
              \(Kind.description.example.change)
          """)
    }
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(
    parsing: .allUnrecognized, help: ArgumentHelp("The row's id, and cells.", valueName: "id --column value"))
  var cells: [String] = []

  func validate() throws {
    if try arguments().values.isEmpty { throw ValidationError("expected columns to change as options, found none") }
  }

  func run() throws {
    let arguments = try arguments()
    try options.run("\(Kind.command) change \(arguments.id)") {
      _ = try $0.change(Kind.description, id: arguments.id, arguments.values, from: arguments.from)
    }
  }

  private func arguments() throws -> RegisterArguments {
    try RegisterArguments(cells, of: Kind.description, takesID: true, takesFrom: Kind.description.from != nil)
  }
}
