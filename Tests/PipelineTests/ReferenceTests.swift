import CallModel
import Foundation
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Testing

/// The product against its slow twin, which shares no code with it, on seeded registries and hostile files.
@Suite("Fast and reference rating agree (spec 2, 3; I1, I2)")
struct ReferenceTests {
  /// Scenarios a run; more by hand: SUMMIT_SCENARIOS=100000 swift test --filter ReferenceTests
  static let scenarioCount = ProcessInfo.processInfo.environment["SUMMIT_SCENARIOS"].flatMap { Int($0) } ?? 2_000
  /// SUMMIT_FIRST_SEED continues where an earlier run ended.
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
  static let batches = 8

  /// Chunks of a few bytes read each row's neighbourhood again and again: every 64th scenario has them.
  private static func chunkSize(_ seed: UInt64) -> Int {
    if seed % 64 == 0 { return [1, 2, 3, 7][Int(seed / 64) % 4] }
    return [61, 300, 1_000, 70_000, RateOptions.standardChunkSizeBytes][Int(seed / 4) % 5]
  }

  @Test(arguments: 0..<batches)
  func `random registries and calls give the same bytes`(batch: Int) throws {
    var seed = Self.firstSeed + UInt64(batch)
    var failures = 0
    while seed < Self.firstSeed + UInt64(Self.scenarioCount), failures < 3 {
      let scenario = Scenario(seed: seed)
      let variant = RunVariant(
        workers: [1, 2, 3, 7][Int(seed % 4)], chunkSizeBytes: Self.chunkSize(seed),
        packing: RunVariant.Packing.allCases[Int(seed / 32) % 3],
        memoryLimitBytes: seed / 8 % 2 == 0 ? 0 : MemoryBudget.smallestLimitBytes)
      let reference = scenario.rated()
      let run = try RunHarness(scenario).run(variant)
      let difference = run.tables.difference(from: RunTables(reference))
      #expect(difference == nil, "seed \(seed), \(variant)\n\(difference ?? "")")
      let counts = Self.counts(run.result)
      #expect(counts == reference.counts, "seed \(seed), \(variant)")
      if difference != nil || counts != reference.counts { failures += 1 }
      seed += UInt64(Self.batches)
    }
  }

  @Test(arguments: 0..<batches)
  func `files of all kinds of switches give the same bytes`(batch: Int) throws {
    var seed = Self.firstSeed + UInt64(batch)
    var failures = 0
    while seed < Self.firstSeed + UInt64(Self.scenarioCount), failures < 3 {
      let scenario = Scenario(seed: seed, isForeign: true)
      let variant = RunVariant(
        workers: [1, 2, 3, 7][Int(seed % 4)], chunkSizeBytes: Self.chunkSize(seed),
        packing: RunVariant.Packing.allCases[Int(seed / 32) % 3],
        memoryLimitBytes: seed / 8 % 2 == 0 ? 0 : MemoryBudget.smallestLimitBytes)
      let reference = scenario.rated()
      let run = try RunHarness(scenario).run(variant)
      let difference = run.tables.difference(from: RunTables(reference))
      #expect(difference == nil, "seed \(seed), \(variant)\n\(difference ?? "")")
      let counts = Self.counts(run.result)
      #expect(counts == reference.counts, "seed \(seed), \(variant)")
      let checks = Self.checks(run.result)
      // A file without rows says nothing.
      let expected = reference.checks.filter { $0.value != ReferenceChecks() }
      #expect(checks == expected, "seed \(seed), \(variant)")
      if difference != nil || counts != reference.counts || checks != expected { failures += 1 }
      seed += UInt64(Self.batches)
    }
  }

  private static func checks(_ result: RateResult) -> [String: ReferenceChecks] {
    var checks: [String: ReferenceChecks] = [:]
    for file in result.files where file.failure == nil {
      let found = file.scan.checks
      var read = ReferenceChecks()
      read.clockAgreements = found.clockAgreements
      read.clockContradictions = found.clockContradictions
      read.contradictions = found.contradictions
      read.timedRows = found.timedRows
      read.shortRows = found.shortRows
      if read != ReferenceChecks() { checks[file.name] = read }
    }
    return checks
  }

  private static func counts(_ result: RateResult) -> [String: [String: Int]] {
    var counts: [String: [String: Int]] = [:]
    for file in result.files where file.failure == nil {
      counts[file.name] = ["read": file.tally.read]
      for outcome in Outcome.allCases { counts[file.name]?[outcome.name] = file.tally[outcome] }
    }
    return counts
  }
}
