import CallModel
import Foundation
import Importing
import Listing

/// The columns of alerts in lists: `alerts list` as table, CSV and JSON, and the console's page.
package enum AlertListing {
  /// - Parameter zone: of the days and times that are shown.
  package static func columns(_ zone: TimeZoneRules) -> Listing<KeptAlert> {
    Listing(
      shared + forPeople + forPrograms(zone),
      csv: [
        "id", "run", "raised_at", "kind", "level", "line", "contract", "cycle_start", "cycle_end", "day", "zone",
        "global_id", "amount", "credit_limit", "percent", "billed_s", "mean_amount", "mean_billed_s",
        "price_per_minute", "blocked", "state", "acknowledged_at", "acknowledged_by", "note", "message",
      ])
  }

  /// The rows, and a line with their count.
  package static func table(_ alerts: [KeptAlert], _ listing: Listing<KeptAlert>, _ zone: TimeZoneRules) -> [String] {
    let open = alerts.count { $0.state == .open }
    let total = "total: \(CountText.of(alerts.count, "alert", "alerts")), \(CountText.grouped(open)) open"
    return alerts.isEmpty ? [total] : listing.table(alerts, ListingStyle(zone)) + ["", total]
  }

  private static let shared: [ListingColumn<KeptAlert>] = [
    ListingColumn("id", "id") { .number($0.alert.id) },
    ListingColumn("raised", "raised", in: .table) { .moment($0.alert.raisedAt) },
    ListingColumn("level", "level") { .text($0.alert.level.rawValue) },
    ListingColumn("kind", "kind") { .text($0.alert.kind.rawValue) },
    ListingColumn("line", "line") { .text($0.alert.line) },
    ListingColumn("contract", "contract") { .text($0.alert.contract) },
  ]

  private static let forPeople: [ListingColumn<KeptAlert>] = [
    ListingColumn("about", "about", in: .table) { .text(about($0.alert)) },
    ListingColumn("counted", "R$", in: .table) {
      .optionalAmount($0.alert.facts.amount ?? $0.alert.facts.pricePerMinute)
    },
    ListingColumn("limit", "of R$", in: .table) {
      .optionalAmount($0.alert.facts.creditLimit ?? $0.alert.facts.meanAmount)
    },
    ListingColumn("standing", "state", in: .table) {
      .text($0.alert.facts.blocked == true ? "\($0.state.rawValue), blocked" : $0.state.rawValue)
    },
    ListingColumn("acknowledged_by", "by", hidesIfEmpty: true) { .optional($0.acknowledgedBy) },
    ListingColumn("note", "note", hidesIfEmpty: true) { .optionalFree($0.note) },
  ]

  private static func forPrograms(_ zone: TimeZoneRules) -> [ListingColumn<KeptAlert>] {
    [
      ListingColumn("run", "run", in: .data) { .number($0.alert.run) },
      ListingColumn("raised_at", "raised", in: .data) { .localTime(local($0.alert.raisedAt, zone)) },
      ListingColumn("state", "state", in: .data) { .text($0.state.rawValue) },
      ListingColumn("acknowledged_at", "acknowledged", in: .data) { kept in
        kept.acknowledgedAt.map { .localTime(local($0, zone)) } ?? .none
      },
      ListingColumn("message", "message", in: .data) { .text($0.alert.message) },
      ListingColumn("facts", "facts", in: .json) { .object(facts($0.alert.facts)) },
    ]
      + [
        "cycle_start", "cycle_end", "day", "zone", "global_id", "amount", "credit_limit", "percent", "mean_amount",
        "price_per_minute",
      ].map { key in ListingColumn(key, key, in: [.csv]) { facts($0.alert.facts)[key] ?? .none } }
      + [
        ListingColumn("billed_s", "billed", in: [.csv]) { .optional($0.alert.facts.billedSeconds) },
        ListingColumn("mean_billed_s", "mean", in: [.csv]) { .optional($0.alert.facts.meanBilledSeconds) },
        ListingColumn("blocked", "blocked", in: [.csv]) { .flag($0.alert.facts.blocked == true) },
      ]
  }

  private static func facts(_ facts: Alert.Facts) -> [String: ListingValue] {
    [
      "cycle_start": .optional(facts.cycleStart), "cycle_end": .optional(facts.cycleEnd), "day": .optional(facts.day),
      "zone": .optional(facts.zone), "global_id": .optional(facts.globalId), "amount": .optionalAmount(facts.amount),
      "credit_limit": .optionalAmount(facts.creditLimit), "percent": .optional(facts.percent),
      "billed_seconds": .optional(facts.billedSeconds), "mean_amount": .optionalAmount(facts.meanAmount),
      "mean_billed_seconds": .optional(facts.meanBilledSeconds),
      "price_per_minute": .optionalAmount(facts.pricePerMinute), "blocked": facts.blocked.map { .flag($0) } ?? .none,
    ]
  }

  private static func about(_ alert: Alert) -> String {
    switch alert.kind {
    case .creditLimit: "cycle \(alert.facts.cycleStart ?? "")"
    case .unusualDay: "day \(alert.facts.day ?? "")"
    case .firstInternational: "\(alert.facts.zone ?? "") on \(alert.facts.day ?? "")"
    }
  }

  /// An instant of the ledger in local time, with its offset.
  private static func local(_ instant: String, _ zone: TimeZoneRules) -> String {
    guard let date = try? Date(instant, strategy: .iso8601) else { return instant }
    return ZonedTime(Int64(date.timeIntervalSince1970.rounded(.down)), in: zone).iso8601
  }
}
