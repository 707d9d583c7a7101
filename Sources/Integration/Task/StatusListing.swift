import Alerting
import CallModel
import Foundation
import Importing
import Ledger
import Listing
import Provisioning

/// How an integration is doing: its scheduled task, and what waits for someone, or for the platform.
package struct IntegrationStatus {
  package let scheduled: ScheduledIntegration
  package let task: TaskStatus
  /// Alerts that nobody has acknowledged; nil if there is no ledger that can be read.
  package let openAlerts: Int?
  /// What is not sent yet, and what the platform refused; nil if there is no ledger that can be read.
  package let requests: OutboxCounts?

  /// - Parameter now: seconds since 1970.
  package init(_ scheduled: ScheduledIntegration, now: Int64) {
    self.scheduled = scheduled
    let integration = scheduled.integration
    task = TaskStatus(integration, in: scheduled.zone, now: now)
    let waiting = try? integration.withLedger(.looking) { ledger in
      (
        alerts: try? ledger.read { try AlertStore($0).openCounts().values.reduce(0, +) },
        requests: try? ledger.read { try Outbox($0).counts() }
      )
    }
    openAlerts = waiting?.alerts
    requests = waiting?.requests
  }
}

/// What `status --json` says of an integration.
package enum StatusListing {
  package static let columns = Listing<IntegrationStatus>([
    ListingColumn("integration", "integration", in: .json) { .text($0.scheduled.integration.description) },
    ListingColumn("config", "config", in: .json) { .text($0.scheduled.integration.path) },
    ListingColumn("state", "state", in: .json) { .text($0.task.state.rawValue) },
    ListingColumn("alarming", "alarming", in: .json) { .flag($0.task.isAlarming) },
    ListingColumn("active", "active", in: .json) { .flag($0.scheduled.integration.isActive) },
    ListingColumn("last_started_at", "last run", in: .json) { time($0.task.heartbeat.last?.startedAt, $0) },
    ListingColumn("last_ended_at", "ended", in: .json) { time($0.task.heartbeat.last?.endedAt, $0) },
    ListingColumn("last_outcome", "outcome", in: .json) { .optional($0.task.heartbeat.last?.outcome.rawValue) },
    ListingColumn("last_message", "message", in: .json) { .optional($0.task.heartbeat.last?.message) },
    ListingColumn("last_run", "run", in: .json) { .optionalNumber($0.task.heartbeat.last?.run) },
    ListingColumn("last_success_at", "last success", in: .json) { time($0.task.heartbeat.lastSuccessAt, $0) },
    ListingColumn("next_run_at", "next run", in: .json) {
      .localTime(ZonedTime($0.task.next, in: $0.scheduled.zone).iso8601)
    },
    ListingColumn("attention", "look at", in: .json) { .array($0.task.attention.map(attention)) },
    ListingColumn("open_alerts", "alerts", in: .json) { .optional($0.openAlerts) },
    ListingColumn("requests_waiting", "requests", in: .json) { .optional($0.requests?.pending) },
    ListingColumn("requests_refused", "refused", in: .json) { .optional($0.requests?.failed) },
  ])

  private static func time(_ date: Date?, _ status: IntegrationStatus) -> ListingValue {
    guard let date else { return .none }
    let seconds = Int64(date.timeIntervalSince1970.rounded(.down))
    return .localTime(ZonedTime(seconds, in: status.scheduled.zone).iso8601)
  }

  private static func attention(_ attention: ImportReport.Attention) -> ListingValue {
    .object(["name": .text(attention.name), "kind": .text(attention.kind), "message": .text(attention.message)])
  }
}
