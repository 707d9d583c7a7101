import CallModel
import ArgumentParser
import Integration
import Ledger
import Provisioning
import RegistryStore

/// `summit-cdr lines release` (spec 6.5).
struct LinesReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Lift the block of a line that passed its credit limit.",
    discussion: """
      It gets the category that its contract's status asks for, and is not blocked again for its credit limit in this \
      cycle.

      Example:
        summit-cdr lines release --config integration.yml L20
      """)

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The line.", valueName: "id"))
  var id: String

  func run() throws {
    let integration = try options.integration.load()
    let following = try integration.writeRegisters { ledger, settings in
      try ledger.transaction(isDryRun: options.dryRun) { database in
        guard
          let following = try CreditLimitBlock.release(
            line: id, by: options.author.author, zone: settings.zone, isOnPlatform: integration.summitAPI != nil,
            database)
        else {
          throw Problem(
            "lines \(id)", expected: "a line that is blocked for its credit limit", found: "one that is not",
            remedy: "see summit-cdr alerts list")
        }
        return following
      }
    }
    if options.json { return try Terminal.write(json: following.object) }
    if options.quiet { return }
    var lines = ["\(DisplayText.of(id)) is released"] + FollowingText.lines(following)
    if options.dryRun { lines.append("dry run: nothing was changed") }
    try Terminal.write(lines: lines)
  }
}
