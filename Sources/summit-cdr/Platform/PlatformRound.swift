import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Platform
import Provisioning

/// A push beside other work (spec 6.3): after each import, and now and then while a scheduler waits. It is bounded in time,
/// and whatever the platform does, it fails nothing.
enum PlatformRound {
  /// A platform that is away must not hold an import.
  static let importSeconds = 3.0
  /// A scheduler has nothing else to do.
  static let scheduleSeconds = 20.0

  /// Sends what is ready, after a look at what begins or ends by date.
  ///
  /// - Returns: nil: there is no platform, or nothing to send.
  static func run(_ integration: Integration, limitSeconds: Double) -> ImportReport.Platform? {
    guard integration.summitAPI != nil, DataDirectory(path: integration.dataDirectory).exists else { return nil }
    do {
      let ledger = try Ledger.openForReading(DataDirectory(path: integration.dataDirectory))
      guard try Outbox.isThere(ledger) else { return nil }
      let zone = try integration.zoneRules()
      _ = try PlatformFollowing.followDates(ledger, by: Author(name: "platform", date: Date()), zone: zone)
      guard try ledger.read({ try Outbox($0).isReady(at: Date()) }) else { return nil }
      let settings = try PlatformAccess.settings(integration)
      let report = try SummitHTTPClient.with(settings) { client in
        var push = try PlatformAccess.push(integration, ledger, client)
        push.limitSeconds = limitSeconds
        return try push.run()
      }
      return ImportReport.Platform(report)
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      // Another push sends it.
      return nil
    } catch {
      var platform = ImportReport.Platform()
      platform.problem = "\(error)".replacing("\n", with: "; ")
      return platform
    }
  }

  /// `12 done; 3 wishes wait: the platform does not answer: …`
  static func text(_ platform: ImportReport.Platform) -> String {
    // Nobody counted what waits where the push could not begin.
    if let problem = platform.problem, platform.done + platform.failed + platform.unanswered == 0, platform.pending == 0
    {
      return "nothing was sent: \(Terminal.displayable(problem))"
    }
    var report = PushReport()
    report.done = platform.done
    report.failed = platform.failed
    report.unanswered = platform.unanswered
    report.waiting.pending = platform.pending
    report.waiting.failed = platform.refused
    let counts = PushText.summary(report)
    return platform.problem.map { "\(counts): \(Terminal.displayable($0))" } ?? counts
  }
}

extension ImportReport.Platform {
  fileprivate init(_ report: PushReport) {
    self.init()
    done = report.done
    failed = report.failed
    unanswered = report.unanswered
    pending = report.waiting.pending
    refused = report.waiting.failed
    problem = report.problem
  }
}
