import ArgumentParser
import CallModel
import Integration
import Ledger
import Listing
import Provisioning

/// `summit-cdr platform outbox`.
struct PlatformOutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "What the platform was asked, and what came of it: list, retry, drop.",
    discussion: """
      A wish is pending until the platform answers: done, or failed with its words. A failed one stays in front of its \
      line and number. Repair the registers, and what they say now takes its place; or try it again, or drop it.

      Examples:
        summit-cdr platform outbox list --config integration.yml --state failed
        summit-cdr platform outbox retry --config integration.yml 17
        summit-cdr platform outbox drop --config integration.yml 17 \\
          --because "made by hand at Summit"
      """,
    subcommands: [OutboxListCommand.self, OutboxRetryCommand.self, OutboxDropCommand.self])
}

extension OutboxItem.State: ExpressibleByArgument {}

/// `summit-cdr platform outbox list`.
struct OutboxListCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List wishes, the oldest first.",
    discussion: """
      Without --state those that are pending or failed.

      Examples:
        summit-cdr platform outbox list --config integration.yml
        summit-cdr platform outbox list --config integration.yml --state done \\
          --line L20 --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only wishes in this state; may be repeated.", valueName: "state"))
  var state: [OutboxItem.State] = []

  @Option(help: ArgumentHelp("Only wishes of this line.", valueName: "id"))
  var line: String?

  @Option(help: ArgumentHelp("The last so many (default: \(Self.standardLimit) in a table).", valueName: "n"))
  var limit: Int?

  @Flag(help: "Print an array of objects.")
  var json = false

  private static let standardLimit = 100

  func validate() throws { try RowLimit.check(limit) }

  func run(_ integration: Integration) throws {
    let states: Set<OutboxItem.State> = state.isEmpty ? [.pending, .failed] : Set(state)
    let limit = limit ?? (json ? nil : Self.standardLimit)
    let items = try integration.withOutbox {
      try $0.read { try Outbox($0).items(states: states, line: line, limit: limit.map { $0 + 1 }) }
    }
    let zone = try integration.zoneRules()
    let shown = limit.map { Array(items.suffix($0)) } ?? items
    if json { return try Terminal.write(json: OutboxListing.columns(), shown) }
    try Terminal.write(lines: OutboxListing.columns(zone).table(shown))
    if shown.count < items.count { Terminal.message("the last \(shown.count); --limit shows more\n") }
  }
}

/// `summit-cdr platform outbox retry`.
struct OutboxRetryCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Let wishes be sent again now: refused ones, and those that wait for their time.",
    discussion: """
      They are sent by the next push.

      Examples:
        summit-cdr platform outbox retry --config integration.yml 17 18
        summit-cdr platform outbox retry --config integration.yml --all
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Numbers of wishes.", valueName: "id"))
  var ids: [Int64] = []

  @Flag(help: "All that failed or wait.")
  var all = false

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the wishes as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if ids.isEmpty == !all {
      throw ValidationError("expected numbers of wishes or --all, found \(all ? "both" : "neither")")
    }
  }

  func run(_ integration: Integration) throws {
    let items = try integration.changeOutbox(by: author.author) { try $0.retry(all ? nil : ids) }
    try say(
      items.map(OutboxListing.columns().object),
      ["\(CountText.of(items.count, "wish is", "wishes are")) sent again by the next platform push"])
  }
}

/// `summit-cdr platform outbox drop`.
struct OutboxDropCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "drop",
    abstract: "Give up wishes: they are not sent any more.",
    discussion: """
      The registers go on saying what they say, and the platform goes on having what it has: platform compare shows \
      where they differ, and --repair asks again; so does the next change of the line. With the creation of a line \
      goes what cannot be done without it.

      Example:
        summit-cdr platform outbox drop --config integration.yml 17 \\
          --because "made by hand at Summit"
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("Numbers of wishes.", valueName: "id"))
  var ids: [Int64]

  @Option(help: ArgumentHelp("Why, for the journal.", valueName: "text"))
  var because: String

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the wishes as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if because.allSatisfy(\.isWhitespace) { throw ValidationError("--because: expected a reason, found nothing") }
  }

  func run(_ integration: Integration) throws {
    let items = try integration.changeOutbox(by: author.author) { try $0.drop(ids, reason: because) }
    try say(
      items.map(OutboxListing.columns().object),
      items.map { "dropped \($0.id): \(DisplayText.of($0.line)) \(FollowingText.request($0.request))" } + [
        "the platform stays as it is: platform compare shows where it differs from the registers"
      ])
  }
}
