import ArgumentParser
import Integration
import Provisioning

/// `summit-cdr platform compare`.
struct PlatformCompareCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Show where the platform differs from the registers.",
    discussion: """
      Lists every line of the platform and holds it against what the registers say of it today. Description, extension \
      and activation date are not compared: the platform takes them only when a line is made.

      --repair puts into the outbox what makes the platform as the registers say; push sends it. Lines with wishes \
      under way are left, and so are lines that the registers do not know: remove them at the platform, or add them to \
      the registers. A line that is there under a terminal that is not known here gets that terminal; its credential \
      is not listed.

      Exit codes: 0 no difference, 1 they differ, 2 failed, 75 a push is under way (--repair).

      Examples:
        summit-cdr platform compare --config integration.yml
        summit-cdr platform compare --config integration.yml --repair
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Put into the outbox what makes the platform as the registers say.")
  var repair = false

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the differences as JSON.")
  var json = false

  @Flag(help: "No list; the exit code says it.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let outcome = try integration.comparePlatform(repairingBy: repair ? author.author : nil)
    try say(outcome.object, outcome.lines)
    if !outcome.comparison.differences.isEmpty { throw Exit.differences }
  }
}
