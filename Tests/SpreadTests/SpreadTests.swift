import FileInput
import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Spread
import Testing

@Suite("A run in steps writes what rate writes, however it is shared out (spec 10.1, 10.2)")
struct SpreadTests {
  static let scenarioCount = ProcessInfo.processInfo.environment["SUMMIT_SPREAD"].flatMap { Int($0) } ?? 96
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
  static let batches = 4

  private static func variant(_ seed: UInt64) -> SpreadVariant {
    var variant = SpreadVariant()
    variant.tasks = [1, 3, SpreadVariant.tasksOfEachBlock][Int(seed % 3)]
    variant.buckets = [1, 7, 256][Int(seed / 3 % 3)]
    variant.reduces = [nil, 2, 300][Int(seed / 9 % 3)]
    variant.chunkSizeBytes = [61, 1_000, 70_000, RateOptions.standardChunkSizeBytes][Int(seed / 2 % 4)]
    variant.blockSizeBytes = [200, 3_000, 1 << 20][Int(seed / 5 % 3)]
    variant.packing = RunVariant.Packing.allCases[Int(seed / 7 % 3)]
    if seed / 4 % 2 == 0 { variant.memoryLimitBytes = 0 }
    return variant
  }

  @Test(arguments: 0..<batches)
  func `random registries and calls give the bytes and counts of rate`(batch: Int) throws {
    var failures = 0
    for seed in stride(from: Self.firstSeed + UInt64(batch), to: Self.firstSeed + UInt64(Self.scenarioCount), by: 4)
    where failures < 3 {
      for isForeign in [false, true] {
        let variant = Self.variant(seed)
        let scenario = Scenario(seed: seed, isForeign: isForeign)
        let harness = try SpreadHarness(RunHarness(scenario), variant.packing)
        let found = try harness.run(variant)
        let difference = try harness.difference(found, try harness.rate())
        #expect(difference == nil, "seed \(seed), foreign \(isForeign), \(variant)\n\(difference ?? "")")
        let reference = scenario.rated()
        let twin = try harness.tables().difference(from: RunTables(reference))
        #expect(twin == nil, "seed \(seed), foreign \(isForeign), \(variant)\n\(twin ?? "")")
        if difference != nil || twin != nil { failures += 1 }
      }
    }
  }

  /// Scenarios with lines that changed their contract, and pools: without them nothing above says anything of either.
  @Test func `the random registries have migrants and pools`() throws {
    let contexts = try (1...40 as ClosedRange<UInt64>).map {
      try SpreadHarness(RunHarness(Scenario(seed: $0))).plan(SpreadVariant())
    }
    #expect(contexts.contains { $0.plan.buckets.hasMigrants })
    #expect(
      (1...40 as ClosedRange<UInt64>).contains {
        Scenario(seed: $0).registry["plans.csv"]?.contains(",contract") ?? false
      })
  }

  @Test("buckets and tasks", arguments: [1, 7, 256], [1, 3, SpreadVariant.tasksOfEachBlock])
  func sharing(buckets: Int, tasks: Int) throws {
    let harness = try SpreadHarness(RunHarness(Scenario(seed: 11, rows: 900)))
    var variant = SpreadVariant(tasks: tasks, buckets: buckets)
    variant.blockSizeBytes = 4_096
    let context = try harness.plan(variant)
    if tasks > 3 { #expect(context.plan.tasks.count > 5) }
    if buckets > 1 { #expect(context.plan.buckets.firstGroups.count > 1) }
    let result = try harness.finish(context, try harness.map(context), reduces: buckets)
    #expect(try harness.difference(result, try harness.rate()) == nil)
  }

  @Test func `compressed results are those of rate, too`() throws {
    let harness = try SpreadHarness(RunHarness(Scenario(seed: 5, rows: 500)))
    var variant = SpreadVariant(tasks: 3, buckets: nil)
    variant.blockSizeBytes = 1_000
    variant.compress = true
    let result = try harness.run(variant)
    #expect(try harness.difference(result, try harness.rate(compress: true), compress: true) == nil)
  }

  @Test("a task done twice gives the same bytes, regardless of the memory", arguments: RunVariant.Packing.allCases)
  func twice(packing: RunVariant.Packing) throws {
    let harness = try SpreadHarness(RunHarness(Scenario(seed: 3, rows: 600)), packing)
    var variant = SpreadVariant(tasks: 4, buckets: 5)
    variant.blockSizeBytes = 2_000
    variant.chunkSizeBytes = 900
    let context = try harness.plan(variant)
    let first = try harness.map(context)
    variant.memoryLimitBytes = 0
    let second = try harness.map(try harness.context(context.loaded, variant), attempt: "1-1")
    #expect(first.map(\.digest) == second.map(\.digest))
    for (one, other) in zip(first, second) {
      #expect(
        FileManager.default.contentsEqual(atPath: one.output, andPath: other.output), "\(one.output) \(other.output)")
    }
  }
}
