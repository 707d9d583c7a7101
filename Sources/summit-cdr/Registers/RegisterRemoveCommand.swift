import ArgumentParser
import Registers
import Registry

/// `summit-cdr lines remove`.
struct RegisterRemoveCommand<Kind: RegisterKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: "Take back a row that nothing refers to.",
      discussion: """
        All rows of the id go. What recorded calls or other rows refer to stays: such a row is ended \
        (\(Kind.name) end), or left.

        Example:
          summit-cdr \(Kind.name) remove --config integration.yml \(Kind.example.id)
        """)
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The row: \(Kind.table.idForm).", valueName: "id"))
  var id: String

  func run() throws {
    try options.run("\(Kind.name) remove \(id)") { try $0.remove(Kind.table, id: id) }
  }
}
