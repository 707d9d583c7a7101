import FileInput
import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

@testable import Spread

@Suite("A run file that was cut or changed is refused (spec 10.1)")
struct RunFileTests {
  private static func readAll(_ path: String) throws -> [[UInt8]] {
    let run = try RunFile(path: path)
    return try run.sections.indices.map { try run.bytes(of: $0) }
  }

  private func refusal(_ body: () throws -> Void) -> SpreadFailure.Kind? {
    do {
      try body()
      return nil
    } catch let failure as SpreadFailure {
      return failure.kind
    } catch {
      return .bug
    }
  }

  @Test func `what was written is read, in blocks of a MiB at most`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/one.run"
    let texts = [[], [1], [UInt8](repeating: 3, count: 3_000_000), Array(0...255), []] as [[UInt8]]
    let head = RunFileHead(kind: .losers, plan: ContentDigest(high: 1, low: 2), first: 7)
    let writer = try RunFileWriter(path: path, head: head)
    for text in texts { try writer.section(text) }
    let (bytes, digest) = try writer.finish()
    let run = try RunFile(path: path)
    #expect(run.sizeBytes == bytes)
    #expect(run.digest == digest)
    #expect(run.head == head)
    #expect(try Self.readAll(path) == texts)
    #expect(run.sections.indices.map { run.payloadBytes(of: $0) } == texts.map(\.count))
  }

  /// The smallest run that has all: calls of two lines, migrants, rows that are not billed.
  private static func small() throws -> (SpreadHarness, SpreadContext) {
    let registry = [
      "contracts.csv": "id\nC1\nC2\n",
      "lines.csv":
        "id,contract,number,plan,reset_day,active_from,active_until\nL1,C1,554833334444,P1,10,,2026-11-12\n"
        + "L1,C2,554833334444,P1,10,2026-11-13,\n",
      "plans.csv": "id\nP1\n",
      "allowances.csv": "plan,name,kind,amount,zones,priority\nP1,all,minutes,10,local,1\n",
      "rates.csv": "plan,zone,price_per_minute\nP1,local,0.05\n",
    ]
    let header =
      "global_id;started_at;answered_at;ended_at;caller;called;duration;billable;direction;disposition;trunk;account_code\n"
    let rows =
      "a;2026-11-12 10:00:00;;;554833334444;33335555;60;60;OUT;ANSWERED;;\n"
      + "b;2026-11-14 10:00:00;;;554833334444;33335555;60;60;OUT;ANSWERED;;\n"
      + "b;2026-11-14 10:00:00;;;554833334444;33335555;90;90;OUT;ANSWERED;;\n"
      + "c;2026-11-14 10:00:00;;;1;33335555;90;90;OUT;ANSWERED;;\n"
    let harness = try SpreadHarness(
      RunHarness(
        registry: registry, files: [("a.csv", Array((header + rows).utf8))], layout: try RecordLayout(.summit1)))
    let context = try harness.plan(SpreadVariant(tasks: 1, buckets: 2))
    #expect(context.plan.buckets.hasMigrants)
    #expect(context.plan.buckets.firstGroups.count == 2)
    return (harness, context)
  }

  /// Every byte of the run files of all steps.
  @Test func `each byte cut or flipped is refused by the one who reads it`() throws {
    let (harness, context) = try Self.small()
    let whole = try harness.finish(context, try harness.map(context), reduces: 2)
    #expect(whole.total.read == 4)
    let manifest = try Manifest.load(harness.work.manifestPath)
    let runs = manifest.runs.map { ChosenFile(output: $0.path, bytes: $0.bytes, digest: $0.digest) }
    for path in manifest.paths.sorted() {
      let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      for index in good.indices {
        var bad = good
        bad[index] ^= UInt8(1) << UInt8(index % 8)
        try Data(bad).write(to: URL(fileURLWithPath: path))
        #expect(refusal { _ = try Self.readAll(path) } == .damaged, "\(path), byte \(index)")
        try Data(good[..<index]).write(to: URL(fileURLWithPath: path))
        #expect(refusal { _ = try Self.readAll(path) } == .damaged, "\(path), cut to \(index)")
      }
      try Data(good + [0]).write(to: URL(fileURLWithPath: path))
      #expect(refusal { _ = try Self.readAll(path) } == .damaged, "\(path), one byte more")
      try Data(good).write(to: URL(fileURLWithPath: path))
    }
    // And by the steps themselves: each byte of a map's run file, some of them for each other.
    for (path, stride) in manifest.paths.sorted().map({ ($0, $0.contains("/map/") ? 1 : 7) }) {
      let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      for index in Swift.stride(from: 0, to: good.count, by: stride) {
        var bad = good
        bad[index] ^= 0x40
        try Data(bad).write(to: URL(fileURLWithPath: path))
        let kind = refusal {
          if path.contains("/map/") {
            _ = try harness.finish(context, runs, reduces: 2)
          } else {
            _ = try MergeStep(context, manifest, workers: 1).run(into: harness.directory.path + "/out")
          }
        }
        #expect(kind == .damaged, "\(path), byte \(index)")
      }
      try Data(good).write(to: URL(fileURLWithPath: path))
      if path.contains("/map/") { _ = try harness.finish(context, runs, reduces: 2) }
    }
    let again = try MergeStep(context, try Manifest.load(harness.work.manifestPath), workers: 1)
      .run(into: harness.directory.path + "/out")
    #expect(try harness.difference(again, try harness.rate()) == nil)
  }

  @Test func `tasks cover each byte of each file once, and those of most work come first`() {
    typealias Source = TaskCutter.Source
    for seed in 1...200 {
      var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let files: [Source?] = (0..<next(20)).map { _ in
        if next(9) == 0 { return nil }
        let isGzip = next(3) == 0
        return Source(sizeBytes: Int64(next(5) == 0 ? 0 : next(5_000)), isGzip: isGzip, isWhole: isGzip || next(4) == 0)
      }
      let block = Int64([1, 64, 1_000][next(3)])
      let tasks = TaskCutter.cut(files, count: [nil, 1, 3, 50][next(4)], blockBytes: block)
      var read = [Int64](repeating: 0, count: files.count)
      for piece in tasks.flatMap({ $0 }).sorted(by: { ($0.file, $0.from) < ($1.file, $1.from) }) {
        #expect(piece.from == read[piece.file], "seed \(seed)")
        #expect(piece.from % block == 0)
        read[piece.file] = piece.until
        if files[piece.file]?.isWhole == true { #expect(piece.from == 0) }
      }
      #expect(zip(read, files).allSatisfy { $0 == $1?.sizeBytes ?? 0 }, "seed \(seed)")
      #expect(tasks.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func `buckets are shared out whole and in their order`() {
    for (bytes, count) in [([], nil), ([0, 0, 0], nil), ([5, 1, 900, 0, 3, 3], 3), ([1], 40), ([1, 1, 1, 1], 2)]
      as [([Int], Int?)]
    {
      let shares = CommitStep.shares(bytes, count: count)
      #expect(shares.flatMap { Array($0.range) } == Array(bytes.indices))
      #expect(shares.allSatisfy { $0.count > 0 })
      if let count { #expect(shares.count <= max(1, count)) }
    }
  }
}
