import Alerting
import CallModel
import Importing

/// The table of alerts, for reading.
struct AlertTable {
  private let zone: TimeZoneRules
  private var count = 0
  private var openCount = 0
  private var table = AlignedTable([
    .number("id"), .text("raised"), .text("level"), .text("kind"), .text("line"), .text("contract"), .text("about"),
    .number("R$"), .number("of R$"), .text("state"), .text("by"), .text("note"),
  ])

  init(_ zone: TimeZoneRules) { self.zone = zone }

  mutating func add(_ kept: KeptAlert) {
    let alert = kept.alert
    let facts = alert.facts
    count += 1
    if kept.state == .open { openCount += 1 }
    table.append([
      "\(alert.id)", DisplayTime.text(alert.raisedAt, zone), alert.level.rawValue, alert.kind.rawValue,
      Terminal.displayable(alert.line), Terminal.displayable(alert.contract), Terminal.displayable(Self.about(alert)),
      facts.amount ?? facts.pricePerMinute ?? "", facts.creditLimit ?? facts.meanAmount ?? "",
      facts.blocked == true ? "\(kept.state.rawValue), blocked" : kept.state.rawValue,
      Terminal.displayable(kept.acknowledgedBy ?? ""), Terminal.displayable(kept.note ?? ""),
    ])
  }

  private static func about(_ alert: Alert) -> String {
    switch alert.kind {
    case .creditLimit: "cycle \(alert.facts.cycleStart ?? "")"
    case .unusualDay: "day \(alert.facts.day ?? "")"
    case .firstInternational: "\(alert.facts.zone ?? "") on \(alert.facts.day ?? "")"
    }
  }

  /// The rows, and a line with their count.
  var lines: [String] {
    let total = "total: \(CountText.of(count, "alert", "alerts")), \(ProgressLine.grouped(openCount)) open"
    return count == 0 ? [total] : table.droppingEmpty(["by", "note"]).lines + ["", total]
  }
}
