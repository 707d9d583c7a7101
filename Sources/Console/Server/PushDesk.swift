import CallModel
import Foundation
import Integration
import Ledger
import Platform
import Provisioning
import Synchronization

/// Sends what waits for the platform once a page has asked for something: one push at a time on an integration, on a thread
/// of its own, so that nobody waits for the platform.
final class PushDesk: Sendable {
  /// A push that a page waits for, and one that nobody does.
  private enum Limit {
    static let asked = 10.0
    static let background = 20.0
  }

  private struct State {
    var isRunning = false
    /// Asked for while one was running.
    var isWanted = false
    /// Why the last one ended early.
    var problem: String?
  }

  private let settings: ConsoleSettings
  /// By integration.
  private let states = Mutex<[Int: State]>([:])

  init(_ settings: ConsoleSettings) { self.settings = settings }

  func isRunning(_ site: Int) -> Bool { states.withLock { $0[site]?.isRunning ?? false } }

  /// Why the last push in the background ended early; nil: it did not.
  func problem(_ site: Int) -> String? { states.withLock { $0[site]?.problem } }

  /// Begins one, or lets the one that runs go on with what came since.
  func start(_ site: Site) {
    guard site.integration.summitAPI != nil, let connect = settings.withPlatform else { return }
    let number = site.number
    let isFirst = states.withLock { states in
      if states[number]?.isRunning == true {
        states[number]?.isWanted = true
        return false
      }
      states[number] = State(isRunning: true)
      return true
    }
    guard isFirst else { return }
    Thread.detachNewThread { [self] in
      var problem: String?
      repeat {
        states.withLock { $0[number]?.isWanted = false }
        do {
          problem = try push(site.integration, connect, limitSeconds: Limit.background)?.problem
        } catch {
          problem = "\(error)"
          settings.log("error: \(site.integration.path): nothing was sent to the platform: \(error)")
        }
      } while states.withLock { states in
        if states[number]?.isWanted == true { return true }
        states[number] = State(problem: problem)
        return false
      }
    }
  }

  /// Sends what waits, and returns what came of it.
  ///
  /// - Throws: `Problem` where there is no platform; what connecting throws.
  func run(_ site: Site) throws -> PushReport {
    guard site.integration.summitAPI != nil, let connect = settings.withPlatform else { throw Self.noPlatform }
    return try push(site.integration, connect, limitSeconds: Limit.asked) ?? PushReport()
  }

  /// Asks for the platform's lists, and keeps them.
  ///
  /// - Returns: how many entries they have.
  func refresh(_ site: Site, at: String) throws -> Int {
    guard site.integration.summitAPI != nil, let connect = settings.withPlatform else { throw Self.noPlatform }
    var catalogue: PlatformCatalogue?
    try connect(site.integration) { catalogue = try PlatformCatalogue.fetch(from: $0, at: at) }
    guard let catalogue else { return 0 }
    try site.integration.withLedger(.entering) { try $0.write { try catalogue.save($0) } }
    return catalogue.entries.count
  }

  private static let noPlatform = Problem(
    "integration.yml", field: "summit_api", expected: "the platform's host and port", found: "nothing",
    remedy: "add summit_api: {host: …, port: …}")

  /// - Returns: nil: another push sends it.
  private func push(
    _ integration: Integration, _ connect: ConsoleSettings.PlatformConnection, limitSeconds: Double
  ) throws -> PushReport? {
    let ledger = try LedgerSession(integration.directory, for: .changingBesideRuns).ledger
    guard try Outbox.isThere(ledger) else { return nil }
    let zone = try integration.zoneRules()
    var report: PushReport?
    do {
      try connect(integration) { platform in
        var push = PlatformPush(ledger: ledger, platform: platform, zone: zone)
        push.limitSeconds = limitSeconds
        report = try push.run()
      }
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      return nil
    }
    return report
  }
}
