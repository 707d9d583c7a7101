import ArgumentParser
import CallModel
import Ledger
import Registers
import Registry

/// What every command that changes a register takes.
struct RegisterChangeOptions: ParsableArguments {
  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var author: AuthorOptions

  @Flag(help: "Show what would be changed; change nothing.")
  var dryRun = false

  @Flag(help: "Print what was changed as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  /// Changes and prints.
  func run(_ action: String, _ body: (RegisterTransaction) throws -> Void) throws {
    let integration = try integration.load()
    let (_, changes) = try RegisterAccess.change(
      integration, by: author.author, action: action, isDryRun: dryRun
    ) { transaction, _ in try body(transaction) }
    try changes.show(json: json, quiet: quiet)
  }
}

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

/// `summit-cdr lines change`.
struct RegisterChangeCommand<Kind: RegisterKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    var period = ""
    if let from = Kind.table.from {
      period = """


        --from DATE: the row ends the day before, and another with these values begins (\(from.name)). What priced \
        calls is changed only so; other rows, and columns that price nothing, may be changed in place.
        """
    }
    return CommandConfiguration(
      commandName: "change",
      abstract: "Change \(Kind.table.summary).",
      discussion: """
        The id is \(Kind.table.idForm). The options are the table's columns; an empty value ('') clears a cell:
        \(Kind.table.optionHelp(Kind.table.entered))\(period)

        Example:
          summit-cdr \(Kind.name) change --config integration.yml \(Kind.example.id) \\
            \(Kind.example.change)
        """)
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
    try options.run("\(Kind.name) change \(arguments.id)") {
      _ = try $0.change(Kind.table, id: arguments.id, arguments.values, from: arguments.from)
    }
  }

  private func arguments() throws -> RegisterArguments {
    try RegisterArguments(cells, of: Kind.table, takesID: true, takesFrom: Kind.table.from != nil)
  }
}

/// `summit-cdr lines end`.
struct RegisterEndCommand<Kind: RegisterKind>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "end",
      abstract: "Give a row its last day.",
      discussion: """
        For tables whose rows have periods: lines, dids and rates. The row holds up to that day and counts for older \
        calls as long as there are any. Rows of other tables are removed, if no call was priced by them.

        Example:
          summit-cdr \(Kind.name) end --config integration.yml \(Kind.example.id) \\
            --until 2026-12-31
        """)
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The row: \(Kind.table.idForm).", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("Its last day.", valueName: "yyyy-mm-dd"))
  var until: CivilDate

  func run() throws {
    try options.run("\(Kind.name) end \(id)") { _ = try $0.end(Kind.table, id: id, until: until) }
  }
}

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
