import CallModel
import Foundation
import GRDB
import Ledger
import Platform
import PlatformSimulator
import ReferenceRating
import RegistryStore
import Registry
import RunSupport
import Synchronization
import Testing

@testable import Provisioning

/// The platform fails, is slow, loses answers and gets requests twice; this process ends anywhere. At the end platform and
/// registers agree, no line exists twice, each request was applied once and in order (spec 6.3).
@Suite("Faults on the way to the platform (spec 6.3)")
struct PushFaultTests {
  /// SUMMIT_PUSHES and SUMMIT_FIRST_SEED go on by hand.
  static let count = ProcessInfo.processInfo.environment["SUMMIT_PUSHES"].flatMap { UInt64($0) } ?? 40
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
  static let seeds = firstSeed...(firstSeed + count - 1)

  /// What a crash is, to a push.
  private struct Killed: Error {}

  @Test(arguments: seeds)
  func `with faults and crashes by chance, platform and registers agree at the end`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed &* 7919)
    let faults = ScriptedPlatform.Faults(
      fail: random.pick([0, 10, 40]), lose: random.pick([0, 10, 40]), twice: random.pick([0, 20]),
      late: random.pick([0, 30]))
    let site = try ProvisionedSite()
    let platform = ScriptedPlatform(seed: seed, faults: faults)
    var desk = ChangingDesk(site, random: random)
    for _ in 0..<random.int(4...10) {
      try desk.change()
      for _ in 0..<random.int(0...2) { try Self.crash(site, platform, &random) }
      if random.chance(percent: 50) { site.pass(seconds: Int64(random.int(0...4_000))) }
    }
    try site.pushAll(platform)
    try Self.check(site, platform, "seed \(seed)")
    #expect(Set(platform.applied.map(\.key)).count == platform.applied.count, "seed \(seed)")
    let done = try site.ledger.read { try Outbox($0).items(states: [.done]) }
    // Applied in the order of requests for each line: a line's requests have their keys in order.
    let position = Dictionary(uniqueKeysWithValues: platform.applied.enumerated().map { ($1.key, $0) })
    for (line, items) in Dictionary(grouping: done, by: \.line) {
      let places = items.compactMap { position[$0.key] }
      #expect(places == places.sorted(), "seed \(seed), \(line)")
      #expect(places.count == items.count, "seed \(seed), \(line)")
    }
  }

  /// A push that ends at some step, as a crash would end it.
  private static func crash(
    _ site: ProvisionedSite, _ platform: ScriptedPlatform, _ random: inout SeededRandom
  ) throws {
    var push = site.push(platform)
    let step = random.pick(PushStep.allCases)
    let left = Mutex(random.int(0...6))
    push.onStep = { reached in
      guard reached == step else { return }
      let isOver = left.withLock { left in
        left -= 1
        return left < 0
      }
      if isOver { throw Killed() }
    }
    do { _ = try push.run() } catch is Killed {}
  }

  private static func check(_ site: ProvisionedSite, _ platform: any SummitPlatform, _ what: String) throws {
    #expect(try site.requests() == [], "\(what)")
    #expect(try site.comparison(platform).differences == [], "\(what)")
    let numbers = try platform.lines().flatMap { [$0.line.number] + $0.dids.map(\.number) }
    #expect(Set(numbers).count == numbers.count, "\(what)")
    for line in try platform.lines() {
      let rows = try site.ledger.read {
        try Int.fetchOne(
          $0, sql: "SELECT count(*) FROM register_lines WHERE closed IS NULL AND terminal = ?",
          arguments: [line.terminal])
      }
      #expect(rows == 1, "\(what)")
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `over HTTP, with the simulator's faults and restarts`(seed: UInt64) async throws {
    var random = SeededRandom(seed: seed &* 104_729)
    let site = try ProvisionedSite()
    var settings = PlatformSimulator.Settings()
    settings.statePath = site.directory.path + "/platform.json"
    settings.seed = seed
    for fault in ["slow:0.1:0.3", "fail:0.2", "lost-answer:0.2", "twice:0.2"] {
      let isKnown = settings.faults.add(fault)
      #expect(isKnown)
    }
    settings.catalogue = ChangingDesk.catalogue
    var desk = ChangingDesk(site, random: random)
    for _ in 0..<4 {
      for _ in 0..<3 { try desk.change() }
      let simulator = try await PlatformSimulator.start(settings)
      let client = SummitHTTPClient(simulator.clientSettings(timeoutSeconds: 0.2))
      var push = site.push(client)
      // What is on its way then is given up, answered or not.
      push.limitSeconds = Double(random.int(20...300)) / 1_000
      try await onThread { [push] in
        _ = try push.run()
        client.shutdown()
      }
      await simulator.stop()
      site.pass(seconds: 60)
    }
    settings.faults = .none
    let recorder = ExchangeRecorder()
    settings.recorder = recorder
    let simulator = try await PlatformSimulator.start(settings)
    let client = SummitHTTPClient(simulator.clientSettings(timeoutSeconds: 5))
    try await onThread {
      try site.pushAll(client)
      try Self.check(site, client, "seed \(seed)")
      client.shutdown()
    }
    let applied = await simulator.applied
    #expect(Set(applied.map(\.key)).count == applied.count, "seed \(seed)")
    let done = try site.ledger.read { try Outbox($0).items(states: [.done]) }
    let position = Dictionary(uniqueKeysWithValues: applied.enumerated().map { ($1.key, $0) })
    for (line, items) in Dictionary(grouping: done, by: \.line) {
      let places = items.compactMap { position[$0.key] }
      #expect(places == places.sorted(), "seed \(seed), \(line)")
    }
    await simulator.stop()
  }
}

/// Changes registers by chance, so that they stay sound.
struct ChangingDesk {
  private let site: ProvisionedSite
  private var random: SeededRandom
  private var count = 0

  init(_ site: ProvisionedSite, random: SeededRandom) {
    self.site = site
    self.random = random
  }

  /// Partitions and categories of `ProvisionedSite`.
  static var catalogue: SimulatorCatalogue {
    let categories = ["standard", "blocked", "partial", "cancelled", "own"].map {
      PlatformItem(code: $0, description: $0)
    }
    var catalogue = SimulatorCatalogue.standard
    catalogue.partitions = ["100", "200", "300"].map {
      SimulatorCatalogue.Partition(code: $0, description: $0, categories: categories)
    }
    return catalogue
  }

  mutating func change() throws {
    let lines = try site.ledger.read {
      try String.fetchAll($0, sql: "SELECT id FROM register_lines WHERE closed IS NULL ORDER BY id")
    }
    switch random.int(1...10) {
    case 1...4: try addLine()
    case 5 where !lines.isEmpty:
      let line = random.pick(lines)
      try site.change { [limit = random.int(1...9)] in
        try $0.change(.lines, id: line, ["call_limit": "\(limit)"])
      }
    case 6 where !lines.isEmpty:
      let line = random.pick(lines)
      count += 1
      try site.change { [number = number(count)] in try $0.change(.lines, id: line, ["number": number]) }
    case 7 where !lines.isEmpty:
      let line = random.pick(lines)
      count += 1
      try site.change { [number = number(count), port = random.int(1...2)] in
        try $0.add(.dids, ["line": line, "number": number, "port": "\(port)"])
      }
    case 8 where !lines.isEmpty:
      let line = random.pick(lines)
      try site.change { [active = random.chance(percent: 50)] in
        try $0.change(.lines, id: line, ["active": active ? "yes" : "no"])
      }
    case 9 where !lines.isEmpty:
      let line = random.pick(lines)
      try site.change { transaction in
        for did in try transaction.rows(of: .dids, where: "line", is: line) {
          try transaction.remove(.dids, id: did.id)
        }
        try transaction.remove(.lines, id: line)
      }
    default:
      let status = random.pick([ContractStatus.active, .blockedManual, .overdue, .blockedAutomatic, .preContract])
      try site.status(random.pick(["C1", "C2", "C3"]), status)
    }
  }

  private mutating func addLine() throws {
    count += 1
    try site.add(
      "L\(count)", number: number(count),
      ["contract": random.pick(["C1", "C2", "C3"]), "partition": random.pick(["100", "200", "300"])])
  }

  private func number(_ count: Int) -> String { "5548333\(30_000 + count)" }
}
