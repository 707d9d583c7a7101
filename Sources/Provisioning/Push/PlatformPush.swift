import CallModel
import Foundation
import Ledger
import Platform
import RegistryStore

/// Where a push is; tests end it there, as a crash would.
package enum PushStep: String, CaseIterable, Sendable {
  /// A request is about to be sent.
  case sending
  /// It was answered; that is not in the ledger yet.
  case answered
  /// Answers are about to be committed.
  case settling
  /// They are.
  case settled
}

/// Sends the requests of the outbox to the platform (spec 6.3): in order for each line and number, some at a time, each with
/// its key, until nothing is ready. Imports go on meanwhile: no run lock is held, and answers are committed a few at a
/// time.
///
/// A crash at any point loses nothing: what was sent and is not settled is sent again with the same key, and the platform
/// gives the first answer again.
package struct PlatformPush: Sendable {
  package var ledger: Ledger
  package var platform: any SummitPlatform
  /// Of the integration: in which days begin.
  package var zone: TimeZoneRules
  package var now: @Sendable () -> Date = { Date() }
  /// Of the waits.
  package var seed = UInt64.random(in: 0...UInt64.max)
  /// Nothing is sent after so many seconds, and what is on its way then is given up; nil: it takes what it takes.
  package var limitSeconds: Double?
  package var onStep: @Sendable (PushStep) throws -> Void = { _ in }

  /// Requests at a time (spec 6.3).
  package static let requestsAtATime = 8

  package init(ledger: Ledger, platform: any SummitPlatform, zone: TimeZoneRules) {
    self.ledger = ledger
    self.platform = platform
    self.zone = zone
  }

  /// - Throws: `LedgerFailure`, of kind `alreadyRunning` if another push is under way; `Problem` for a damaged request.
  package func run() throws -> PushReport {
    let lock = try RunLock(ledger.directory, .push)
    defer { withExtendedLifetime(lock) {} }
    var run = PushRun(self)
    run.report.followed = try PlatformFollowing.followDates(
      ledger, by: Author(name: PushSettlement.author, date: now()), zone: zone
    ).requesting.count
    try run.send()
    var report = run.report
    report.waiting = try ledger.read { try Outbox($0).counts() }
    return report
  }

  /// Pushes until nothing is pending, waiting in between for what is to be tried again.
  ///
  /// - Parameters:
  ///   - wait: returns after so many seconds.
  ///   - onRound: called after each round that left something.
  package func runUntilEmpty(
    wait: (Int64) throws -> Void, onRound: (PushReport) -> Void = { _ in }
  ) throws -> PushReport {
    var total = PushReport()
    while true {
      let report = try run()
      total.add(report)
      let next = try ledger.read { try Outbox($0).nextTime() }
      guard let next, !report.isUnauthorised else { return total }
      onRound(total)
      try wait(max(1, next - Int64(now().timeIntervalSince1970.rounded(.down))))
    }
  }
}
