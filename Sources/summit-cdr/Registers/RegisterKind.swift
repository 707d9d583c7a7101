import ArgumentParser
import CallModel
import Listing
import Registers
import Registry

/// A table of the registers as a family of commands: `summit-cdr lines list`, say (spec 6.1). All families are one piece of
/// code, driven by the table's description.
protocol RegisterKind {
  static var table: TableDescription { get }
  /// A row for the examples of the helps: what names it, its cells as options of `add`, and some of `change`.
  static var example: RegisterExample { get }
  /// Commands that only this table has.
  static var ownCommands: [any ParsableCommand.Type] { get }
  /// Examples of them.
  static var ownExamples: [String] { get }
  /// What `show` fills in from other tables: a name and a value.
  static func filledIn(_ row: RegisterRow, _ reader: RegisterReader) throws -> [(name: String, value: String)]
}

extension RegisterKind {
  static var ownCommands: [any ParsableCommand.Type] { [] }
  static var ownExamples: [String] { [] }
  static func filledIn(_ row: RegisterRow, _ reader: RegisterReader) throws -> [(name: String, value: String)] { [] }
  static var name: String { table.commandName }
}

struct RegisterExample {
  var id: String
  /// Options, one a line of the help.
  var add: [String]
  var change: String
  /// Column and value of a filter.
  var filter: String
}

/// `summit-cdr lines` and its like.
struct RegisterCommand<Kind: RegisterKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Kind.name
    let examples = [
      "\(name) list --config integration.yml", "\(name) show --config integration.yml \(Kind.example.id)",
    ]
    return CommandConfiguration(
      commandName: name,
      abstract: "\(Kind.table.title).",
      discussion: """
        Each row is \(Kind.table.summary). An id is \(Kind.table.idForm).

        Every change is checked as a whole, is done whole or not at all, and is kept in the journal (registry log).

        Examples:
        \((examples + Kind.ownExamples).map { "  summit-cdr " + $0 }.joined(separator: "\n"))
        """,
      subcommands: [
        RegisterListCommand<Kind>.self, RegisterShowCommand<Kind>.self, RegisterAddCommand<Kind>.self,
        RegisterChangeCommand<Kind>.self, RegisterEndCommand<Kind>.self, RegisterRemoveCommand<Kind>.self,
      ] + Kind.ownCommands)
  }
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
  /// `reset-day`.
  var optionName: String { name.replacing("_", with: "-") }
}
