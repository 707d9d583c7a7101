import CallModel
import Foundation
import Importing
import Ledger
import Platform
import Provisioning

/// A push beside other work (spec 6.3): after each import, and now and then while a scheduler waits. It is bounded in time,
/// and no failure of the platform fails that work.
package enum PlatformRound {
  /// A platform that is away must not hold an import.
  package static let importSeconds = 3.0
  /// A scheduler has nothing else to do.
  package static let scheduleSeconds = 20.0

  /// Sends what is ready, after a look at what begins or ends by date.
  ///
  /// - Returns: nil: there is no platform, or nothing to send.
  package static func run(_ integration: Integration, limitSeconds: Double) -> ImportReport.Platform? {
    guard integration.summitAPI != nil, integration.directory.exists else { return nil }
    do {
      return try integration.withLedger(.changingBesideRuns) { ledger in
        guard try Outbox.isThere(ledger) else { return nil }
        let author = Author(name: "platform", date: Date())
        _ = try PlatformFollowing.followDates(ledger, by: author, zone: try integration.zoneRules())
        guard try ledger.read({ try Outbox($0).isReady(at: Date()) }) else { return nil }
        let settings = try integration.platformSettings()
        return try SummitHTTPClient.with(settings) { client in
          var push = try integration.push(ledger, client)
          push.limitSeconds = limitSeconds
          return ImportReport.Platform(try push.run())
        }
      }
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      // Another push sends it.
      return nil
    } catch {
      var platform = ImportReport.Platform()
      platform.problem = "\(error)".replacing("\n", with: "; ")
      return platform
    }
  }

  /// `12 done; 3 requests wait: the platform does not answer: …`
  package static func text(_ platform: ImportReport.Platform) -> String {
    // Nobody counted what waits where the push could not begin.
    if let problem = platform.problem, platform.done + platform.failed + platform.unanswered == 0, platform.pending == 0
    {
      return "nothing was sent: \(DisplayText.of(problem))"
    }
    var report = PushReport()
    report.done = platform.done
    report.failed = platform.failed
    report.unanswered = platform.unanswered
    report.waiting.pending = platform.pending
    report.waiting.failed = platform.refused
    let counts = PushText.summary(report)
    return platform.problem.map { "\(counts): \(DisplayText.of($0))" } ?? counts
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
