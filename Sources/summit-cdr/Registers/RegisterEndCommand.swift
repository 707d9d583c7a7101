import ArgumentParser
import CallModel
import RegistryStore
import Registry

/// `summit-cdr lines end`.
struct RegisterEndCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
    configurationOnce {
      CommandConfiguration(
        commandName: "end",
        abstract: "Give a row its last day.",
        discussion: """
          For tables whose rows have periods: lines, dids and rates. The row holds up to that day and counts for older \
          calls as long as there are any. Rows of other tables have no end: remove them.

          Example:
            summit-cdr \(Kind.command) end --config integration.yml \(Kind.description.example.id) \\
              --until 2026-12-31
          """)
    }
  }

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The row: \(Kind.description.idForm).", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("Its last day.", valueName: "yyyy-mm-dd"))
  var until: CivilDate

  func run() throws {
    try options.run("\(Kind.command) end \(id)") { _ = try $0.end(Kind.description, id: id, until: until) }
  }
}
