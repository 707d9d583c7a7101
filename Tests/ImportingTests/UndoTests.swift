import CallModel
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import ReferenceRating
import RunSupport
import Testing

/// Withdrawing runs (spec 4.5): afterwards the ledger is as if they had never been, and what is delivered again is taken
/// as if it had come for the first time.
@Suite("Undoing runs (spec 4.5)")
struct UndoTests {
  static func undo(
    _ harness: ImportHarness, _ run: Int64, withLater: Bool = false, isDryRun: Bool = false
  ) throws -> UndoReport {
    try RunUndoing(settings: harness.settings).undo(
      UndoRequest(run: run, includesLater: withLater, user: "ana"), isDryRun: isDryRun)
  }

  static func restore(_ harness: ImportHarness, _ run: Int64, isDryRun: Bool = false) throws -> UndoReport {
    try RunUndoing(settings: harness.settings).restore(UndoRequest(run: run, user: "ana"), isDryRun: isDryRun)
  }

  /// All that a ledger says of calls, services, files and rows that are held, but for numbers.
  static func state(_ harness: ImportHarness) throws -> String {
    var lines = [try harness.callRecords(), try harness.services()]
    let ledger = try harness.ledger()
    var names: [Int64: String] = [:]
    for file in try ledger.files(run: nil) where file.state != .undone {
      names[file.id] = file.displayName
      lines.append("\(file.displayName) \(file.state) \(file.read) \(file.outcomes)")
    }
    let rows = try ledger.heldRows(reasons: Reason.allCases.map(\.name))
    lines += rows.map { "\($0.fileName):\($0.line) \($0.reason)" }.sorted()
    return lines.joined(separator: "\n")
  }

  static func remove(_ harness: ImportHarness, _ name: String) throws {
    try FileManager.default.removeItem(atPath: harness.settings.sourceDirectory + "/" + name)
  }

  /// Two runs of the small integration; the second has no repeat.
  static func recorded() throws -> ImportHarness {
    let harness = try SmallIntegration.harness()
    try harness.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try harness.run()
    return harness
  }

  static let later = SmallIntegration.file(Array(SmallIntegration.secondDay.dropFirst()))

  @Test
  func `the last run is withdrawn, delivered again, withdrawn and brought back`() throws {
    let harness = try Self.recorded()
    let first = try Self.state(harness)
    try harness.deliver("b.csv", Self.later)
    try harness.run()
    let both = try Self.state(harness)

    let shown = try Self.undo(harness, 2, isDryRun: true)
    #expect(try Self.state(harness) == both)
    let report = try Self.undo(harness, 2)
    #expect(report.run == 3)
    #expect(report.runs == [2])
    #expect(report.files == ["b.csv"])
    #expect(report.calls == 4)
    #expect(shown.calls == 4)
    // g6's 0.025 and all of p3.
    #expect(report.services.map(\.line) == ["1001", "2001"])
    #expect(report.services.map(\.before) == ["0.29", "4.18"])
    #expect(report.services.map(\.after) == ["0.26", "0.00"])
    #expect(shown.services.map(\.after) == ["0.26", "0.00"])
    #expect(report.filesInSource == ["b.csv"])
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    #expect(try harness.verify() == [])

    try harness.run()
    #expect(ImportHarness.difference(try Self.state(harness), both) == nil)
    #expect(try harness.verify() == [])
    #expect(throws: CorrectionFailure.self) { try Self.restore(harness, 2) }

    try Self.remove(harness, "b.csv")
    let again = try Self.undo(harness, 4)
    #expect(again.filesInSource == [])
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    let back = try Self.restore(harness, 4)
    #expect(back.calls == 4)
    #expect(back.repeatedCalls == 0)
    #expect(back.services.map(\.after) == ["0.29", "4.18"])
    #expect(ImportHarness.difference(try Self.state(harness), both) == nil)
    #expect(try harness.verify() == [])
    #expect(throws: CorrectionFailure.self) { try Self.restore(harness, 4) }
  }

  @Test
  func `an earlier run is withdrawn from under a later one`() throws {
    let harness = try Self.recorded()
    try harness.deliver("b.csv", Self.later)
    try harness.run()
    _ = try Self.undo(harness, 1)
    let never = try SmallIntegration.harness()
    try never.deliver("b.csv", Self.later)
    try never.run()
    #expect(ImportHarness.difference(try Self.state(harness), try Self.state(never)) == nil)
    #expect(try harness.verify() == [])
  }

