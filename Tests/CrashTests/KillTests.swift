import Foundation
import ReferenceRating
import RunSupport
import Testing

/// The program is killed or told to stop at any moment while files keep coming (I4, I5).
@Suite("Kills at any moment while files come (I4, spec 4.2)")
struct KillTests {
  /// SUMMIT_KILLS and SUMMIT_FIRST_SEED go on by hand: rounds of a run that is killed.
  static let rounds = ProcessInfo.processInfo.environment["SUMMIT_KILLS"].flatMap { Int($0) } ?? 30
  static let firstSeed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(arguments: [false, true])
  func `runs that are killed at random moments leave the state of undisturbed ones`(deletesFiles: Bool) throws {
    for seed in stride(from: Self.firstSeed, to: Self.firstSeed + UInt64(max(1, Self.rounds / 30)), by: 1) {
      let difference = try Self.difference(seed: seed, deletesFiles: deletesFiles, rounds: min(30, Self.rounds))
      #expect(difference == nil, "seed \(seed)")
    }
  }

  /// One site is imported in peace, the other with kills; both are delivered the same.
  private static func difference(seed: UInt64, deletesFiles: Bool, rounds: Int) throws -> String? {
    var random = SeededRandom(seed: seed)
    var provider = SmallProvider(seed: seed)
    let calm = try ImportSite(deletesFiles: deletesFiles)
    let disturbed = try ImportSite(deletesFiles: deletesFiles)
    var registry = SmallProvider.registry
    // How long a run takes here, to hit all of it.
    let start = Date()
    _ = try disturbed.run()
    let usual = Int(Date().timeIntervalSince(start) * 1_000_000)
    var kills = 0
    for round in 1...rounds {
      let bytes = provider.file(day: min(30, round), rows: 200)
      let isPacked = random.chance(percent: 30)
      let name = "day-\(round).csv\(isPacked ? ".gz" : "")"
      let isChange = random.chance(percent: 15)
      if isChange {
        registry["allowances.csv"] = SmallProvider.registry["allowances.csv"]?.replacing("10", with: "\(round)")
      }
      for site in [calm, disturbed] {
        try site.deliver(name, isPacked ? try RunHarness.gzip(bytes) : bytes)
        if isChange { try site.write(registry: registry) }
      }
      let moment = random.int(0...(usual * 3 / 2))
      let signal = random.pick([SIGKILL, SIGKILL, SIGTERM])
      let result = try disturbed.run(workers: random.int(1...2)) { process in
        usleep(UInt32(moment))
        if process.isRunning { kill(process.processIdentifier, signal) }
      }
      if result.signal != nil || result.exitCode == 143 { kills += 1 }
      guard result.signal != nil || [0, 2, 143].contains(result.exitCode), !result.errors.contains("Fatal error") else {
        return "round \(round): \(result)"
      }
      // What came first is then found by another run than in peace, but files come in one order.
      let peace = try calm.run()
      guard peace.exitCode == 0 else { return "round \(round), in peace: \(peace)" }
      let next = try disturbed.run()
      guard next.exitCode == 0 else { return "round \(round), after a kill: \(next)" }
    }
    #expect(kills > 0 || rounds < 10)
    return try disturbed.state().difference(from: calm.state())
  }
}
