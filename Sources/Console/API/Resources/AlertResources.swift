import Integration
import Listing
import Alerting
import Foundation
import Importing
import Ledger

/// Alerts: list, acknowledge.
enum AlertResources {
  static let routes: [APIRoute] = [
    .read(
      "integrations/{integration}/alerts", "listAlerts", "Alerts, in the order in which they were raised.",
      query: [
        APIField("line", .line()), APIField("contract", .line()),
        APIField("kind", .choice(Alert.Kind.allCases.map(\.rawValue))),
        APIField("state", .choice(KeptAlert.State.allCases.map(\.rawValue))),
      ] + APICall.paging, .json(.page(alerts(false).schema)), list),
    .write(
      .post, "integrations/{integration}/alerts/{alert}/acknowledge", "acknowledgeAlert",
      "Notes that someone has looked at an alert.", needs: .keepRegisters, body: [APIField("note", .line())],
      .json(alerts(false).schema), acknowledge),
  ]

  private static func alerts(_ masksNumbers: Bool) -> APIList<KeptAlert> {
    APIList(columns(masksNumbers))
  }

  private static func columns(_ masksNumbers: Bool) -> [APIColumn<KeptAlert>] {
    [
      APIColumn("id", .integer) { .integer($0.alert.id) }, APIColumn("run", .integer) { .integer($0.alert.run) },
      APIColumn("raised_at", .instant) { .text($0.alert.raisedAt) },
      APIColumn("kind", .choice(Alert.Kind.allCases.map(\.rawValue))) { .text($0.alert.kind.rawValue) },
      APIColumn("level", .choice(Alert.Level.allCases.map(\.rawValue))) { .text($0.alert.level.rawValue) },
      APIColumn("line", .text) { .text($0.alert.line) }, APIColumn("contract", .text) { .text($0.alert.contract) },
      APIColumn("facts", APISchema(["type": "object"]), "The sums and limits that it follows from.") {
        facts($0.alert)
      },
      APIColumn("message", .text) { .text($0.alert.message) },
      APIColumn("state", .choice(KeptAlert.State.allCases.map(\.rawValue))) { .text($0.state.rawValue) },
      APIColumn("acknowledged_at", APISchema.instant.orNull) { .optional($0.acknowledgedAt) },
      APIColumn("acknowledged_by", APISchema.text.orNull) { .optional($0.acknowledgedBy) },
      APIColumn("note", APISchema.text.orNull) { alert in
        alert.note.map { JSONValue(.free($0), masksNumbers: masksNumbers) } ?? .null
      },
    ]
  }

  /// As receivers of events get it.
  static func told(_ alert: KeptAlert) -> JSONValue { alerts(true).json(alert) }

  /// As `alerts list --format json` has them.
  private static func facts(_ alert: Alert) -> JSONValue {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return (try? encoder.encode(alert.facts)).flatMap { JSONValue.parsed(Array($0)) } ?? [:]
  }

  private static func list(_ call: APICall) throws -> WebAnswer {
    var filter = AlertFilter()
    filter.line = call.text("line")
    filter.contract = call.text("contract")
    filter.kinds = Set(call.text("kind").flatMap { Alert.Kind(rawValue: $0) }.map { [$0] } ?? [])
    filter.state = call.text("state").flatMap { KeptAlert.State(rawValue: $0) }
    filter.after = try call.after()
    filter.limit = call.rows + 1
    let found = try find(call, filter)
    let shown = Array(found.prefix(call.rows))
    return alerts(call.masksNumbers).page(
      shown, next: found.count > call.rows ? shown.last.map { "\($0.alert.id)" } : nil)
  }

  private static func find(_ call: APICall, _ filter: AlertFilter) throws -> [KeptAlert] {
    var found: [KeptAlert] = []
    try call.read { _, ledger in
      try ledger.read { database in try AlertStore(database).forEach(filter) { found.append($0) } }
    }
    return found
  }

  private static func one(_ call: APICall) throws -> KeptAlert {
    var filter = AlertFilter()
    let id = try call.number("alert")
    filter.after = id - 1
    filter.limit = 1
    guard let alert = try find(call, filter).first, alert.alert.id == id else { throw APIFailure.notFound("an alert") }
    return alert
  }

  private static func acknowledge(_ call: APICall) throws -> WebAnswer {
    let alert = try one(call)
    _ = try call.site().integration.withLedger(.changing) {
      try AlertAcknowledgement(ids: [alert.alert.id], note: call.text("note")).apply(to: $0, by: call.author)
    }
    return .json(alerts(call.masksNumbers).json(try one(call)))
  }
}
