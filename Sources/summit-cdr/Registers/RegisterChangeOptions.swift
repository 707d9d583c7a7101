import ArgumentParser
import Integration
import RegistryStore

/// What every command that changes a register takes.
struct RegisterChangeOptions: ParsableArguments, Reporting {
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
    let (_, changes) = try integration.load().changeRegisters(
      by: author.author, action: action, isDryRun: dryRun
    ) { transaction, _ in try body(transaction) }
    try say(changes.object(), changes.lines)
  }
}
