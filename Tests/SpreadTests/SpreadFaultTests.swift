import CallModel
import FileInput
import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Spread
import Testing

@Suite("Files, folders and programs that are not what they were (spec 10.1)")
struct SpreadFaultTests {
  private static let registry = [
    "contracts.csv": "id\nC1\n",
    "lines.csv": "id,contract,number,plan,reset_day\nL1,C1,554833334444,P1,10\n",
    "plans.csv": "id\nP1\n",
    "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\n",
  ]
  private static let header =
    "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"

  private static func row(_ id: String, seconds: Int = 60, caller: String = "554833334444") -> String {
    "\(id);2026-11-12 10:00:00;;;\(caller);33335555;\(seconds);\(seconds);OUT;ANSWERED;;\n"
  }

  private static func rows(_ count: Int, _ name: String = "g") -> String {
    (0..<count).map { row("\(name)\($0)", caller: $0 % 5 == 4 ? "1" : "554833334444") }.joined()
  }

  private static func harness(
    _ files: [(name: String, bytes: [UInt8])], layout: RecordLayout? = nil
  ) throws -> SpreadHarness {
    try SpreadHarness(
      RunHarness(registry: registry, files: files, layout: layout ?? (try RecordLayout(.summit1))))
  }

  private static func file(_ name: String, _ text: String) -> (name: String, bytes: [UInt8]) {
    (name, Array(text.utf8))
  }

  /// Small tasks of a few rows.
  private static let small: SpreadVariant = {
    var variant = SpreadVariant(tasks: SpreadVariant.tasksOfEachBlock, buckets: 1)
    variant.blockSizeBytes = 400
    return variant
  }()

  private static func append(_ text: String, to name: String, _ harness: SpreadHarness) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: harness.directory.path + "/cdr/\(name)"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  private func failure(_ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> SpreadFailure
  {
    do {
      try body()
    } catch let failure as SpreadFailure {
      return failure
    }
    return try #require(nil as SpreadFailure?, "it went well", sourceLocation: sourceLocation)
  }

  // MARK: - Files of all kinds

  @Test func `files that fail, are empty, have no row or no line end are as rate has them`() throws {
    let gzip = try RunHarness.gzip(Array((Self.header + Self.rows(40, "z")).utf8))
    let harness = try Self.harness([
      Self.file("a.csv", Self.header + Self.rows(20)),
      ("broken.csv.gz", Array(gzip.prefix(gzip.count / 2))),
      ("bom.csv", [0xEF, 0xBB, 0xBF]),
      ("empty.csv", []),
      Self.file("header.csv", Self.header),
      Self.file("no-end.csv", Self.header + Self.rows(9, "n") + String(Self.row("last").dropLast())),
      Self.file("other.csv", "one,two\n" + String(repeating: "1,2\n", count: 300)),
      ("packed.csv", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 900)),
      ("whole.csv.gz", gzip),
      Self.file("x.csv.md5", "0"),
      // A line of 900 bytes without an end, longer than the last task.
      Self.file("z-long.csv", Self.header + Self.rows(3, "l") + String(repeating: "x", count: 900)),
    ])
    for blockSize in [1, 100, 400, 1 << 20] {
      var variant = Self.small
      variant.blockSizeBytes = blockSize
      if blockSize == 1 { variant.tasks = 200 }
      let result = try harness.run(variant)
      #expect(result.failedFiles.map(\.name) == ["broken.csv.gz", "other.csv", "packed.csv"])
      #expect(try harness.difference(result, try harness.rate()) == nil, "blocks of \(blockSize)")
    }
  }

  @Test func `a directory without files gives empty results`() throws {
    let harness = try Self.harness([])
    #expect(try harness.difference(try harness.run(Self.small), try harness.rate()) == nil)
  }

  @Test func `versions of a call in several files, repeats of suspended rows among them`() throws {
    let unknown = "u;2026-11-12 10:00:00;;;554833334444;999;60;60;OUT;ANSWERED;;\n"
    let harness = try Self.harness([
      Self.file("a.csv", Self.header + Self.row("c") + unknown + Self.rows(12, "a")),
      Self.file("b.csv", Self.header + Self.row("c", seconds: 90) + unknown + Self.rows(12, "a")),
      ("c.csv.gz", try RunHarness.gzip(Array((Self.header + Self.row("c", seconds: 30) + unknown).utf8))),
    ])
    let result = try harness.run(Self.small)
    #expect(result.total.reasons[Int(Reason.conflictingDuplicate.rawValue)] == 2)
    #expect(try harness.difference(result, try harness.rate()) == nil)
  }

  @Test func `a layout in Latin-1 and rows of several lines`() throws {
    for seed in 1...60 as ClosedRange<UInt64> {
      let scenario = Scenario(seed: seed, rows: 120, isForeign: seed % 2 == 0)
      guard scenario.options.layout.encoding == .latin1 || scenario.options.layout.isMultiline else { continue }
      let harness = try SpreadHarness(RunHarness(scenario))
      #expect(try harness.difference(try harness.run(Self.small), try harness.rate()) == nil, "seed \(seed)")
    }
  }

  // MARK: - Files that change

