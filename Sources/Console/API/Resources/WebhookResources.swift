import Integration
import Foundation
import Ledger

/// What receivers were told, and what came of it.
enum WebhookResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/webhook-deliveries", "listWebhookDeliveries",
      "Events on their way to receivers, the last first.", needs: .manageUsers,
      query: [APIField("state", .choice(WebhookDelivery.State.allCases.map(\.rawValue)))] + APICall.paging,
      .json(.page(deliveries.schema)), list),
    .write(
      .post, "integrations/{integration}/webhook-deliveries/{delivery}/retry", "retryWebhookDelivery",
      "Lets an event be sent again now.", needs: .manageUsers, .nothing
    ) { call in
      let id = try call.number("delivery")
      let site = try call.site()
      guard site.integration.directory.exists else { throw APICall.noLedger }
      let isKnown = try site.integration.withLedger(.changingBesideRuns) { ledger in
        try ledger.write { try WebhookOutbox($0).retry(id, by: call.author) }
      }
      guard isKnown else { throw APIFailure.notFound("a delivery that is not done") }
      return .nothing
    },
  ]

  static let deliveries = APIList<WebhookDelivery>([
    APIColumn("id", .integer) { .integer($0.id) }, APIColumn("url", .text) { .text($0.url) },
    APIColumn("event", .text) { .text($0.event) },
    APIColumn("subject", .integer, "The number of the run, alert or closing.") { .integer($0.subject) },
    APIColumn("message", .text, "webhook-id.") { .text($0.key) },
    APIColumn("state", .choice(WebhookDelivery.State.allCases.map(\.rawValue))) { .text($0.state.rawValue) },
    APIColumn("attempts", .integer) { .count($0.attempts) },
    APIColumn("created_at", .instant) { .text(JSONValue.instant($0.createdAt)) },
    APIColumn("next_at", APISchema.instant.orNull) {
      $0.state == .pending ? .text(JSONValue.instant($0.nextAt)) : .null
    },
    APIColumn("settled_at", APISchema.instant.orNull) { .optional($0.settledAt.map(JSONValue.instant)) },
    APIColumn("status", APISchema.integer.orNull) { .optional($0.status.map(Int64.init)) },
    APIColumn("error", APISchema.text.orNull) { .optional($0.error) },
  ])

  private static func list(_ call: APICall) throws -> WebAnswer {
    let before = try call.after()
    let state = call.text("state").flatMap { WebhookDelivery.State(rawValue: $0) }
    let found = try call.read { _, ledger in
      try ledger.read { try WebhookOutbox($0).deliveries(state: state, before: before, limit: call.rows + 1) }
    }
    let shown = Array(found.prefix(call.rows))
    return deliveries.page(shown, next: found.count > call.rows ? shown.last.map { "\($0.id)" } : nil)
  }
}
