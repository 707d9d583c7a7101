import Foundation
import Importing
import Pipeline
import ReferenceRating
import RunSupport
import Testing

/// Files that grow by pieces, are packed, packed again, renamed and replaced give the bytes of one run over all (I3).
@Suite("Imports of growing and compressed files in any order (I3, spec 4.2)")
struct GrowingOrderTests {
  /// SUMMIT_GROWING and SUMMIT_FIRST_SEED go on by hand.
  static let count = LongMode.count("SUMMIT_GROWING", standard: 32)
  static let batches = 4

  @Test(arguments: 0..<batches)
  func `growing, packed, renamed and replaced files give the records and services of one batch run`(batch: Int) throws {
    try LongMode.forEachSeed(batch, of: Self.batches, count: Self.count) { try Self.difference(seed: $0) }
  }

  /// Where importing a scenario's files as they grow differs from rating them whole.
  static func difference(seed: UInt64) throws -> String? {
    let scenario = Scenario(seed: seed, rows: 80)
    var random = SeededRandom(seed: seed &* 6151)
    let deliveries = GrowingDeliveries(scenario, &random)
    var batch = try RunHarness(scenario)
    batch.files = deliveries.wholeFiles
    let expected = try batch.run(RunVariant()).tables
    let harness = try ImportHarness(scenario)
    harness.settings.workers = random.int(1...3)
    try harness.deliverAll(deliveries)
    if let faults = try harness.state().faults { return faults }
    let records = ImportHarness.withoutLastCells(expected.callRecords, 1)
    if let difference = ImportHarness.difference(try harness.callRecords(), records) {
      return "call records, \(difference)"
    }
    if let difference = ImportHarness.difference(try harness.services(), expected.additionalServices) {
      return "services, \(difference)"
    }
    let findings = try harness.verify()
    return findings.isEmpty ? nil : "verify, \(findings.prefix(5).joined(separator: "\n"))"
  }
}

extension ImportHarness {
  /// Delivers batch by batch with a run after each; at last one so late that no row waits for its line end.
  ///
  /// - Parameter run: makes the run; the number of the batch is given.
  func deliverAll(_ deliveries: GrowingDeliveries, run: (Int) throws -> Void) throws {
    settings.settleSeconds = 60
    hoursLater = 0.1
    for (number, batch) in deliveries.batches.enumerated() {
      for delivery in batch {
        try deliver(delivery.name, try RunHarness.pack(delivery.bytes, delivery.packing))
      }
      try run(number)
    }
    hoursLater = 10
    try run(deliveries.batches.count)
  }

  func deliverAll(_ deliveries: GrowingDeliveries) throws {
    try deliverAll(deliveries) { _ in try self.run() }
  }
}

/// How long a seeded suite goes on: a short while in CI, by an environment variable as long as wanted.
enum LongMode {
  static func count(_ variable: String, standard: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? standard
  }

  static let firstSeed = UInt64(count("SUMMIT_FIRST_SEED", standard: 1))

  /// Calls `body` for the seeds of one of several batches; stops after three that differ.
  static func forEachSeed(_ batch: Int, of batches: Int, count: Int, _ body: (UInt64) throws -> String?) rethrows {
    var failures = 0
    for seed in stride(from: firstSeed + UInt64(batch), to: firstSeed + UInt64(count), by: batches) where failures < 3 {
      guard let difference = try body(seed) else { continue }
      Issue.record("seed \(seed): \(difference)")
      failures += 1
    }
  }
}
