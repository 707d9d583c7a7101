import CallModel
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import ReferenceRating
import RunSupport
import Testing

/// Withdrawing runs (spec 4.3, 4.5): afterwards the ledger is as if they had never been, and what is delivered again is
/// taken once it is asked for.
@Suite("Undoing runs (spec 4.3, 4.5)")
struct UndoTests {
  static func undo(
    _ harness: ImportHarness, _ run: Int64, withLater: Bool = false, isDryRun: Bool = false
  ) throws -> UndoReport {
    let request = UndoRequest(run: run, includesLater: withLater, user: "ana")
    return UndoReport(try harness.run(.undo(request), isDryRun: isDryRun), harness.settings)
  }

  static func restore(_ harness: ImportHarness, _ run: Int64, isDryRun: Bool = false) throws -> UndoReport {
    UndoReport(try harness.run(.restore(UndoRequest(run: run, user: "ana")), isDryRun: isDryRun), harness.settings)
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
    lines += try harness.keptRows().map { "\($0.fileName):\($0.line) \($0.reason)" }.sorted()
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
    #expect(report.rows == 4)
    #expect(shown.rows == 4)
    // g6's 0.025 and all of p3.
    #expect(report.services.map(\.line) == ["1001", "2001"])
    #expect(report.services.map(\.before) == ["0.29", "4.18"])
    #expect(report.services.map(\.after) == ["0.26", "0.00"])
    #expect(shown.services.map(\.after) == ["0.26", "0.00"])
    #expect(report.filesInSource == ["b.csv"])
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    #expect(try harness.verify() == [])

    // It is not taken by itself, only by name.
    #expect(try harness.run().files.map(\.status) == ["withdrawn"])
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    let taken = try harness.run(.files(again: ["b.csv"]))
    #expect(taken.files.map(\.status) == ["imported"])
    #expect(ImportHarness.difference(try Self.state(harness), both) == nil)
    #expect(try harness.verify() == [])

    try Self.remove(harness, "b.csv")
    let again = try Self.undo(harness, taken.run)
    #expect(again.filesInSource == [])
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    let back = try Self.restore(harness, taken.run)
    #expect(back.services.map(\.after) == ["0.29", "4.18"])
    #expect(ImportHarness.difference(try Self.state(harness), both) == nil)
    #expect(try harness.verify() == [])
    #expect(throws: Problem.self) { try Self.restore(harness, taken.run) }
  }

  @Test
  func `a content that was taken again and is restored, too, counts once`() throws {
    let harness = try Self.recorded()
    try harness.deliver("b.csv", Self.later)
    try harness.run()
    let records = try harness.callRecords() + harness.services()
    _ = try Self.undo(harness, 2)
    let taken = try harness.run(.files(again: ["b.csv"])).run
    _ = try Self.restore(harness, 2)
    #expect(try harness.callRecords() + harness.services() == records)
    #expect(try harness.verify() == [])
    // Each of the two deliveries holds it.
    for run in [2, taken] {
      _ = try Self.undo(harness, run)
      #expect(try harness.callRecords() + harness.services() == records)
      #expect(try harness.verify() == [])
      _ = try Self.restore(harness, run)
    }
    _ = try Self.undo(harness, taken)
    _ = try Self.undo(harness, 2)
    #expect(ImportHarness.difference(try Self.state(harness), try Self.state(try Self.recorded())) == nil)
    #expect(try harness.verify() == [])
  }

