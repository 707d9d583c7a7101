import ArgumentParser
import CallModel
import Integration
import Ledger
import Provisioning
import Scheduling

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
struct OutboxListCommand: ParsableCommand {
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

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }

  func run() throws {
    let integration = try integration.load()
    let states: Set<OutboxItem.State> = state.isEmpty ? [.pending, .failed] : Set(state)
    let limit = limit ?? (json ? nil : Self.standardLimit)
    let (items, zone) = try Terminal.failing {
      (
        try PlatformAccess.ledger(integration).read {
          try Outbox($0).items(states: states, line: line, limit: limit.map { $0 + 1 })
        }, try integration.zoneRules()
      )
    }
    let shown = limit.map { Array(items.suffix($0)) } ?? items
    if json { return try Terminal.write(json: shown.map(OutboxReport.init)) }
    try Terminal.write(lines: OutboxReport.table(shown, zone))
    if shown.count < items.count { Terminal.message("the last \(shown.count); --limit shows more\n") }
  }
}

/// `summit-cdr platform outbox retry`.
struct OutboxRetryCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let items = try LedgerAccess.write(integration) { ledger in
      try ledger.transaction(isDryRun: false) {
        try OutboxActions($0, by: author.author).retry(all ? nil : ids)
      }
    }
    if json { return try Terminal.write(json: items.map(OutboxReport.init)) }
    if !quiet {
      try Terminal.write(
        lines: ["\(CountText.of(items.count, "wish is", "wishes are")) sent again by the next platform push"])
    }
  }
}

/// `summit-cdr platform outbox drop`.
struct OutboxDropCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let items = try LedgerAccess.write(integration) { ledger in
      try ledger.transaction(isDryRun: false) {
        try OutboxActions($0, by: author.author).drop(ids, reason: because)
      }
    }
    if json { return try Terminal.write(json: items.map(OutboxReport.init)) }
    if quiet { return }
    try Terminal.write(
      lines: items.map { "dropped \($0.id): \(Terminal.displayable($0.line)) \(FollowingText.wish($0.wish))" } + [
        "the platform stays as it is: platform compare shows where it differs from the registers"
      ])
  }
}

/// A wish of the outbox as JSON, and as a row.
struct OutboxReport: Encodable {
  var id: Int64
  var line: String
  var wish: WishReport
  var state: String
  var attempts: Int
  var createdAt: String
  /// Seconds since 1970 of the next attempt; nil: as soon as what is before it is done.
  var nextAt: Int64?
  var settledAt: String?
  var status: Int?
  var error: String?
  var message: String?
  var field: String?
  var reason: String?

  init(_ item: OutboxItem) {
    id = item.id
    line = item.line
    wish = WishReport(item.wish)
    state = item.state.rawValue
    attempts = item.attempts
    createdAt = item.createdAt
    nextAt = item.state == .pending && item.nextAt > 0 ? item.nextAt : nil
    settledAt = item.settledAt
    status = item.status
    error = item.error
    message = item.message
    field = item.field
    reason = item.reason
  }

  static func table(_ items: [OutboxItem], _ zone: TimeZoneRules) -> [String] {
    var table = AlignedTable([
      .number("id"), .text("line"), .text("wish"), .text("state"), .number("attempts"), .text("next"),
      .text("what was said"),
    ])
    for item in items {
      let next = item.state == .pending && item.nextAt > 0 ? ZonedTime(item.nextAt, in: zone).text : ""
      let said = [item.status.map(String.init), item.error, item.field.map { "\($0):" }, item.message, item.reason]
      table.append([
        "\(item.id)", Terminal.displayable(item.line), FollowingText.wish(item.wish), item.state.rawValue,
        "\(item.attempts)", next, Terminal.displayable(said.compactMap(\.self).joined(separator: " ")),
      ])
    }
    return table.droppingEmpty(["attempts", "next", "what was said"]).lines
  }
}
