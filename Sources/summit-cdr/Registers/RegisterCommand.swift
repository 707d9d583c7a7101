import ArgumentParser
import Registry

/// `summit-cdr lines` and its like (spec 6.1): one piece of code for all tables, driven by their descriptions.
struct RegisterCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
    configurationOnce {
      let table = Kind.description
      let name = table.commandName
      let own = OwnCommands.of(table)
      let examples = [
        "\(name) list --config integration.yml", "\(name) show --config integration.yml \(table.example.id)",
      ]
      return CommandConfiguration(
        commandName: name,
        abstract: "\(table.title).",
        discussion: """
          Each row is \(table.summary). An id is \(table.idForm).

          Every change is checked as a whole, is done whole or not at all, and is kept in the journal (registry log).

          Examples:
          \((examples + own.examples).map { "  summit-cdr " + $0 }.joined(separator: "\n"))
          """,
        subcommands: [
          RegisterListCommand<Kind>.self, RegisterShowCommand<Kind>.self, RegisterAddCommand<Kind>.self,
          RegisterChangeCommand<Kind>.self, RegisterEndCommand<Kind>.self, RegisterRemoveCommand<Kind>.self,
        ] + own.commands)
    }
  }
}

/// The families of commands on the registers' tables.
enum RegisterCommands {
  static var families: [any ParsableCommand.Type] { TableDescription.described.map { family($0) } }

  private static func family<Kind: DescribedTable>(_: Kind.Type) -> any ParsableCommand.Type {
    RegisterCommand<Kind>.self
  }
}

extension DescribedTable {
  /// `cost-centres`
  static var command: String { description.commandName }
}
