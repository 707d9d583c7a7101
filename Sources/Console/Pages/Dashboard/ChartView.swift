import CallModel
import Ledger
import Listing

/// A chart as the server draws it, with the same numbers as a table.
enum ChartView {
  private static let width = 720
  private static let height = 160
  private static let gap = 6

  /// Rows read by the last imports.
  static func runs(_ runs: [RunRow], _ display: Display) -> [String: Any]? {
    guard let most = runs.map(\.read).max(), most > 0 else { return nil }
    let slot = width / max(runs.count, 14)
    let bars = runs.enumerated().map { index, run -> [String: Any] in
      let tall = max(1, run.read * (height - 10) / most)
      return [
        "x": "\(index * slot + gap / 2)", "y": "\(height - tall)", "w": "\(slot - gap)", "h": "\(tall)",
        "label": "Execução \(run.id)", "text": Display.count(run.read),
      ]
    }
    let listing = RunListing.page.without(["kind", "state", "failed_files"])
    return [
      "heading": "Linhas lidas nas últimas importações", "width": "\(width)", "height": "\(height)", "bars": bars,
      "table": TableView(listing, runs, display).model,
    ]
  }
}
