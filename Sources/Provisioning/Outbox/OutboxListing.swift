import CallModel
import Listing

/// The columns of requests in lists: `platform outbox list`, and the console's page.
package enum OutboxListing {
  /// - Parameter zone: of the time of the next attempt; nil: there is no table.
  package static func columns(_ zone: TimeZoneRules? = nil) -> Listing<OutboxItem> {
    Listing([
      ListingColumn("id", "id") { .number($0.id) },
      ListingColumn("line", "line") { .text($0.line) },
      ListingColumn("what", "wish", in: .table) { .text(FollowingText.request($0.request)) },
      ListingColumn("state", "state") { .text($0.state.rawValue) },
      ListingColumn("attempts", "attempts", hidesIfEmpty: true) { .optional($0.attempts) },
      ListingColumn("next", "next", in: .table, hidesIfEmpty: true) { item in
        .optional(item.nextAttempt.flatMap { at in zone.map { ZonedTime(at, in: $0).text } })
      },
      ListingColumn("said", "what was said", in: .table, hidesIfEmpty: true) { .text(said($0)) },
      ListingColumn("action", "action", in: []) { .text($0.request.action.rawValue) },
      ListingColumn("wish", "wish", in: .json) { $0.request.object },
      ListingColumn("created_at", "created", in: .json) { .moment($0.createdAt) },
      ListingColumn("next_at", "next", in: .json) { .optionalNumber($0.nextAttempt) },
      ListingColumn("settled_at", "settled", in: .json) { .optionalMoment($0.settledAt) },
      ListingColumn("status", "status", in: .json) { .optional($0.status) },
      ListingColumn("error", "error", in: .json) { .optionalFree($0.error) },
      ListingColumn("message", "message", in: .json) { .optionalFree($0.message) },
      ListingColumn("field", "field", in: .json) { .optional($0.field) },
      ListingColumn("reason", "reason", in: .json) { .optionalFree($0.reason) },
    ])
  }

  /// What the platform said last, and why it was dropped.
  private static func said(_ item: OutboxItem) -> String {
    [item.status.map(String.init), item.error, item.field.map { "\($0):" }, item.message, item.reason]
      .compactMap(\.self).joined(separator: " ")
  }
}

extension OutboxItem {
  /// Seconds since 1970 of the next attempt; nil: as soon as what is before it is done.
  package var nextAttempt: Int64? { state == .pending && nextAt > 0 ? nextAt : nil }
}
