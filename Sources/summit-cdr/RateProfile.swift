import Foundation
import Output
import Pipeline

/// `rate --profile`: seconds, rows and bytes by stage.
struct RateProfile {
  let text: String

  init(_ result: RateResult) {
    let rows = result.total.read
    let bytes = result.report.inputBytes
    var table = AlignedTable([.text("stage"), .number("seconds"), .number("rows/s"), .number("MB/s")])
    for stage in RunClock.Stage.allCases {
      let seconds = result.clock.seconds[stage] ?? 0
      let isOfRows = stage == .scan || stage == .rate
      table.append([
        stage.rawValue, String(format: "%.3f", seconds),
        isOfRows ? Self.rate(Double(rows), seconds) : "",
        isOfRows ? Self.rate(Double(bytes) / 1e6, seconds) : "",
      ])
    }
    table.append([
      "all", String(format: "%.3f", result.elapsedSeconds), Self.rate(Double(rows), result.elapsedSeconds),
      Self.rate(Double(bytes) / 1e6, result.elapsedSeconds),
    ])
    text = table.lines.joined(separator: "\n") + "\n"
  }

  private static func rate(_ amount: Double, _ seconds: Double) -> String {
    ProgressLine.grouped(Int(amount / max(seconds, 1e-6)))
  }
}
