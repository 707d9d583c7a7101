import CallModel
import Listing
import Output

/// The short table at the end of a run.
package struct RateSummary {
  package let text: String

  /// Zones and reasons shown; the rest is in report.json.
  private static let maximumZones = 12
  private static let maximumReasons = 6

  package init(_ result: RateResult, output: String) {
    var lines: [String] = []
    let seconds = Double(Int(result.elapsedSeconds * 100)) / 100
    lines.append(
      "\(CountText.of(result.total.read, "row", "rows")) of \(CountText.of(result.files.count, "file", "files")) in \(seconds) s "
        + "(\(CountText.grouped(result.report.rowsPerSecond)) rows/s)")
    if result.report.leftOutFiles > 0 {
      lines.append("\(CountText.of(result.report.leftOutFiles, "file", "files")) left out by name")
    }
    lines.append("")
    var outcomes = AlignedTable([.text("outcome"), .number("rows")])
    for outcome in Outcome.allCases { outcomes.append([outcome.name, CountText.grouped(result.total[outcome])]) }
    lines += outcomes.lines
    lines += CheckLines.of(result.report.checks)
    lines += Self.zones(result)
    lines += Self.reasons(result)
    lines.append("")
    lines.append(
      "additional services: \(CountText.grouped(result.sums.services)), total R$ "
        + result.report.additionalServices.total)
    lines.append("written to \(output): call-records, additional-services, rejected-records, report.json")
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func zones(_ result: RateResult) -> [String] {
    guard !result.zones.isEmpty else { return [] }
    let ordered = result.zones.sorted {
      $0.tally.calls != $1.tally.calls ? $0.tally.calls > $1.tally.calls : $0.name < $1.name
    }
    var table = AlignedTable([.text("zone"), .number("calls"), .number("minutes"), .number("amount R$")])
    for zone in ordered.prefix(maximumZones) {
      table.append([
        zone.name, CountText.grouped(zone.tally.calls), CountText.grouped(zone.tally.durationSeconds / 60),
        Money.text(micros: (zone.tally.micros + 5_000) / 10_000 * 10_000, decimals: 2),
      ])
    }
    if ordered.count > maximumZones { table.append(["… \(ordered.count - maximumZones) more", "", "", ""]) }
    return [""] + table.lines
  }

  private static func reasons(_ result: RateResult) -> [String] {
    let found = Reason.allCases.map { ($0, result.total.reasons[Int($0.rawValue)]) }.filter { $0.1 > 0 }
    guard !found.isEmpty else { return [] }
    var table = AlignedTable([.text("not billed because"), .text("outcome"), .number("rows")])
    for (reason, count) in found.sorted(by: { $0.1 > $1.1 }).prefix(maximumReasons) {
      table.append([reason.name, reason.outcome.name, CountText.grouped(count)])
    }
    return [""] + table.lines
  }
}