  @Test
  func `a content that a later run skipped as known stays when the run that brought it is withdrawn`() throws {
    let harness = try Self.recorded()
    let records = try harness.callRecords() + harness.services()
    try harness.deliver("copy.csv", SmallIntegration.file(SmallIntegration.firstDay))
    #expect(try harness.run().files.map(\.status) == ["already-imported"])
    _ = try Self.undo(harness, 1)
    #expect(try harness.callRecords() + harness.services() == records)
    #expect(try harness.verify() == [])
    _ = try Self.undo(harness, 2)
    #expect(try harness.callRecords().split(separator: "\n").count == 1)
    #expect(try harness.verify() == [])
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
  func `repeats that a later run delivered take over, and runs come back in any order`() throws {
    let harness = try SmallIntegration.recorded()
    let before = try Self.state(harness)
    _ = try Self.undo(harness, 1)
    let never = try SmallIntegration.harness()
    try never.deliver("b.csv", SmallIntegration.file(SmallIntegration.secondDay))
    try never.run()
    // g4 came with both.
    #expect(try harness.callRecords().contains("\ng4,"))
    #expect(ImportHarness.difference(try Self.state(harness), try Self.state(never)) == nil)
    #expect(try harness.verify() == [])
    _ = try Self.undo(harness, 2)
    #expect(try harness.callRecords().split(separator: "\n").count == 1)
    #expect(try harness.verify() == [])
    _ = try Self.restore(harness, 1)
    #expect(ImportHarness.difference(try Self.state(harness), try Self.state(try Self.recorded())) == nil)
    _ = try Self.restore(harness, 2)
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
      } catch let failure as Problem {
        return failure.description
      }
    }
    #expect(try refusal(2).contains("expected no call of a closed cycle or late service, found b.csv:"))
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
    _ = try Self.undo(harness, 3)
    #expect(ImportHarness.difference(try Self.state(harness), second) == nil)
    #expect(try harness.verify() == [])
    _ = try Self.restore(harness, 3)
    #expect(ImportHarness.difference(try Self.state(harness), third) == nil)
    // From the middle: the first stays replaced, by the third now.
    _ = try Self.undo(harness, 2)
    #expect(try harness.callRecords().contains(",900,"))
    #expect(try harness.verify() == [])
    _ = try Self.undo(harness, 3)
    #expect(try harness.callRecords().contains(",300,"))
    try Self.remove(harness, "b.csv")
    try Self.remove(harness, "c.csv")
    #expect(ImportHarness.difference(try Self.state(harness), first) == nil)
    #expect(try harness.verify() == [])
  }

  @Test
  func `what follows from the registry does not go with the run in which it followed`() throws {
    let harness = try Self.recorded()
    var registry = SmallIntegration.registry
    registry["lines.csv"]? += "3001,C1,551130001000,basic,10\n"
    try harness.write(registry: registry)
    try harness.deliver("b.csv", Self.later)
    try harness.run()
    let both = try Self.state(harness)
    #expect(both.contains(",3001,"))
    _ = try Self.undo(harness, 2)
    let never = try SmallIntegration.harness()
    try never.write(registry: registry)
    try never.deliver("a.csv", SmallIntegration.file(SmallIntegration.firstDay))
    try never.run()
    #expect(ImportHarness.difference(try Self.state(harness), try Self.state(never)) == nil)
    #expect(try harness.verify() == [])
    try harness.run(.files(again: ["b.csv"]))
    #expect(ImportHarness.difference(try Self.state(harness), both) == nil)
    #expect(try harness.verify() == [])
  }

  @Test
  func `what a later run read behind a file goes with the run that began it, its other files stay`() throws {
    let harness = try SmallIntegration.harness()
    let day = SmallIntegration.firstDay
    try harness.deliver("a.csv", SmallIntegration.file(Array(day[..<2])))
    try harness.run()
    try harness.deliver("a.csv", SmallIntegration.file(Array(day[..<4])))
    try harness.deliver("b.csv", SmallIntegration.file([day[4]]))
    try harness.run()
    let before = try Self.state(harness)
    #expect(throws: Problem.self) { try Self.undo(harness, 1) }
    #expect(try Self.state(harness) == before)
    #expect(try Self.undo(harness, 1, withLater: true).runs == [1])
    #expect(try harness.callRecords().split(separator: "\n").dropFirst().map { $0.prefix(2) } == ["p1"])
    #expect(try harness.verify() == [])
    _ = try Self.restore(harness, 1)
    #expect(ImportHarness.difference(try Self.state(harness), before) == nil)
    #expect(try harness.verify() == [])
    _ = try Self.undo(harness, 1, withLater: true)
    // What is appended behind withdrawn bytes is delivered; what is withdrawn comes when asked for.
    try harness.deliver("a.csv", SmallIntegration.file(Array(day[..<4] + day[5...5])))
    try harness.run()
    let rows = try harness.callRecords().split(separator: "\n").dropFirst().map { $0.prefix(2) }
    #expect(rows == ["p1", "p2"])
    #expect(try harness.verify() == [])
    try harness.run(.files(again: ["a.csv"]))
    #expect(try harness.callRecords().split(separator: "\n").count == 7)
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
        "f\(index).csv", file.bytes, scenario.options.layout, &random)
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
      for run in report.runs { try self.run(harness, deliveries[Int(run) - 1], again: true) }
    }
    if let findings = try findings(harness) { return "verify at the end: \(findings)" }
    return ImportHarness.difference(try records(harness), all).map { "undo of \(report.runs) and back: \($0)" }
  }

  private static func run(
    _ harness: ImportHarness, _ delivery: [(name: String, bytes: [UInt8])], again: Bool = false
  ) throws {
    for piece in delivery { try harness.deliver(piece.name, piece.bytes) }
    try harness.run(.files(again: again ? Set(delivery.map(\.name)) : []))
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
