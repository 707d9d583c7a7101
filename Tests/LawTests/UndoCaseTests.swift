import Foundation
import Testing

/// Cases of `undo` and `undo --restore` that went wrong once (spec 4.3 "Undo").
struct UndoCaseTests {
  /// Run 1: two calls. Run 2: their file again under another name, and a third call. The files are deleted.
  private func repeated() throws -> (LawCase, first: Int, second: Int) {
    let test = try LawCase(deletesFiles: true)
    try test.calls("a", ("a5", "2024-04-05"), ("a6", "2024-04-06"))
    try test.done("import --quiet")
    let first = try test.lastRun()
    try test.calls("a2", ("a5", "2024-04-05"), ("a6", "2024-04-06"))
    try test.calls("b", ("b7", "2024-04-07"))
    try test.done("import --quiet")
    #expect(try test.site.sourceNames() == [])
    return (test, first, try test.lastRun())
  }

  private static let all = ["a5", "a6", "b7"].map { "\($0) L1/P1@2024-04-01 60 0.1000" }

  @Test("A file that came twice and was deleted is lost by no order of undo and restore (undo-restore-repeated-file)")
  func repeatedFile() throws {
    let (test, first, second) = try repeated()
    try test.done("undo \(second) --quiet")
    #expect(try test.records() == Array(Self.all.prefix(2)))
    try test.done("undo --restore \(second) --quiet")
    #expect(try test.records() == Self.all)
    // The second run brought the file, too.
    try test.done("undo \(first) --quiet")
    #expect(try test.records() == Self.all)
    try test.done("undo \(second) --quiet")
    #expect(try test.records() == [])
    try test.done("undo --restore \(second) --quiet")
    #expect(try test.records() == Self.all)
    try test.done("undo --restore \(first) --quiet")
    #expect(try test.records() == Self.all)
    try test.done("verify")
  }

  @Test("Undone content is taken again only by name (spec 4.3)")
  func again() throws {
    let test = try LawCase()
    try test.calls("a", ("a5", "2024-04-05"))
    try test.done("import --quiet")
    try test.done("undo \(try test.lastRun()) --quiet")
    try test.done("import --quiet")
    #expect(try test.records() == [])
    try test.done("import --again a.csv --quiet")
    #expect(try test.records() == ["a5 L1/P1@2024-04-01 60 0.1000"])
    try test.done("verify")
  }

  @Test("Rows behind withdrawn ones do not bring these back when their whole file comes under another name (spec 4.3)")
  func againBehindWithdrawn() throws {
    let test = try LawCase()
    let rows = [("a5", "2024-04-05"), ("a6", "2024-04-06")]
    try test.calls("a", rows[0])
    try test.done("import --quiet")
    try test.done("undo \(try test.lastRun()) --quiet")
    try test.calls("a", rows[0], rows[1])
    try test.done("import --quiet")
    try test.calls("copy", rows[0], rows[1])
    try test.done("import --quiet")
    #expect(try test.records() == ["a6 L1/P1@2024-04-01 60 0.1000"])
    try test.done("import --again copy.csv --quiet")
    #expect(try test.records() == ["a5", "a6"].map { "\($0) L1/P1@2024-04-01 60 0.1000" })
    try test.done("verify")
  }

  @Test("undo --dry-run names the files that lie in the source directory (lesser 1)")
  func dryRunNamesFiles() throws {
    let test = try LawCase()
    try test.calls("a", ("a5", "2024-04-05"))
    try test.done("import --quiet")
    let run = try test.lastRun()
    let planned = try test.done("undo \(run) --dry-run --json").object()
    let done = try test.done("undo \(run) --json").object()
    #expect(planned["files_in_source"] as? [String] == ["a.csv"])
    #expect(done["files_in_source"] as? [String] == ["a.csv"])
  }

  @Test("What was undone is added to what stands, and the report says so")
  func restoreReport() throws {
    let test = try LawCase()
    try test.calls("a", ("a5", "2024-04-05"))
    try test.done("import --quiet")
    try test.calls("b", ("b6", "2024-04-06"))
    try test.done("import --quiet")
    let run = try test.lastRun()
    try test.done("undo \(run) --quiet")
    let report = try test.done("undo --restore \(run) --json").object()
    #expect(report["rows"] as? Int == 1)
    let change = try #require((report["services"] as? [[String: Any]])?.first)
    #expect(change["before"] as? String == "0.10")
    #expect(change["after"] as? String == "0.20")
  }

  @Test("A row that the registry let be billed follows the registry through undo and restore (lesser 2)")
  func settledRow() throws {
    let test = try LawCase()
    try test.rows(
      "a", ["1", "2"].map { "g\($0);2024-04-05 10:00:00;55483333000\($0);554833330009;60;OUT;ANSWERED;;" })
    try test.done("import --quiet")
    try test.lines("L1,C1,554833330001,P1,1", "L2,C1,554833330002,P1,1")
    try test.calls("b", ("g3", "2024-04-07"))
    try test.done("import --quiet")
    let run = try test.lastRun()
    let both = ["g1 L1/P1@2024-04-01 60 0.1000", "g2 L2/P1@2024-04-01 60 0.1000"]
    try test.done("undo \(run) --quiet")
    #expect(try test.records() == both)
    try test.done("undo --restore \(run) --quiet")
    #expect(try test.records() == both + ["g3 L1/P1@2024-04-01 60 0.1000"])
    #expect(try test.reasons("suspended") == [])
    try test.done("verify")
  }

  @Test("A run whose calls have no price today can be restored: its rows wait (lesser 3)")
  func restoreWithoutPrice() throws {
    let test = try LawCase()
    try test.calls("a", ("a5", "2024-04-05"))
    try test.done("import --quiet")
    try test.calls("b", ("b6", "2024-04-06"))
    try test.done("import --quiet")
    let run = try test.lastRun()
    try test.table("rates", "plan,zone,price_per_minute\nP1,vc1,0.50\nP2,*,0.20\n")
    try test.done("undo \(run) --quiet")
    try test.done("undo --restore \(run) --quiet")
    #expect(try test.records() == [])
    #expect(try test.reasons("suspended") == ["no-rate", "no-rate"])
    try test.table("rates", "plan,zone,price_per_minute\nP1,*,0.10\nP2,*,0.20\n")
    try test.done("import --quiet")
    #expect(try test.records() == ["a5", "b6"].map { "\($0) L1/P1@2024-04-01 60 0.1000" })
    try test.done("verify")
  }

  /// Spread over the time that an undo of a few calls takes.
  @Test("After a killed undo verify says nothing that is not so (verify-false-alarm-after-kill)", arguments: 0..<24)
  func killedUndo(place: Int) throws {
    let test = try LawCase()
    try test.calls("a", ("a5", "2024-04-05"), ("a6", "2024-04-06"))
    try test.calls("b", ("b7", "2024-04-07"))
    try test.done("import --quiet")
    _ = try test.site.kill(["undo", "1", "--quiet"], afterMicroseconds: 1000 + 1000 * place)
    let answer = try test.site.command("verify")
    let alarms = answer.output.split(separator: "\n").dropLast().filter { !$0.contains("run that did not end") }
    #expect(alarms.isEmpty, "\(answer.words)")
    let count = try test.records().count
    #expect(count == 0 || count == 3)
    try test.done("import --quiet")
    #expect(try test.records().count == count)
    try test.done("verify")
  }
}