  @Test("a file that grows is read as long as it was planned", arguments: [true, false])
  func growing(isWhole: Bool) throws {
    let rows = Self.rows(30)
    let half = isWhole ? "" : String(Self.row("late").prefix(20))
    let harness = try Self.harness([Self.file("a.csv", Self.header + rows + half)])
    let context = try harness.plan(Self.small)
    let early = try harness.map(context, tasks: Array(0..<3))
    let rest = isWhole ? Self.row("late") : String(Self.row("late").dropFirst(20))
    try Self.append(rest + Self.row("later"), to: "a.csv", harness)
    let late = try harness.map(context, tasks: Array(3..<context.plan.tasks.count))
    let result = try harness.finish(context, early + late, reduces: nil)
    // What rate says of the whole rows alone.
    try harness.directory.write("cdr/a.csv", Array((Self.header + rows).utf8))
    let expected = try harness.rate()
    #expect(result.total == expected.total)
    #expect(try harness.directory.read("out/call-records.csv") == harness.directory.read("rated/call-records.csv"))
    #expect(result.files[0].digest == expected.files[0].digest)
  }

  @Test func `a file that is cut and written anew, or gone, ends the run with its name`() throws {
    let harness = try Self.harness([Self.file("a.csv", Self.header + Self.rows(30)), Self.file("b.csv", Self.header)])
    let context = try harness.plan(Self.small)
    let runs = try harness.map(context)
    let url = URL(fileURLWithPath: harness.directory.path + "/cdr/a.csv")
    // In place, so that it is the same file: longer, with another beginning.
    let handle = try FileHandle(forWritingTo: url)
    try handle.write(contentsOf: Data((Self.header + Self.rows(60, "other")).utf8))
    try handle.close()
    let rewritten = try failure { _ = try harness.finish(context, runs, reduces: nil) }
    #expect(rewritten.kind == .input)
    #expect(rewritten.files == ["a.csv"])
    try FileManager.default.removeItem(at: url)
    let gone = try failure { _ = try harness.map(context, attempt: "1-0") }
    #expect(gone.kind == .input)
    #expect(gone.files == ["a.csv"])
    #expect(!FileManager.default.fileExists(atPath: harness.directory.path + "/out/call-records.csv"))
  }

  @Test func `a file can be left out by name, and counts as failed`() throws {
    var harness = try Self.harness([Self.file("a.csv", Self.header + Self.rows(8)), Self.file("b.csv", Self.header)])
    harness.without = ["a.csv"]
    let result = try harness.run(Self.small)
    #expect(result.failedFiles.map(\.name) == ["a.csv"])
    #expect(result.total.read == 0)
    harness.without = ["c.csv"]
    #expect(try failure { _ = try harness.plan(Self.small) }.kind == .usage)
  }

  @Test func `an empty or missing folder is a failure of reading, and no failed file`() throws {
    let harness = try Self.harness([Self.file("a.csv", Self.header + Self.rows(8))])
    let context = try harness.plan(Self.small)
    let folder = harness.directory.path + "/cdr"
    try FileManager.default.moveItem(atPath: folder, toPath: folder + "-away")
    #expect(try failure { _ = try harness.map(context) }.kind == .inputOutput)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(try failure { _ = try harness.map(context) }.kind == .inputOutput)
  }

  // MARK: - Another registry or plan

  @Test func `another registry is refused`() throws {
    let harness = try Self.harness([Self.file("a.csv", Self.header + Self.rows(8))])
    let context = try harness.plan(Self.small)
    try harness.directory.write("registry/rates.csv", Array("plan,zone,price_per_minute\nP1,local,0.06\n".utf8))
    let other = try failure { _ = try harness.map(context) }
    #expect(other.kind == .differs)
    #expect(other.message.contains("registry"))
  }

  @Test func `another program, and other rules of a time zone, are refused`() throws {
    let harness = try Self.harness([Self.file("a.csv", Self.header + Self.rows(8))])
    var loaded = try harness.plan(Self.small).loaded
    loaded.plan.program.digest = String(repeating: "0", count: 32)
    #expect(try failure { _ = try harness.context(loaded, Self.small) }.kind == .differs)
    loaded = try harness.plan(Self.small).loaded
    loaded.plan.zones.digest = String(repeating: "0", count: 32)
    #expect(try failure { _ = try harness.map(harness.context(loaded, Self.small)) }.kind == .differs)
  }

  @Test func `run files of another plan are refused, and those of this one taken up`() throws {
    let harness = try Self.harness([Self.file("a.csv", Self.header + Self.rows(30))])
    let context = try harness.plan(Self.small)
    let runs = try harness.map(context)
    #expect(context.loaded.wholeRuns(in: harness.work).count == runs.count)
    #expect(context.loaded.wholeRuns(in: harness.work).values.map(\.output).sorted() == runs.map(\.output).sorted())
    // The same folder, planned again: the time is another.
    try FileManager.default.removeItem(atPath: harness.work.planPath)
    let again = try harness.context(try harness.request(Self.small).plan(into: harness.work), Self.small)
    #expect(again.digest != context.digest)
    #expect(again.loaded.wholeRuns(in: harness.work).isEmpty)
    #expect(try failure { _ = try harness.finish(again, runs, reduces: nil) }.kind == .damaged)
  }

  @Test func `parts of other runs are refused`() throws {
    let harness = try Self.harness([
      Self.file("a.csv", Self.header + Self.rows(10)), Self.file("b.csv", Self.header + Self.rows(10, "b")),
    ])
    let context = try harness.plan(Self.small)
    _ = try harness.finish(context, try harness.map(context), reduces: nil)
    let earlier = try Manifest.load(harness.work.manifestPath)
    var other = earlier
    other.inputs = String(repeating: "1", count: 32)
    let part = try #require(earlier.parts?.first)
    let chosen = ChosenFile(output: part.path, bytes: part.bytes, digest: part.digest)
    #expect(
      try failure { _ = try CommitStep(context, harness.work).chooseParts([chosen], of: other, rereads: 1) }.kind
        == .damaged)
  }
}
