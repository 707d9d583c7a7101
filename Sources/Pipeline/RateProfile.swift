import CallModel
import Foundation
import Listing
import Output

/// `rate --profile`: what each stage took, and the rows and bytes that passed it.
///
/// Of the scan: rows and plain bytes read. Of rating: call records and their bytes as written. Of the rejects: rows and
/// bytes of `rejected-records.csv`. Of all: as of the scan.
package struct RateProfile {
  package let text: String

  package init(_ result: RateResult) {
    var table = AlignedTable([
      .text("stage"), .number("seconds"), .number("rows"), .number("MB"), .number("rows/s"), .number("MB/s"),
    ])
    for stage in RunClock.Stage.allCases {
      table.append(Self.cells(stage.rawValue, result.clock.seconds[stage] ?? 0, Self.passed(stage, result)))
    }
    table.append(Self.cells("all", result.elapsedSeconds, Self.passed(.scan, result)))
    text = table.lines.joined(separator: "\n") + "\n"
  }

  /// Rows and bytes; nil for a stage that no rows pass.
  private static func passed(_ stage: RunClock.Stage, _ result: RateResult) -> (rows: Int, bytes: Int)? {
    let total = result.total
    switch stage {
    case .scan: return (total.read, Int(result.report.inputBytes))
    case .rate: return (total[.rated] + total[.free], result.callRecordBytes)
    case .rejects: return (total[.rejected] + total[.suspended], result.rejectedRecordBytes)
    case .registry, .publish: return nil
    }
  }

  private static func cells(_ name: String, _ seconds: Double, _ passed: (rows: Int, bytes: Int)?) -> [String] {
    let time = [name, String(format: "%.3f", seconds)]
    guard let passed else { return time + ["", "", "", ""] }
    let megabytes = Double(passed.bytes) / 1e6
    return time + [
      CountText.grouped(passed.rows), String(format: "%.1f", megabytes), rate(Double(passed.rows), seconds),
      rate(megabytes, seconds),
    ]
  }

  private static func rate(_ amount: Double, _ seconds: Double) -> String {
    CountText.grouped(Int(amount / max(seconds, 1e-6)))
  }
}
