import CallModel
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// Rows of one identity whose lines the registry has in several places (spec 2.4, 4.3, 7.5).
@Suite("A call is one call whichever lines its rows are of (spec 2.4, 4.3)")
struct LooseCallTests {
  private static let registry = [
    "contracts.csv": "id\nC1\nC2\n",
    "lines.csv": "id,contract,number,plan,reset_day,trunk\nL1,C1,554833330001,P1,1,\n"
      + "L2,C2,554833330002,P1,1,\nL3,C2,554833330003,P1,1,T1\n",
    "plans.csv": "id\nP1\n",
    "rates.csv": "plan,zone,price_per_minute\nP1,*,0.60\n",
  ]
  private static let header = "global_id;started_at;caller;called;billable;disposition;trunk;account_code\n"

  private static var layout: ReferenceLayout {
    var layout = ReferenceLayout.summit1
    for field in [ReferenceField.direction, .answeredAt, .endedAt] { layout.columns[field] = nil }
    layout.directionWord = "by-registry"
    return layout
  }

  private static func row(
    _ id: String, called: String, _ seconds: Int, caller: String = "554899998888", trunk: String = ""
  ) -> String { "\(id);2026-11-10 09:00:00;\(caller);\(called);\(seconds);ANSWERED;\(trunk);\n" }

  /// `global_id direction called line duration amount` of the calls, and `file:line reason` of the rows that are none; the
  /// duplicates counted.
  private static func rate(
    _ files: [String], workers: Int = 1, memoryLimitBytes: Int = MemoryBudget.smallestLimitBytes
  ) throws -> (calls: [String], rejected: [String], duplicates: Int) {
    let named = files.enumerated().map { (name: "f\($0.offset).csv", bytes: Array((header + $0.element).utf8)) }
    let run = try RunHarness(registry: registry, files: named, layout: try RecordLayout(layout)).run(
      RunVariant(workers: workers, memoryLimitBytes: memoryLimitBytes))
    func cells(_ table: String) -> [[String]] {
      table.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    return (
      cells(run.tables.callRecords).map { "\($0[0]) \($0[2]) \($0[4]) \($0[5]) \($0[9]) \($0[15])" },
      cells(run.tables.rejectedRecords).map { "\($0[0]):\($0[1]) \($0[3])" }, run.result.total[.duplicate]
    )
  }

  @Test("inbound calls of two lines: the greater number stands, in any order", arguments: [false, true])
  func twoLines(isReversed: Bool) throws {
    let first = Self.row("g", called: "554833330001", 60)
    let second = Self.row("g", called: "554833330002", 60)
    let found = try Self.rate(isReversed ? [second, first] : [first, second])
    #expect(found.calls == ["g in 554833330002 L2 60 0.0000"])
    #expect(found.rejected == ["f\(isReversed ? 1 : 0).csv:2 conflicting-duplicate"])
    #expect(found.duplicates == 0)
  }

  @Test("the longer call stands, and its charge with it: out by the trunk, in by the number called")
  func trunkAndNumber() throws {
    let long = Self.row("g", called: "33334444", 90, caller: "anonymous", trunk: "T1")
    let short = Self.row("g", called: "554833330001", 60, caller: "anonymous", trunk: "T1")
    let final = Self.row("g", called: "554833330001", 120, caller: "anonymous", trunk: "T1")
    let interim = try Self.rate([short, long])
    // No line has the caller, so that its area code is that of the trunk's line.
    #expect(interim.calls == ["g out 554833334444 L3 90 0.9000"])
    #expect(interim.rejected == ["f0.csv:2 conflicting-duplicate"])
    let whole = try Self.rate([short, long, final])
    #expect(whole.calls == ["g in 554833330001 L1 120 0.0000"])
    #expect(whole.rejected == ["f0.csv:2 conflicting-duplicate", "f1.csv:2 conflicting-duplicate"])
  }

  @Test("the same content by two lines is a duplicate; the first file's row stands", arguments: ["g", ""])
  func sameContent(id: String) throws {
    // The caller says area 48: both rows called 554833330002. Without an area code no line has the first one's number.
    let short = Self.row(id, called: "33330002", 60, trunk: "T1")
    let long = Self.row(id, called: "554833330002", 60, trunk: "T1")
    let outbound = try Self.rate([short, long])
    #expect(outbound.calls == ["\(id) out 554833330002 L3 60 0.6000"])
    #expect(outbound.duplicates == 1 && outbound.rejected.isEmpty)
    let inbound = try Self.rate([long, short])
    #expect(inbound.calls == ["\(id) in 554833330002 L2 60 0.0000"])
    #expect(inbound.duplicates == 1 && inbound.rejected.isEmpty)
  }

  @Test("without a global id the content belongs to the identity: two calls")
  func withoutGlobalID() throws {
    let found = try Self.rate([Self.row("", called: "554833330001", 60) + Self.row("", called: "554833330002", 60)])
    #expect(found.calls == [" in 554833330001 L1 60 0.0000", " in 554833330002 L2 60 0.0000"])
  }

  @Test("a row that is suspended for its line does not count as having come")
  func unknownLine() throws {
    let found = try Self.rate([Self.row("g", called: "554833330001", 60) + Self.row("g", called: "554833339999", 90)])
    #expect(found.calls == ["g in 554833330001 L1 60 0.0000"])
    #expect(found.rejected == ["f0.csv:3 unknown-line"])
  }

  @Test(
    "many of them, with calls in files and in memory, by one worker and by several", arguments: [1, 3], [0, 1 << 26])
  func many(workers: Int, memoryLimitBytes: Int) throws {
    let files = (1...2).map { line in
      (0..<2_000).map { Self.row("g\($0)", called: "55483333000\(($0 + line) % 3 + 1)", 60 + line) }.joined()
    }
    let found = try Self.rate(files, workers: workers, memoryLimitBytes: memoryLimitBytes)
    let expected = (0..<2_000).map { "g\($0) in 55483333000\(($0 + 2) % 3 + 1) L\(($0 + 2) % 3 + 1) 62 0.0000" }
    #expect(found.calls.sorted() == expected.sorted())
    #expect(found.rejected == (0..<2_000).map { "f0.csv:\($0 + 2) conflicting-duplicate" })
  }
}
