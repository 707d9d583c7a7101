import CallModel
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import RecordLayouts
import RunSupport
import Testing

/// Files that say nothing are not silent, until the cause is gone or someone says so (spec 7.1).
@Suite("Files that someone should look at (spec 7.1)")
struct FileConcernTests {
  private static let bad = (1...3).map { SmallIntegration.row("b\($0)", "yesterday", 60) }
  private static let good = SmallIntegration.row("g1", "2026-11-11 10:00:00", 60)

  private static func kinds(_ report: ImportReport) -> [String] { report.attention.map { "\($0.name) \($0.kind)" } }

  private static func release(_ harness: ImportHarness, _ name: String) throws {
    let ledger = try Ledger.openForWriting(DataDirectory(path: harness.settings.dataDirectory))
    let concerns = try ledger.fileConcerns(present: nil).filter { $0.displayName == name }
    try ledger.change(by: Author(name: "ana", date: Date(timeIntervalSince1970: 1_900_000_000))) {
      try $0.release(concerns, name: name)
    }
  }

  private static func layout(_ settings: [String], _ name: String = "summit-1") throws -> RecordLayout {
    try LayoutChoice.load(name, overrides: try LayoutOverrides(settings: settings))
  }

  @Test func `more than half rejected, counted over all readings; half is not more, discarded rows are none`() throws {
    let harness = try SmallIntegration.harness()
    try harness.deliver("a.csv", SmallIntegration.file([Self.good] + Self.bad))
    let dry = try harness.run(isDryRun: true)
    #expect(Self.kinds(dry) == ["a.csv mostly-rejected"])
    let report = try harness.run()
    #expect(Self.kinds(report) == ["a.csv mostly-rejected"])
    #expect(report.attention[0].message.hasPrefix("a.csv: 3 of 4 rows were rejected, as with a wrong layout"))
    #expect(Self.kinds(try harness.run()) == ["a.csv mostly-rejected"])
    let more = (2...3).map { SmallIntegration.row("g\($0)", "2026-11-11 1\($0):00:00", 60) }
    try harness.deliver("a.csv", SmallIntegration.file([Self.good] + Self.bad + more))
    #expect(Self.kinds(try harness.run()) == [])
    // The last part alone says nothing of the file.
    let last = [SmallIntegration.row("b4", "yesterday", 60)]
    try harness.deliver("a.csv", SmallIntegration.file([Self.good] + Self.bad + more + last))
    #expect(Self.kinds(try harness.run()) == ["a.csv mostly-rejected"])
    let kept = try harness.keptRows()
    try harness.run(.discard([kept[0].id], .rejected, because: "no calls", by: "ana"))
    #expect(Self.kinds(try harness.run()) == [])
    try harness.run(.discard([kept[0].id], .rejected, because: nil, by: "ana"))
    #expect(Self.kinds(try harness.run()) == ["a.csv mostly-rejected"])
    #expect(try harness.verify() == [])
  }

