import ArgumentParser
import CallModel
import Listing
import RegistryStore
import Registry

/// `summit-cdr lines` and its like (spec 6.1): one piece of code for all tables, driven by their descriptions.
struct RegisterCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
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

extension TableDescription {
  /// `Cost centres: list, show, add, change`.
  fileprivate var title: String {
    let words = name.replacing("_", with: " ").replacing("dids", with: "DIDs")
    return words.prefix(1).uppercased() + words.dropFirst() + ": list, show, add, change, end, remove"
  }

  /// How an id is put together, for helps.
  var idForm: String {
    let names = key.map(\.name)
    return names.count == 1 ? "its \(names[0])" : names.joined(separator: "/") + ", blank ones at the end left out"
  }

  /// The columns as options, with what they may hold, in lines of a help.
  func optionHelp(_ columns: [TableColumn]) -> String {
    let options = columns.map { "--" + $0.optionName }
    let width = (options.map(\.count).max() ?? 0) + 2
    return zip(options, columns).flatMap { option, column in
      let text = TextWrap.lines(column.help, indent: 0, width: 76 - width)
      return text.enumerated().map { index, line in
        "  " + (index == 0 ? option : "").padded(to: width) + line
      }
    }.joined(separator: "\n")
  }
}

extension TableColumn {
  /// `reset-day`. Made for all columns of all tables whenever the program starts, which `replacing` took 1.4 ms for.
  var optionName: String { String(name.map { $0 == "_" ? "-" : $0 }) }
}
