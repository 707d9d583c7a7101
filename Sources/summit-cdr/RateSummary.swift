import CallModel
import Output
import Pipeline

/// The short table at the end of a run.
struct RateSummary {
  let text: String

  /// Zones and reasons shown; the rest is in report.json.
  private static let maximumZones = 12
  private static let maximumReasons = 6

  init(_ result: RateResult, output: String) {
    var lines: [String] = []
    let seconds = Double(Int(result.elapsedSeconds * 100)) / 100
    lines.append(
      "\(ProgressLine.grouped(result.total.read)) rows of \(result.files.count) files in \(seconds) s "
        + "(\(ProgressLine.grouped(result.report.rowsPerSecond)) rows/s)")
    lines.append("")
    lines += Self.table(
      ["outcome", "rows"], Outcome.allCases.map { [$0.name, ProgressLine.grouped(result.total[$0])] })
    lines += Self.zones(result)
    lines += Self.reasons(result)
    lines.append("")
    lines.append(
      "additional services: \(ProgressLine.grouped(result.sums.services)), total R$ "
        + result.report.additionalServices.total)
    lines.append("written to \(output): call-records, additional-services, rejected-records, report.json")
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func zones(_ result: RateResult) -> [String] {
    guard !result.zones.isEmpty else { return [] }
    let ordered = result.zones.sorted {
      $0.tally.calls != $1.tally.calls ? $0.tally.calls > $1.tally.calls : $0.name < $1.name
    }
    var rows = ordered.prefix(maximumZones).map { zone in
      [
        zone.name, ProgressLine.grouped(zone.tally.calls), ProgressLine.grouped(zone.tally.durationSeconds / 60),
        Money.text(micros: (zone.tally.micros + 5_000) / 10_000 * 10_000, decimals: 2),
      ]
    }
    if ordered.count > maximumZones { rows.append(["… \(ordered.count - maximumZones) more", "", "", ""]) }
    return [""] + table(["zone", "calls", "minutes", "amount R$"], rows)
  }

  private static func reasons(_ result: RateResult) -> [String] {
    let found = Reason.allCases.map { ($0, result.total.reasons[Int($0.rawValue)]) }.filter { $0.1 > 0 }
    guard !found.isEmpty else { return [] }
    let top = found.sorted { $0.1 > $1.1 }.prefix(maximumReasons)
    return [""]
      + table(
        ["not billed because", "outcome", "rows"],
        top.map { [$0.0.name, $0.0.outcome.name, ProgressLine.grouped($0.1)] })
  }

  /// Columns as wide as need be, the first left-aligned, numbers right-aligned.
  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      cells.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - cells[column].count)
        let isText = cells[column].first?.isLetter ?? true
        return column == 0 || isText && header[column] == "outcome" ? cells[column] + padding : padding + cells[column]
      }.joined(separator: "  ")
    }
    return [line(header)] + rows.map(line)
  }
}