  @Test
  func `a run is not withdrawn while a later one counted repeats of its calls, but both are`() throws {
    let harness = try SmallIntegration.recorded()
    let before = try Self.state(harness)
    do {
      _ = try Self.undo(harness, 1)
      Issue.record("run 1 was withdrawn")
    } catch let failure as CorrectionFailure {
      #expect(failure.found == "run 2")
      #expect(failure.remedy.contains("--with-later"))
    }
    #expect(try Self.state(harness) == before)
    let report = try Self.undo(harness, 1, withLater: true)
    #expect(report.runs == [1, 2])
    #expect(report.calls == 10)
    #expect(try harness.callRecords().split(separator: "\n").count == 1)
    #expect(try harness.verify() == [])
    // Both come back together.
    let back = try Self.restore(harness, 2)
    #expect(back.runs == [1, 2])
    #expect(ImportHarness.difference(try Self.state(harness), before) == nil)
    #expect(try harness.verify() == [])
  }

  /// Each a run, a state of the ledger, and why the run stays.
  @Test
  func `what cannot be withdrawn is told with a remedy, and nothing changes`() throws {
    let harness = try SmallIntegration.recorded()
    try SmallIntegration.close(harness, line: "1001", cycle: CivilDate(year: 2026, month: 11, day: 10))
    let before = try Self.state(harness)
    func refusal(_ run: Int64, restores: Bool = false) throws -> String {
      do {
        _ = restores ? try Self.restore(harness, run) : try Self.undo(harness, run)
        return ""
      } catch let failure as CorrectionFailure {
        return failure.description
      }
    }
    #expect(try refusal(2).contains("expected calls of open cycles only, found calls of closed ones (line 1001"))
    #expect(try refusal(9) == "run 9: expected a run of this ledger, found none: see summit-cdr runs")
    #expect(try refusal(1, restores: true).contains("found one that counts"))
    #expect(try refusal(9, restores: true).contains("found none of that number"))
    #expect(try Self.state(harness) == before)
    #expect(try harness.verify() == [])
  }

  /// g2 came with 300 s at first, then with 570: the first version comes back when the second is withdrawn.
  @Test
  func `a call comes back that a withdrawn version took the place of`() throws {
    let harness = try SmallIntegration.harness()
    try harness.deliver("a.csv", SmallIntegration.file([SmallIntegration.row("g2", "2026-11-10 00:00:00", 300)]))
    try harness.run()
    let first = try Self.state(harness)
    try harness.deliver("b.csv", SmallIntegration.file([SmallIntegration.row("g2", "2026-11-10 00:00:00", 570)]))
    try harness.run()
    let second = try Self.state(harness)
    try harness.deliver("c.csv", SmallIntegration.file([SmallIntegration.row("g2", "2026-11-10 00:00:00", 900)]))
    try harness.run()
    let third = try Self.state(harness)
    #expect(try Self.undo(harness, 3).returnedCalls == 1)
    #expect(ImportHarness.difference(try Self.state(harness), second) == nil)
    #expect(try harness.verify() == [])
    _ = try Self.restore(harness, 3)
    #expect(ImportHarness.difference(try Self.state(harness), third) == nil)
    // From the middle: the first stays replaced, by the third now.
    #expect(try Self.undo(harness, 2).returnedCalls == 0)
    #expect(try harness.callRecords().contains(",900,"))
    #expect(try harness.verify() == [])
    #expect(try Self.undo(harness, 3).returnedCalls == 1)
    #expect(try harness.callRecords().contains(",300,"))
    try Self.remove(harness, "b.csv")
    try Self.remove(harness, "c.csv")
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    #expect(try harness.verify() == [])
  }

  @Test
  func `rows that a withdrawn run billed at last wait again`() throws {
    let harness = try Self.recorded()
    let waiting = try Self.state(harness)
    var registry = SmallIntegration.registry
    registry["lines.csv"]? += "3001,C1,551130001000,basic,10\n"
    try harness.write(registry: registry)
    try harness.deliver("b.csv", Self.later)
    try harness.run()
    let both = try Self.state(harness)
    #expect(both.contains(",3001,"))
    let report = try Self.undo(harness, 2)
    #expect(report.waitingRows == 1)
    #expect(ImportHarness.difference(try Self.state(harness), waiting) == nil)
    #expect(try harness.verify() == [])
    try harness.run()
    #expect(ImportHarness.difference(try Self.state(harness), both) == nil)
    #expect(try harness.verify() == [])
  }

