import ArgumentParser
import CallModel
import Console
import Integration
import Ledger
import Listing
import Platform

/// `summit-cdr webhooks`: who is told of events over HTTP (spec 8.2).
struct WebhooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhooks",
    abstract: "What the receivers of events were told: list, send, retry.",
    discussion: """
      Receivers are named in integration.yml (webhooks). Events are sent by serve, by schedule and after an import, and \
      tried again with growing waits until a receiver answers with 2xx. See docs/api.md.

      Examples:
        summit-cdr webhooks list --config matriz --state pending
        summit-cdr webhooks send --config matriz
        summit-cdr webhooks retry 17 --config matriz
      """,
    subcommands: [WebhooksListCommand.self, WebhooksSendCommand.self, WebhooksRetryCommand.self],
    defaultSubcommand: WebhooksListCommand.self)
}

extension WebhookDelivery.State: ExpressibleByArgument {}

struct WebhooksListCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List events on their way, the last first.",
    discussion: """
      Examples:
        summit-cdr webhooks list --config matriz
        summit-cdr webhooks list --config matriz --state failed --format json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only those in this state.", valueName: "pending|done|failed"))
  var state: WebhookDelivery.State?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 100

  @OptionGroup var output: ListFormatOptions

  func validate() throws { try RowLimit.check(limit) }

  func run(_ integration: Integration) throws {
    let found = try integration.withLedger(.looking) {
      try $0.read { try WebhookOutbox($0).deliveries(state: state, limit: limit) }
    }
    try Terminal.write(WebhookListing.columns, found, as: output.format, empty: "no event")
  }
}

struct WebhooksSendCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: "Send what is ready now.",
    discussion: """
      Exit codes: 0 all was taken, 1 a receiver did not take one, 2 failed.

      Example:
        summit-cdr webhooks send --config matriz
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let report = try WebhookRound(integration, HTTPPoster()).run()
    if !quiet {
      try Terminal.write(lines: ["\(CountText.of(report.done, "event was", "events were")) taken, \(report.failed) not"]
      )
    }
    if let problem = report.problem { Terminal.warning(DisplayText.of(problem)) }
    if report.failed > 0 { throw Exit.attention }
  }
}

struct WebhooksRetryCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Let an event be sent again now: one that waits, or was given up.",
    discussion: """
      Example:
        summit-cdr webhooks retry 17 --config matriz
      """)

  @Argument(help: ArgumentHelp("The number of the delivery.", valueName: "id"))
  var id: Int64

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var author: AuthorOptions

  func run(_ integration: Integration) throws {
    let isKnown = try integration.withLedger(.changingBesideRuns) {
      try $0.write { try WebhookOutbox($0).retry(id, by: author.author) }
    }
    guard isKnown else {
      throw Problem(
        "webhooks retry", expected: "the number of an event that is not taken", found: "\(id)",
        remedy: "see summit-cdr webhooks list")
    }
    Terminal.message("\(id) is sent by the next round\n")
  }
}
