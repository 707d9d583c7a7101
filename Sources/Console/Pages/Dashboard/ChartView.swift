import CallModel
import Ledger
import Listing
import Statements

/// A chart as the server draws it, with the same numbers as a table.
enum ChartView {
  private static let width = 720
  private static let height = 190
  /// Above the bars for the scale, below them for their names.
  private static let top = 14
  private static let bottom = 20
  private static let gap = 4
  /// Names under the bars that fit.
  private static let marks = 10

  private struct Bar {
    /// Under the bar.
    var short: String
    var label: String
    var text: String
    var value: Int
  }

  /// Rows read by the last imports; each run of the table leads where `link` says.
  static func runs(_ runs: [RunRow], _ display: Display, link: @escaping (RunRow) -> String) -> [String: Any]? {
    let bars = runs.map {
      Bar(short: "\($0.id)", label: say("Execução \($0.id)"), text: Display.count($0.read), value: $0.read)
    }
    let listing = RunListing.page.without(["kind", "state", "failed_files"])
    return model(
      say("Linhas lidas nas últimas importações"), bars, TableView(listing, runs, display, links: ["run": link]))
  }

  /// Calls a day; each day of the table leads where `link` says.
  static func days(_ sums: CallSums, _ display: Display, link: @escaping (CivilDate) -> String) -> [String: Any]? {
    let days = sums.days.sorted { $0.key < $1.key }.suffix(62)
    let bars = days.map { day, sum in
      let minutes = BrazilianText.duration(sum.duration)
      return Bar(
        short: String(BrazilianText.date(day).prefix(5)), label: BrazilianText.date(day),
        text: say("\(Display.count(sum.calls)) chamadas, \(minutes)"), value: sum.calls)
    }
    let rows = days.map { SumRow(name: "", sum: $0.value, filter: nil, day: $0.key) }
    let table = TableView(SumView.listing("Dia"), rows, display, links: ["name": { $0.day.map(link) }])
    return model(say("Chamadas por dia"), bars, table)
  }

  private static func model(_ heading: String, _ bars: [Bar], _ table: TableView) -> [String: Any]? {
    guard let most = bars.map(\.value).max(), most > 0 else { return nil }
    let room = height - top - bottom
    let slot = max(3, width / max(bars.count, 14))
    let markEvery = (bars.count + marks - 1) / marks
    let drawn = bars.enumerated().map { index, bar -> [String: Any] in
      let tall = max(bar.value > 0 ? 1 : 0, bar.value * room / most)
      let x = index * slot
      return [
        "x": "\(x + gap / 2)", "y": "\(height - bottom - tall)", "w": "\(max(1, slot - gap))", "h": "\(tall)",
        "label": bar.label, "text": bar.text,
        "mark": index % markEvery == 0
          ? ["x": "\(x + slot / 2)", "y": "\(height - 5)", "text": bar.short] as [String: Any] : false,
      ]
    }
    let lines = [most, most / 2].filter { $0 > 0 }.map { value -> [String: Any] in
      let y = height - bottom - value * room / most
      return ["y": "\(y)", "above": "\(y - 3)", "text": Display.count(value)]
    }
    return [
      "heading": heading, "width": "\(width)", "height": "\(height)", "bars": drawn, "lines": lines,
      "table": table.model,
    ]
  }
}
