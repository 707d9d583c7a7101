import Foundation
import Importing
import Ledger
import Pipeline
import ReferenceRating
import RunSupport
import Synchronization
import Testing

/// Ends a run at the n-th time it reaches a step.
final class Crash: Sendable {
  private let step: ImportStep
  private let occurrence: Int
  private let reached = Atomic<Int>(0)

  init(_ step: ImportStep, occurrence: Int = 1) {
    self.step = step
    self.occurrence = occurrence
  }

  var hasHappened: Bool { reached.load(ordering: .relaxed) >= occurrence }

  func reach(_ step: ImportStep) throws {
    guard step == self.step, reached.add(1, ordering: .relaxed).newValue == occurrence else { return }
    throw Stopped(step)
  }
}

/// A run that ends at any step, and another after it, leave what one undisturbed run leaves (I4, I5).
@Suite("A crash at any step, then another run (I4, spec 4.2)")
struct CrashStepTests {
  /// SUMMIT_CRASHES and SUMMIT_FIRST_SEED go on by hand.
  static let count = LongMode.count("SUMMIT_CRASHES", standard: 24)
  static let batches = 4

  @Test(arguments: 0..<batches)
  func `crashes at random steps leave the state of undisturbed runs`(batch: Int) throws {
    try LongMode.forEachSeed(batch, of: Self.batches, count: Self.count) { seed in
      var random = SeededRandom(seed: seed &* 3571)
      let crashes = (0..<64).map { _ in
        (0..<random.int(1...2)).map { _ in Crash(random.pick(ImportStep.allCases), occurrence: random.int(1...3)) }
      }
      return try Self.difference(seed: seed, deletesFiles: random.chance(percent: 60)) { crashes[$0 % 64] }
    }
  }

  @Test(arguments: ImportStep.allCases)
  func `a crash at each step of each run leaves the state of undisturbed runs`(step: ImportStep) throws {
    for deletesFiles in [true, false] {
      let difference = try Self.difference(seed: 3, deletesFiles: deletesFiles) { _ in
        (1...3).map { Crash(step, occurrence: $0) }
      }
      #expect(difference == nil, "files deleted: \(deletesFiles)")
    }
  }

  /// A dead segment that its run did not come to remove is none of its faults: the next one does.
  @Test(arguments: [ImportStep.committed, .segmentsRemoved])
  func `after an undo that crashed behind its commit verify finds nothing`(step: ImportStep) throws {
    let harness = try SmallIntegration.harness()
    try harness.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try harness.run()
    let crash = Crash(step)
    harness.settings.onStep = { try crash.reach($0) }
    #expect(throws: Stopped.self) { try harness.run(.undo(UndoRequest(run: 1, user: "ana"))) }
    #expect(crash.hasHappened)
    #expect(try harness.callRecords().split(separator: "\n").count == 1)
    #expect(try harness.verify() == [])
    harness.settings.onStep = { _ in }
    try harness.run()
    #expect(try harness.verify() == [])
  }

  @Test func `each step is reached`() throws {
    let reached = Mutex<Set<String>>([])
    let harness = try Self.harness(Scenario(seed: 3, rows: 60), deletesFiles: true)
    harness.settings.onStep = { step in reached.withLock { _ = $0.insert(step.rawValue) } }
    var random = SeededRandom(seed: 3)
    try harness.deliverAll(GrowingDeliveries(Scenario(seed: 3, rows: 60), &random))
    #expect(reached.withLock { $0 } == Set(ImportStep.allCases.map(\.rawValue)))
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `a dry run changes nothing`(seed: UInt64) throws {
    let scenario = Scenario(seed: seed, rows: 60)
    var random = SeededRandom(seed: seed)
    let harness = try Self.harness(scenario, deletesFiles: true)
    var isFirst = true
    try harness.deliverAll(GrowingDeliveries(scenario, &random)) { _ in
      if isFirst { try harness.run() }
      isFirst = false
      let before = try harness.state()
      try harness.run(isDryRun: true)
      let difference = try harness.state().difference(from: before)
      #expect(difference == nil)
      try harness.run()
    }
  }

  private static func harness(_ scenario: Scenario, deletesFiles: Bool) throws -> ImportHarness {
    let harness = try ImportHarness(scenario)
    harness.settings.deletesFiles = deletesFiles
    harness.settings.deleteAfterHours = 0
    return harness
  }

  /// Where runs that crash and are done again leave something else than undisturbed ones.
  ///
  /// - Parameter crashes: one after the other, before the run that goes through; by the number of the delivery.
  static func difference(seed: UInt64, deletesFiles: Bool, crashes: (Int) -> [Crash]) throws -> String? {
    let scenario = Scenario(seed: seed, rows: 60)
    var random = SeededRandom(seed: seed &* 6151)
    let deliveries = GrowingDeliveries(scenario, maximumBatches: 5, &random)
    let calm = try harness(scenario, deletesFiles: deletesFiles)
    try calm.deliverAll(deliveries)
    let disturbed = try harness(scenario, deletesFiles: deletesFiles)
    try disturbed.deliverAll(deliveries) { number in
      for crash in crashes(number) {
        disturbed.settings.onStep = { try crash.reach($0) }
        do { try disturbed.run() } catch  where crash.hasHappened {}
      }
      disturbed.settings.onStep = { _ in }
      try disturbed.run()
    }
    let expected = try calm.state()
    return try expected.faults ?? disturbed.state().difference(from: expected)
  }
}
