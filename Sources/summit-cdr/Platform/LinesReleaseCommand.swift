import ArgumentParser
import CallModel
import Integration
import Provisioning

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
    let released = try options.integration.load().releaseCreditBlock(
      ofLine: id, by: options.author.author, isDryRun: options.dryRun)
    guard let released else {
      throw Problem(
        "lines \(id)", expected: "a line that is blocked for its credit limit", found: "one that is not",
        remedy: "see summit-cdr alerts list")
    }
    var lines = ["\(DisplayText.of(id)) is released"] + FollowingText.lines(released)
    if options.dryRun { lines.append("dry run: nothing was changed") }
    try options.say(released.object, lines)
  }
}
