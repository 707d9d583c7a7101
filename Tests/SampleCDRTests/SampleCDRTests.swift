import CallModel
import Foundation
import Output
import Pipeline
import RecordLayouts
import Testing

/// The made-up provider of `SampleCDR/`, whose results were worked out apart from the program.
@Suite("SampleCDR: the program writes what its README explains")
struct SampleCDRTests {
  @Test("the three files, byte for byte, regardless of the number of workers (I2)", arguments: [1, 2])
  func results(_ workers: Int) throws {
    let run = try SampleRun(workers: workers)
    for name in SampleRun.resultNames {
      let difference = firstDifference(
        name, expected: try SampleRun.expected(name), found: try run.written(name))
      #expect(difference == nil)
    }
  }

  @Test("report.json: the totals, and every row accounted for in each file (I1)", arguments: [1, 2])
  func totals(_ workers: Int) throws {
    let report = try SampleRun(workers: workers).report
    #expect(report.files.map(\.name) == ["cdr-20261109.csv", "cdr-20261110.csv", "cdr-20261111.csv.gz"])
    #expect(report.files.map(\.gzip) == [false, false, true])
    #expect(report.files.map(\.counts.read) == [69, 65, 36])
    for file in report.files {
      #expect(file.status == "ok", "\(file.name)")
      #expect(file.counts.read == sum(file.counts), "\(file.name)")
    }
    #expect(report.failedFiles == 0)
    #expect(report.totals.read == 170)
    #expect(sum(report.totals) == 170)
    #expect(report.totals.rated == 107)
    #expect(report.totals.free == 20)
    #expect(report.totals.unanswered == 6)
    #expect(report.totals.duplicate == 4)
    #expect(report.totals.rejected == 14)
    #expect(report.totals.suspended == 19)
    #expect(report.billedSeconds == 16_477)
    #expect(report.allowanceSeconds == 7_926)
    #expect(report.surplusSeconds == 8_551)
    #expect(report.amount == "68.51")
    #expect(report.additionalServices.count == 14)
    #expect(report.additionalServices.total == "68.51")
  }

  @Test("every outcome, every reason of a row but too-long, and every zone occurs")
  func everythingOccurs() throws {
    let report = try SampleRun(workers: 1).report
    let outcomes = report.totals
    #expect(
      [
        outcomes.rated, outcomes.free, outcomes.unanswered, outcomes.duplicate, outcomes.rejected, outcomes.suspended,
      ].allSatisfy { $0 > 0 })
    // Rows are discarded by hand only; other layouts and registries have the rest.
    let reasons = Set(Reason.allCases.map(\.name)).subtracting(
      [Reason.tooLong, .discarded, .ambiguousNumber, .contradictoryTimes, .ignored].map(\.name))
    #expect(reasons.symmetricDifference(report.reasons.keys).sorted() == [])
    let zones: Set = [
      "local", "ldn", "vc1", "vc2", "vc3", "toll-free", "shared-cost", "donation", "premium", "unified", "special",
      "intl", "collect", "on-net", "inbound",
    ]
    #expect(zones.subtracting(report.zones.keys).sorted() == [])
    #expect(report.zones.keys.contains { $0.hasPrefix("intl:") })
  }

  @Test("the worked example of spec 3.8 is line L01's service, with fractions of a centavo cut (spec 11.1)")
  func workedExample() throws {
    let services = try SampleRun(workers: 1).written("additional-services.csv")
    let row =
      "1001,L01,essencial,2026-11-10,2026-12-09,4,702,600,102,0.28,"
      + "Excedente de telefonia 554833334444 - 10/11/2026 a 09/12/2026"
    #expect(services.split(separator: "\n").filter { $0.contains(",L01,") } == [row[...]])
  }

  private func sum(_ counts: RunReport.Counts) -> Int {
    counts.rated + counts.free + counts.unanswered + counts.duplicate + counts.rejected + counts.suspended
  }

  /// Where two texts first differ, as `file:line` and both lines; nil if they are the same.
  private func firstDifference(_ name: String, expected: String, found: String) -> String? {
    guard !found.utf8.elementsEqual(expected.utf8) else { return nil }
    let expectedLines = lines(expected)
    let foundLines = lines(found)
    let common = zip(expectedLines, foundLines).prefix { $0.0.elementsEqual($0.1) }.count
    func line(_ lines: [Substring.UTF8View]) -> String {
      common < lines.count ? String(Substring(lines[common])) : "(end of file)"
    }
    return "\(name):\(common + 1):\n  expected \(line(expectedLines))\n  found    \(line(foundLines))"
  }

  private func lines(_ text: String) -> [Substring.UTF8View] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }
}
