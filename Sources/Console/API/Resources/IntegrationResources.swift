import Alerting
import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Provisioning

/// The integrations, and how it stands with each: what the page Painel shows.
enum IntegrationResources {
  static let routes: [APIRoute] = [
    .read("integrations", "listIntegrations", "The integrations of this server.", .json(.page(list.schema))) { call in
      let all = call.core.integrations.enumerated().map { Numbered(number: $0.offset + 1, integration: $0.element) }
      return list.page(all, next: nil)
    },
    .read(
      "integrations/{integration}", "getIntegration", "How it stands with an integration.",
      .json(.object(list.columns.map(\.field) + state)), status),
  ]

  private struct Numbered {
    var number: Int
    var integration: Integration
  }

  private static let list = APIList<Numbered>([
    APIColumn("number", .integer, "What paths name it by.") { .count($0.number) },
    APIColumn("description", .text) { .text($0.integration.description) },
    APIColumn("active", .flag) { .flag($0.integration.isActive) },
    APIColumn("registers", .flag, "Whether its registers are in the database, and can be changed here.") {
      .flag($0.integration.hasRegisters)
    },
    APIColumn("time_zone", .text) { .text($0.integration.timeZone) },
  ])

  private static let state = [
    APIField("state", .text, isRequired: true, "Of the scheduled imports, as `summit-cdr status` has it."),
    APIField("alarming", .flag, isRequired: true, "Whether someone should look."),
    APIField("last_started_at", APISchema.instant.orNull, isRequired: true),
    APIField("last_success_at", APISchema.instant.orNull, isRequired: true),
    APIField("next_run_at", APISchema.instant, isRequired: true),
    APIField("attention", .list(.text), isRequired: true, "What someone should look at, in words."),
    APIField("rows", .map(.integer), isRequired: true, "Rows of imported files by outcome, as it stands."),
    APIField("held_rows", .map(.integer), isRequired: true, "Rows that wait, by reason."),
    APIField("open_alerts", .integer, isRequired: true),
    APIField("requests_waiting", .integer, isRequired: true, "To the platform."),
    APIField("requests_refused", .integer, isRequired: true),
    APIField("open_surplus", .amount, isRequired: true, "What the calls of open cycles come to."),
  ]

  private static func status(_ call: APICall) throws -> WebAnswer {
    let site = try call.site()
    let status = TaskStatus(
      site.integration, in: try site.integration.zoneRules(), now: call.core.nowSeconds)
    func instant(_ date: Date?) -> JSONValue {
      .optional(date.map { JSONValue.instant(Int64($0.timeIntervalSince1970.rounded(.down))) })
    }
    var members = list.json(Numbered(number: site.number, integration: site.integration)).members ?? [:]
    members["state"] = .text(status.state.rawValue)
    members["alarming"] = .flag(status.isAlarming)
    members["last_started_at"] = instant(status.heartbeat.last?.startedAt)
    members["last_success_at"] = instant(status.heartbeat.lastSuccessAt)
    members["next_run_at"] = .text(JSONValue.instant(status.next))
    members["attention"] = .list(status.attention.map { .text($0.message) })
    members.merge(try counts(site)) { $1 }
    return .json(.object(members))
  }

  private static func counts(_ site: Site) throws -> [String: JSONValue] {
    var counts: [String: JSONValue] = [
      "rows": [:], "held_rows": [:], "open_alerts": 0, "requests_waiting": 0, "requests_refused": 0,
      "open_surplus": "0.00",
    ]
    guard site.integration.directory.exists else { return counts }
    try site.ledgers.use { ledger in
      counts["rows"] = .object(
        Dictionary(
          try ledger.rowCounts().map { ($0.outcome.name, JSONValue.count($0.count)) }, uniquingKeysWith: { $1 }))
      counts["held_rows"] = .object(try ledger.keptRowCounts().mapValues { .count($0) })
      counts["open_alerts"] = .count(try ledger.read { try AlertStore($0).openCounts().values.reduce(0, +) })
      let requests = try ledger.read { try Outbox($0).counts() }
      counts["requests_waiting"] = .count(requests.pending)
      counts["requests_refused"] = .count(requests.failed)
      counts["open_surplus"] = .text(ServiceRow.amount((try ledger.openSurplusMicros() + 5_000) / 10_000))
    }
    return counts
  }
}
