import RegistryStore
import Listing
import CallModel
import Foundation
import Integration
import Ledger
import Platform
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
    .write(
      .post, "integrations/{integration}/platform-requests/{request}/drop", "dropPlatformRequest",
      "Gives a request up: the platform stays as it is.", needs: .keepRegisters,
      body: [APIField("reason", .line(), isRequired: true, "Noted with it.")], .json(.page(requests(false).schema)),
      drop),
    .write(
      .post, "integrations/{integration}/platform-requests/send", "sendPlatformRequests",
      "Sends what waits, and says what came of it.", needs: .keepRegisters, .json(sent), send),
    .read(
      "integrations/{integration}/platform-lists", "getPlatformLists",
      "Partitions, categories, plans and licences, as the platform listed them last.", .json(lists)
    ) { call in try shown(call) },
    .write(
      .post, "integrations/{integration}/platform-lists/refresh", "refreshPlatformLists",
      "Asks the platform for its lists anew.", needs: .keepRegisters, .json(lists)
    ) { call in
      _ = try call.core.pushes.refresh(try RegisterResources.site(call), at: call.author.at)
      return try shown(call)
    },
  ]

  private static let sent = APISchema.object([
    APIField("sent", .integer, isRequired: true), APIField("done", .integer, isRequired: true),
    APIField("failed", .integer, isRequired: true), APIField("unanswered", .integer, isRequired: true),
    APIField("waiting", .integer, isRequired: true, "Afterwards."),
    APIField("problem", APISchema.text.orNull, isRequired: true, "Why it ended early."),
  ])

  private static let lists = APISchema.object([
    APIField("fetched_at", APISchema.instant.orNull, isRequired: true, "Null: never."),
    APIField(
      "items",
      .list(
        .object([
          APIField("list", .choice(PlatformCatalogue.List.allCases.map(\.rawValue)), isRequired: true),
          APIField("partition", .text, isRequired: true, "Of a category; blank otherwise."),
          APIField("code", .text, isRequired: true), APIField("description", .text, isRequired: true),
        ])), isRequired: true),
  ])

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
    let answer = try settle(call) { try $0.retry([$1]) }
    call.core.pushes.start(try RegisterResources.site(call))
    return answer
  }

  private static func drop(_ call: APICall) throws -> WebAnswer {
    try settle(call) { try $0.drop([$1], reason: call.text("reason") ?? "") }
  }

  private static func settle(
    _ call: APICall, _ body: (OutboxActions, Int64) throws -> [OutboxItem]
  ) throws -> WebAnswer {
    let id = try call.number("request")
    let site = try RegisterResources.site(call)
    let known = try RegisterResources.read(call) { try Outbox($0.database).item(id) }
    guard known != nil else { throw APIFailure.notFound("a request to the platform") }
    let settled = try site.integration.changeOutbox(.entering, by: call.author) { try body($0, id).map(\.id) }
    // As they stand now.
    let items = try RegisterResources.read(call) { reader in
      try settled.compactMap { try Outbox(reader.database).item($0) }
    }
    return requests(call.masksNumbers).page(items, next: nil)
  }

  private static func send(_ call: APICall) throws -> WebAnswer {
    let report = try call.core.pushes.run(try RegisterResources.site(call))
    return .json([
      "sent": .count(report.sent), "done": .count(report.done), "failed": .count(report.failed),
      "unanswered": .count(report.unanswered), "waiting": .count(report.waiting.pending),
      "problem": report.problem.map { JSONValue(.free($0), masksNumbers: call.masksNumbers) } ?? .null,
    ])
  }

  private static func shown(_ call: APICall) throws -> WebAnswer {
    let catalogue = try RegisterResources.read(call) { try PlatformCatalogue($0.database) }
    return .json([
      "fetched_at": .optional(catalogue.fetchedAt),
      "items": .list(
        catalogue.entries.map {
          [
            "list": .text($0.list.rawValue), "partition": .text($0.partition), "code": .text($0.item.code),
            "description": .text($0.item.description),
          ]
        }),
    ])
  }
}
