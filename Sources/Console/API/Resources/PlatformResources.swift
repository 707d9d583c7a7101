import Registers
import Listing
import CallModel
import Foundation
import Integration
import Ledger
import Provisioning

/// What the platform was asked, and its answers.
enum PlatformResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/platform-requests", "listPlatformRequests", "The last requests, the last first.",
      query: [
        APIField("state", .choice(OutboxItem.State.allCases.map(\.rawValue))), APIField("line", .line()),
        APICall.paging[1],
      ], .json(.page(requests(false).schema)), list),
    .write(
      .post, "integrations/{integration}/platform-requests/{request}/retry", "retryPlatformRequest",
      "Lets a request be sent again now.", needs: .keepRegisters, .json(.page(requests(false).schema)), retry),
  ]

  private static func requests(_ masksNumbers: Bool) -> APIList<OutboxItem> {
    @Sendable func free(_ text: String?) -> JSONValue {
      text.map { JSONValue(.free($0), masksNumbers: masksNumbers) } ?? .null
    }
    return APIList([
      APIColumn("id", .integer) { .integer($0.id) }, APIColumn("line", .text) { .text($0.line) },
      APIColumn("action", .text) { .text($0.request.action.rawValue) },
      APIColumn("state", .choice(OutboxItem.State.allCases.map(\.rawValue))) { .text($0.state.rawValue) },
      APIColumn("attempts", .integer) { .count($0.attempts) },
      APIColumn("created_at", .instant) { .text($0.createdAt) },
      APIColumn("settled_at", APISchema.instant.orNull) { .optional($0.settledAt) },
      APIColumn("status", APISchema.integer.orNull, "Of its last answer.") { .optional($0.status.map(Int64.init)) },
      APIColumn("error", APISchema.text.orNull) { free($0.error) },
      APIColumn("message", APISchema.text.orNull) { free($0.message) },
      APIColumn("field", APISchema.text.orNull) { .optional($0.field) },
      APIColumn("reason", APISchema.text.orNull, "Why it was given up.") { free($0.reason) },
    ])
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    let states = call.text("state").flatMap { OutboxItem.State(rawValue: $0) }.map { Set([$0]) } ?? []
    let items = try RegisterResources.read(call) {
      try Outbox($0.database).items(states: states, line: call.text("line"), limit: call.rows)
    }
    return requests(call.masksNumbers).page(items.reversed(), next: nil)
  }

  private static func retry(_ call: APICall) throws -> WebAnswer {
    let id = try call.number("request")
    let site = try RegisterResources.site(call)
    let known = try RegisterResources.read(call) { try Outbox($0.database).item(id) }
    guard known != nil else { throw APIFailure.notFound("a request to the platform") }
    let items = try site.integration.withLedger(.entering) { ledger in
      try ledger.transaction(isDryRun: false) { try OutboxActions($0, by: call.author).retry([id]) }
    }
    call.core.pushes.start(site)
    return requests(call.masksNumbers).page(items, next: nil)
  }
}
