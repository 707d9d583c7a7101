import CallModel
import Listing

/// A rerate for people.
package struct RerateText {
  package let lines: [String]

  /// Rows of a table that a person reads; --json has them all.
  private static let maximumRows = 40

  package init(_ report: RerateReport) {
    var lines = [
      "closed cycles of \(report.from) to \(report.until): \(report.cycles), with \(report.calls) calls, of which "
        + "\(report.changedCalls) change (line \(report.callsOfOtherLine), zone \(report.callsOfOtherZone), price "
        + "\(report.callsOfOtherPrice))"
    ]
    for (reason, calls) in report.unrated.sorted(by: { $0.key < $1.key }) {
      lines.append("\(calls) would be suspended: \(Self.reasons[reason] ?? reason)")
    }
    if !report.services.isEmpty { lines += [""] + Self.services(report.services, report.serviceCount) }
    lines += ["", report.services.isEmpty ? "no service would be another" : "nothing was changed: closed cycles stay"]
    self.lines = lines.map { DisplayText.of($0) }
  }

  private static let reasons = [
    "unknown-line": "no line has their number now (unknown-line)",
    "line-inactive": "their line is inactive now (line-inactive)",
    "no-plan": "their line has no charging plan now (no-plan)",
    "unknown-destination": "no zone has their destination now (unknown-destination)",
    "ambiguous-number": "their called number has two readings (ambiguous-number)",
    "no-rate": "their plan has no rate for them now (no-rate)",
  ]

  static func services(_ services: [ImportReport.ServiceChange], _ count: Int) -> [String] {
    var table = AlignedTable([
      .text("contract"), .text("line"), .text("plan"), .text("cycle"), .text("kind"), .number("before"),
      .number("after"),
    ])
    for service in services.prefix(maximumRows) {
      table.append([
        service.contract, service.line, service.plan, service.cycleStart, service.kind, service.before, service.after,
      ])
    }
    return table.lines + more(count, "services")
  }

  private static func more(_ count: Int, _ noun: String) -> [String] {
    count > maximumRows ? ["and \(count - maximumRows) more \(noun): see --json"] : []
  }
}
