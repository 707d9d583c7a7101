import CallModel
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import RecordLayouts
import Testing

/// A last row that stayed without line end for long is read; if its file goes on after all, only the whole row counts
/// (spec 4.2).
@Suite("Half rows that were read (spec 4.2)")
struct HalfRowTests {
  static let row = "1;2026-11-11 10:00:00;554833330001;554833334444;60;OUT;ANSWERED;;042296"

  @Test(arguments: [0, 1, 3, 7, 12, 30, 50])
  func `only the whole row counts, wherever it was cut`(missing: Int) throws {
    let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    let harness = try ImportHarness(registry: MovedNumberTests.before, layout: layout)
    harness.settings.settleSeconds = 60
    let whole = MovedNumberTests.header + Self.row
    try harness.deliver("a.csv", String(whole.dropLast(missing)))
    harness.hoursLater = 2
    try harness.run()
    harness.hoursLater = 4
    try harness.deliver("a.csv", whole + "\n" + MovedNumberTests.row("2", "12 10:00:00", seconds: 60))
    try harness.run()
    let rows = try harness.callRecords().split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(rows == ["1", "2"])
    let ledger = try harness.ledger()
    let waiting = try harness.keptRows()
    #expect(waiting.isEmpty, "\(waiting.map(\.reason))")
    for file in try ledger.files(run: nil) {
      #expect(file.read == file.outcomes.reduce(0, +))
    }
    #expect(try ledger.files(run: nil).reduce(0) { $0 + $1.outcomes[0] } == 2)
  }

  @Test(arguments: [0, 3600]) func `a file that was only touched is known`(settleSeconds: Int) throws {
    let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    let harness = try ImportHarness(registry: MovedNumberTests.before, layout: layout)
    harness.settings.settleSeconds = settleSeconds
    let whole = MovedNumberTests.header + Self.row
    try harness.deliver("a.csv", whole)
    harness.hoursLater = 100
    try harness.run()
    try harness.deliver("a.csv", whole)
    // Old enough to be read, but young enough that a last row with no line end would wait.
    harness.hoursLater = 2
    let report = try harness.run()
    #expect(report.files.map(\.status) == ["already-imported"])
    #expect(report.totals.read == 0)
  }

  @Test func `a file left under a private name has its own back, though files are no longer deleted (I8)`() throws {
    let layout = try #require(try BuiltInLayouts.layout(named: "summit-1"))
    let harness = try ImportHarness(registry: MovedNumberTests.before, layout: layout)
    let first = MovedNumberTests.header + MovedNumberTests.row("1", "11 10:00:00", seconds: 60)
    try harness.deliver("a.csv", first)
    try harness.run()
    let source = harness.settings.sourceDirectory
    try FileManager.default.removeItem(atPath: source + "/a.csv")
    try harness.deliver(".summit-cdr-delete-1", first + MovedNumberTests.row("2", "12 10:00:00", seconds: 60))
    try harness.run()
    #expect(FileManager.default.fileExists(atPath: source + "/a.csv"))
    try harness.run()
    #expect(try harness.callRecords().split(separator: "\n").count == 3)
  }
}