  @Test
  func `a run that went on in a file goes with the run that began it`() throws {
    let harness = try SmallIntegration.harness()
    let rows = SmallIntegration.firstDay
    try harness.deliver("a.csv", SmallIntegration.file(Array(rows[..<2])))
    try harness.run()
    try harness.deliver("a.csv", SmallIntegration.file(Array(rows[..<4])))
    try harness.run()
    #expect(throws: CorrectionFailure.self) { try Self.undo(harness, 1) }
    #expect(try Self.undo(harness, 1, withLater: true).runs == [1, 2])
    try harness.run()
    #expect(try harness.run().files.isEmpty)
    #expect(try harness.callRecords().split(separator: "\n").count == 5)
    #expect(try harness.verify() == [])
  }

  @Test(arguments: [ImportStep.locked, .cleaned, .segmentWritten, .segmentNamed, .beforeCommit, .committed])
  func `a crash at any step leaves the state before or after (I4)`(step: ImportStep) throws {
    let harness = try SmallIntegration.recorded()
    let before = try Self.state(harness)
    let settings = harness.settings
    harness.settings.onStep = { if $0 == step { throw Stopped(step) } }
    #expect(throws: (any Error).self) { try Self.undo(harness, 2) }
    harness.settings = settings
    try Self.remove(harness, "b.csv")
    if step == .committed {
      #expect(try Self.state(harness) != before)
    } else {
      #expect(try Self.state(harness) == before)
      _ = try Self.undo(harness, 2)
    }
    try harness.run()
    #expect(try harness.verify() == [])
    let never = try Self.recorded()
    #expect(ImportHarness.difference(try Self.state(harness), try Self.state(never)) == nil)
  }

  // MARK: - Random scenarios

  static let scenarioCount = ProcessInfo.processInfo.environment["SUMMIT_UNDOS"].flatMap { Int($0) } ?? 24
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1

  @Test
  func `random runs are withdrawn as if they had never been, and come back`() throws {
    for seed in Self.firstSeed..<(Self.firstSeed + UInt64(Self.scenarioCount)) {
      if let difference = try Self.difference(seed: seed) {
        Issue.record("seed \(seed): \(difference)")
        return
      }
    }
  }

  /// Runs a scenario in some deliveries, withdraws one run with those that depend on it, and compares.
  private static func difference(seed: UInt64) throws -> String? {
    let scenario = Scenario(seed: seed)
    var random = SeededRandom(seed: seed &* 15_485_863)
    var pieces: [(name: String, bytes: [UInt8])] = []
    for (index, file) in scenario.files.enumerated() {
      pieces += OrderTests.cut(
        "f\(index).csv", file.bytes, hasHeader: scenario.options.layout.hasHeader, &random)
    }
    pieces = random.shuffled(pieces)
    var deliveries: [[(name: String, bytes: [UInt8])]] = []
    while !pieces.isEmpty {
      let count = random.int(1...min(3, pieces.count))
      deliveries.append(Array(pieces[..<count]))
      pieces.removeFirst(count)
    }
    let harness = try ImportHarness(scenario)
    for delivery in deliveries { try run(harness, delivery) }
    let all = try records(harness)
    let target = Int64(random.int(1...deliveries.count))
    let report = try undo(harness, target, withLater: true)
    for run in report.runs { for piece in deliveries[Int(run) - 1] { try remove(harness, piece.name) } }
    if let findings = try findings(harness) { return "verify after undo of \(report.runs): \(findings)" }
    let never = try ImportHarness(scenario)
    for (index, delivery) in deliveries.enumerated() where !report.runs.contains(Int64(index + 1)) {
      try run(never, delivery)
    }
    if never.wasRun, let difference = ImportHarness.difference(try state(harness), try state(never)) {
      return "undo of \(report.runs) in \(deliveries.count): \(difference)"
    }
    if random.chance(percent: 50) {
      _ = try restore(harness, target)
      if let findings = try findings(harness) { return "verify after restore of \(report.runs): \(findings)" }
      try harness.run()
    } else {
      for run in report.runs { try self.run(harness, deliveries[Int(run) - 1]) }
    }
    if let findings = try findings(harness) { return "verify at the end: \(findings)" }
    return ImportHarness.difference(try records(harness), all).map { "undo of \(report.runs) and back: \($0)" }
  }

  private static func run(_ harness: ImportHarness, _ delivery: [(name: String, bytes: [UInt8])]) throws {
    for piece in delivery { try harness.deliver(piece.name, piece.bytes) }
    try harness.run()
  }

  private static func records(_ harness: ImportHarness) throws -> String {
    try harness.callRecords() + harness.services()
  }

  private static func findings(_ harness: ImportHarness) throws -> String? {
    let findings = try harness.verify()
    return findings.isEmpty ? nil : findings.prefix(4).joined(separator: "\n")
  }
}

extension ImportHarness {
  /// Whether there is a ledger.
  fileprivate var wasRun: Bool { DataDirectory(path: settings.dataDirectory).exists }
}