  @Test func `it ends when another layout reads the rows, when they are withdrawn, or when it is released`() throws {
    let harness = try SmallIntegration.harness()
    try harness.deliver("a.csv", SmallIntegration.file(Self.bad))
    try harness.deliver("b.csv", SmallIntegration.file(Self.bad.map { $0.replacing("b", with: "c") }))
    #expect(Self.kinds(try harness.run()) == ["a.csv mostly-rejected", "b.csv mostly-rejected"])
    try Self.release(harness, "b.csv")
    #expect(Self.kinds(try harness.run()) == ["a.csv mostly-rejected"])
    harness.settings.layout = try Self.layout([#"rows.skip.started_at=["yester*"]"#])
    // All rows are ignored now, and kept.
    #expect(Self.kinds(try harness.run()) == ["a.csv nothing-left"])
    #expect(try harness.keptRows().map(\.reason) == Array(repeating: "ignored", count: 6))
    _ = try UndoTests.undo(harness, 1)
    #expect(Self.kinds(try harness.run()) == [])
    #expect(try harness.verify() == [])
  }

  @Test func `delete_files holds back what is mostly rejected until it is released, and what failed for ever`() throws {
    let harness = try SmallIntegration.harness()
    harness.settings.deletesFiles = true
    harness.settings.deleteAfterHours = 0
    // A last part that is all right lets no file go, and one that is not holds none back.
    try harness.deliver("a.csv", SmallIntegration.file(Self.bad))
    try harness.deliver("b.csv", SmallIntegration.file([Self.good]))
    harness.settings.deletesFiles = false
    try harness.run()
    harness.settings.deletesFiles = true
    let second = SmallIntegration.row("g2", "2026-11-11 11:00:00", 60)
    try harness.deliver("a.csv", SmallIntegration.file(Self.bad + [second]))
    try harness.deliver("b.csv", SmallIntegration.file([Self.good, SmallIntegration.row("b9", "yesterday", 60)]))
    try harness.deliver("cut.csv.gz", Array(try RunHarness.gzip(Array(repeating: 65, count: 999)).dropLast(9)))
    let report = try harness.run()
    #expect(Self.kinds(report) == ["a.csv mostly-rejected", "cut.csv.gz failed"])
    #expect(report.deletedFiles == ["b.csv"])
    #expect(report.keptFiles.keys.sorted() == ["a.csv"])
    try Self.release(harness, "a.csv")
    try Self.release(harness, "cut.csv.gz")
    let last = try harness.run()
    #expect(Self.kinds(last) == [] && last.deletedFiles == ["a.csv"])
    #expect(last.unreadFiles.map(\.name) == ["cut.csv.gz"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: harness.settings.sourceDirectory) == ["cut.csv.gz"])
    // Another one of that name is another file.
    try harness.deliver("cut.csv.gz", Array(try RunHarness.gzip(Array(repeating: 66, count: 999)).dropLast(9)))
    #expect(Self.kinds(try harness.run()) == ["cut.csv.gz failed"])
    try FileManager.default.removeItem(atPath: harness.settings.sourceDirectory + "/cut.csv.gz")
    #expect(Self.kinds(try harness.run()) == [])
  }

  @Test func `a gzip file that three runs find too young, until it is read or released`() throws {
    let harness = try SmallIntegration.harness()
    harness.settings.settleSeconds = 600
    try harness.deliver("a.csv.gz", try RunHarness.gzip(Array(SmallIntegration.file([Self.good]).utf8)))
    #expect(Self.kinds(try harness.run()) == [])
    #expect(Self.kinds(try harness.run(isDryRun: true)) == [])
    #expect(Self.kinds(try harness.run()) == [])
    for runs in 3...4 {
      let report = try harness.run()
      #expect(report.attention.first?.message.hasPrefix("a.csv.gz: too young in \(runs) runs") == true)
    }
    try Self.release(harness, "a.csv.gz")
    #expect(Self.kinds(try harness.run()) == [])
    harness.hoursLater = 1
    #expect(try harness.run().totals.rated == 1)
    // What is known is not too young again, and what was told of it is forgotten.
    harness.hoursLater = 0
    #expect(try harness.run().knownFiles == 1)
    try harness.deliver("a.csv.gz", try RunHarness.gzip(Array(SmallIntegration.file(Self.bad).utf8)))
    for expected in [[], [], ["a.csv.gz too-young"]] { #expect(Self.kinds(try harness.run()) == expected) }
    harness.hoursLater = 1
    #expect(Self.kinds(try harness.run()) == ["a.csv.gz mostly-rejected"])
    #expect(try harness.run().isRecorded == false)
  }

  @Test func `ignored rows: counted by pattern, kept if they have seconds, read again by each new layout`() throws {
    let harness = try SmallIntegration.harness()
    let rows = [
      SmallIntegration.row("s1", "2026-11-11 10:00:00", to: "s", 61),
      SmallIntegration.row("s2", "2026-11-11 10:00:00", to: "s", 0, disposition: "BUSY"),
      SmallIntegration.row("v1", "2026-11-11 10:00:00", to: "554832220000", 62), Self.good,
    ]
    try harness.deliver("a.csv", SmallIntegration.file(rows))
    harness.settings.layout = try Self.layout([#"rows.skip.called=["s", "5548322200*"]"#])
    let report = try harness.run()
    #expect(report.totals.ignored == 3 && report.totals.rated == 1 && report.totals.read == 4)
    #expect(report.checks.ignoredWithSeconds == 2)
    #expect(
      report.files[0].checks.ignoredPatterns == [
        "skip called: s": .init(rows: 2, withSeconds: 1), "skip called: 5548322200*": .init(rows: 1, withSeconds: 1),
      ])
    func kept() throws -> [String] { try harness.keptRows().map { "\($0.line) \($0.reason)" } }
    #expect(try kept() == ["2 ignored", "4 ignored"])
    #expect(try harness.ledger().keptIgnoredRows() == [1: 2])
    func outcomes() throws -> [Int] { try harness.ledger().files(FileFilter())[0].outcomes }
    let id = try harness.keptRows()[0].id
    try harness.run(.discard([id], .rejected, because: "voice box", by: "ana"))
    #expect(try outcomes() == [1, 0, 0, 0, 1, 0, 2] && harness.verify() == [])
    try harness.run(.discard([id], .rejected, because: nil, by: "ana"))
    #expect(try outcomes() == [1, 0, 0, 0, 0, 0, 3] && harness.verify() == [])
    // Still ignored, so still kept; then the one that is a call is read, and the other cannot be.
    harness.settings.layout = try Self.layout([#"rows.skip.called=["s", "554832220*"]"#])
    #expect(try harness.run().settledRows == 0)
    #expect(try kept() == ["2 ignored", "4 ignored"])
    #expect(try harness.verify() == [])
    harness.settings.layout = try Self.layout([])
    #expect(try harness.run().settledRows == 1)
    #expect(try kept() == ["2 bad-number"])
    let file = try #require(try harness.ledger().files(FileFilter()).first)
    #expect(file.outcomes == [2, 0, 0, 0, 1, 0, 1] && file.read == 4)
    #expect(try harness.verify() == [])
    let selection = KeptRowSelection(.rejected)
    try harness.ledger().forEachKeptRow(selection) { #expect($0.line == 2) }
  }

  @Test func `a withdrawn file that lies there is reported and not read, and makes no new run`() throws {
    let harness = try SmallIntegration.harness()
    try harness.deliver("a.csv", SmallIntegration.file([Self.good]))
    try harness.run()
    _ = try UndoTests.undo(harness, 1)
    // Under another name it is read, since only its content tells.
    try harness.deliver("c.csv", SmallIntegration.file([Self.good]))
    for _ in 0..<3 {
      let report = try harness.run()
      #expect(report.files.map { "\($0.name) \($0.status)" }.sorted() == ["a.csv withdrawn", "c.csv withdrawn"])
      #expect(!report.isRecorded)
    }
    #expect(try harness.ledger().runCount() == 2)
    let again = try harness.run(.files(again: ["a.csv"]))
    #expect(again.isRecorded && again.totals.rated == 1)
    #expect(again.files.map(\.status) == ["imported", "already-imported"])
    #expect(try harness.run().knownFiles == 2)
    #expect(try harness.verify() == [])
  }

  @Test func `a part whose clock contradicts fails alone, is not read again and again, and comes by another zone`()
    throws
  {
    func row(_ id: Int, _ start: String) -> String {
      "\"\",\"554833334444\",\"554832221111\",\"x\",\"\",\"SIP/1\",\"SIP/2\",\"Dial\",\"\",\"\(start)\",\"\(start)\","
        + "\"\(start)\",60,60,\"ANSWERED\",\"DOCUMENTATION\",\"\(id).1\",\"\"\n"
    }
    let harness = try SmallIntegration.harness()
    // 2026-11-10 12:00:00 UTC.
    let noon = 1_794_312_000
    let first = row(noon, "2026-11-10 12:00:00")
    let second = row(noon + 3_600, "2026-11-10 10:00:00")
    harness.settings.layout = try Self.layout(["time_zone=UTC", "direction=outbound"], "asterisk")
    try harness.deliver("Master.csv", first)
    #expect(try harness.run().totals.rated == 1)
    try harness.deliver("Master.csv", first + second)
    let report = try harness.run()
    #expect(Self.kinds(report) == ["Master.csv failed"] && report.failedFiles.count == 1)
    let known = try harness.run()
    #expect(!known.isRecorded && known.failedFiles.isEmpty && Self.kinds(known) == ["Master.csv failed"])
    #expect(known.warnings.count == 1 && known.warnings[0].contains("America/Sao_Paulo"), "\(known.warnings)")
    try harness.deliver("Master.csv", first + second + row(noon + 7_200, "2026-11-10 11:00:00"))
    #expect(try harness.run().failedFiles.count == 1)
    harness.settings.layout = try Self.layout(["time_zone=America/Sao_Paulo", "direction=outbound"], "asterisk")
    let read = try harness.run()
    #expect(read.totals.rated == 2 && read.files.map(\.status) == ["grown"] && Self.kinds(read) == [])
    let starts = try harness.callRecords().split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(starts == ["2026-11-10T09:00:00-03:00", "2026-11-10T10:00:00-03:00", "2026-11-10T11:00:00-03:00"])
    #expect(try harness.verify() == [])
  }

  @Test func `what rows say against themselves is in the report, of each file and of all`() throws {
    func row(_ id: String, _ day: Int, seconds: Int) -> String {
      "\(id);2026-11-\(day) 10:00:00;2026-11-\(day) 10:00:10;2026-11-\(day) 10:01:10;554833334444;554832221111;"
        + "70;\(seconds);OUT;ANSWERED;;"
    }
    let harness = try SmallIntegration.harness()
    // 62 s in 60 may be rounding, 63 s are too many; 30 s are half, 29 s less.
    try harness.deliver(
      "a.csv", SmallIntegration.file([row("1", 11, seconds: 62), row("2", 12, seconds: 63), row("3", 13, seconds: 30)]))
    try harness.deliver("b.csv", SmallIntegration.file([row("4", 11, seconds: 29), row("5", 12, seconds: 29)]))
    let report = try harness.run()
    #expect(report.files.map(\.checks.contradictions) == [1, 0] && report.checks.contradictions == 1)
    #expect(report.files.map(\.checks.shortRows) == [0, 2] && report.files.map(\.checks.timedRows) == [3, 2])
    #expect(
      report.contradictions == [
        "a.csv: 1 row with more seconds to bill than the times hold: look at billable",
        "b.csv: in 2 of 2 rows the seconds to bill are less than half of the time from answer to end: ring time, or a "
          + "price, may have been taken for them",
      ])
    #expect(try harness.run().contradictions == [])
    harness.settings.layout = try Self.layout(["contradictions=reject"])
    try harness.deliver("c.csv", SmallIntegration.file([row("6", 14, seconds: 63), row("7", 14, seconds: 60)]))
    let rejecting = try harness.run()
    #expect(rejecting.reasons == ["contradictory-times": 1] && rejecting.checks.contradictions == 1)
  }

  @Test func `cycles that ended over 60 days ago and are not closed`() throws {
    let harness = try SmallIntegration.harness()
    let rows = (1...5).map { SmallIntegration.row("g\($0)", "2026-0\($0 + 3)-15 10:00:00", 60) }
    try harness.deliver("a.csv", SmallIntegration.file(rows))
    // Cycles of the 10th: the last one ends 2026-09-09.
    for (now, count) in [("2026-11-08T15:00:00Z", 4), ("2026-11-09T15:00:00Z", 5)] {
      harness.clock = try Date(now, strategy: .iso8601)
      let cycles = try #require(try harness.run().openCycles)
      #expect(cycles.count == count && cycles.endedBefore == (count == 4 ? "2026-09-09" : "2026-09-10"))
      #expect(
        cycles.oldest == [
          "1001 basic 2026-04-10 to 2026-05-09", "1001 basic 2026-05-10 to 2026-06-09",
          "1001 basic 2026-06-10 to 2026-07-09",
        ])
    }
    try SmallIntegration.close(harness, line: nil, cycle: nil)
    #expect(try harness.run().openCycles == nil)
  }
}
