import ArgumentParser
import RegistryStore
import Registry

/// `summit-cdr lines remove`.
struct RegisterRemoveCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
    configurationOnce {
      CommandConfiguration(
        commandName: "remove",
        abstract: "Take back a row.",
        discussion: """
          All rows of the id go. Where recorded calls refer to it, it asks for --yes: calls of open cycles follow, and may \
          be suspended then. A row that other rows refer to stays: it is ended (\(Kind.command) end), or left.

          Example:
            summit-cdr \(Kind.command) remove --config integration.yml \(Kind.description.example.id)
          """)
    }
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The row: \(Kind.description.idForm).", valueName: "id"))
  var id: String

  @Flag(help: "Also if recorded calls refer to it.")
  var yes = false

  func run() throws {
    try options.run("\(Kind.command) remove \(id)") { try $0.remove(Kind.description, id: id, evenIfUsed: yes) }
  }
}
