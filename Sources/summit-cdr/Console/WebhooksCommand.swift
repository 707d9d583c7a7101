import ArgumentParser
import Console
import Foundation
import Integration
import Ledger
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

struct WebhooksListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List events on their way, the last first.",
    discussion: """
      Examples:
        summit-cdr webhooks list --config matriz
        summit-cdr webhooks list --config matriz --state failed --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only those in this state.", valueName: "pending|done|failed"))
  var state: WebhookDelivery.State?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 100

  @Flag(help: "Print an array of objects.")
  var json = false

  private struct Entry: Encodable {
    var id: Int64
    var url: String
    var event: String
    var subject: Int64
    var message: String
    var state: String
    var attempts: Int
    var status: Int?
    var error: String?

    init(_ delivery: WebhookDelivery) {
      id = delivery.id
      url = delivery.url
      event = delivery.event
      subject = delivery.subject
      message = delivery.key
      state = delivery.state.rawValue
      attempts = delivery.attempts
      status = delivery.status
      error = delivery.error
    }
  }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }

  func run() throws {
    let integration = try integration.load()
    let found = try Terminal.failing {
      try integration.openLedger().read { try WebhookOutbox($0).deliveries(state: state, limit: limit) }
    }.map(Entry.init)
    if json { return try Terminal.write(json: found) }
    var table = AlignedTable([
      .number("id"), .text("event"), .number("of"), .text("to"), .text("state"), .number("attempts"), .text("answer"),
    ])
    for entry in found {
      let answer = entry.error ?? entry.status.map { "\($0)" } ?? ""
      table.append([
        "\(entry.id)", entry.event, "\(entry.subject)", Terminal.displayable(entry.url), entry.state,
        "\(entry.attempts)", Terminal.displayable(answer),
      ])
    }
    try Terminal.write(lines: found.isEmpty ? ["no event"] : table.lines)
  }
}

struct WebhooksSendCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let report = try Terminal.failing { try WebhookRound(integration, HTTPPoster()).run() }
    if !quiet {
      try Terminal.write(lines: ["\(CountText.of(report.done, "event was", "events were")) taken, \(report.failed) not"]
      )
    }
    if let problem = report.problem { Terminal.warning(Terminal.displayable(problem)) }
    if report.failed > 0 { throw Exit.attention }
  }
}

struct WebhooksRetryCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let isKnown = try Terminal.failing {
      try integration.openLedger().write { try WebhookOutbox($0).retry(id, by: author.author) }
    }
    guard isKnown else {
      Terminal.error(
        "webhooks retry: expected the number of an event that is not taken, found \(id): see summit-cdr webhooks list")
      throw Exit.failed
    }
    Terminal.message("\(id) is sent by the next round\n")
  }
}

/// Telling receivers beside other work: it is bounded in time and fails nothing.
enum WebhookRounds {
  /// - Returns: why something was not taken; nil: all is well.
  static func run(_ integration: Integration, limitSeconds: Double) -> String? {
    if integration.webhooks.isEmpty { return nil }
    do {
      var round = WebhookRound(integration, HTTPPoster())
      round.limitSeconds = limitSeconds
      return try round.run().problem.map { "webhooks: \($0)" }
    } catch {
      return "webhooks: " + "\(error)".replacing("\n", with: "; ")
    }
  }
}
