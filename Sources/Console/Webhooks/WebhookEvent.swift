import Alerting
import Foundation
import GRDB
import Importing
import Integration
import Ledger

/// What receivers are told of: a row that its own transaction committed. No telephone number is in it.
struct WebhookEvent {
  var kind: Integration.Webhook.Event
  var subject: Int64
  /// ISO 8601, UTC.
  var at: String
  /// Nil: nobody is told.
  var data: JSONValue?

  /// Those behind a number, in order.
  static func all(
    _ kind: Integration.Webhook.Event, after: Int64, limit: Int, _ database: Database
  ) throws -> [WebhookEvent] {
    switch kind {
    case .importFinished:
      return try RunRow.all(after: after, limit: limit, database).map { run in
        // Other commands that write calls are no imports.
        WebhookEvent(
          kind: kind, subject: run.id, at: run.endedAt,
          data: run.kind == "import" ? RunResources.runs.json(run) : nil)
      }
    case .alertRaised:
      var filter = AlertFilter()
      filter.after = after
      filter.limit = limit
      var events: [WebhookEvent] = []
      try AlertStore(database).forEach(filter) { alert in
        events.append(
          WebhookEvent(
            kind: kind, subject: alert.alert.id, at: alert.alert.raisedAt, data: AlertResources.told(alert)))
      }
      return events
    case .cycleClosed:
      return try ClosingRow.all(after: after, limit: limit, database).map { closing in
        WebhookEvent(
          kind: kind, subject: closing.id, at: closing.at,
          data: [
            "closing": .integer(closing.id), "selection": .text(closing.selection), "cycles": .count(closing.cycles),
            "late_cycles": .count(closing.lateCycles), "services": .count(closing.services),
            "amount": .text(closing.amount), "by": .text(closing.user),
          ])
      }
    }
  }
}
