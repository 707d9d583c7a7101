import CallModel
import ERP
import Foundation
import Ledger

/// A push to the ERP beside other work, where `erp.push` is `closed` (spec 11.2): after each import, and now and then
/// while a scheduler waits. It is bounded in time, and no failure of the ERP fails that work.
package enum ERPRound {
  /// Who did it, in the journal.
  private static let author = "scheduler"

  /// Hands over what is closed, and looks for what a push before left unfinished. What the ERP refused waits for a person:
  /// it is tried again only if its body is another.
  ///
  /// - Returns: what came of it; nil: there was nothing to do, or another push does it.
  package static func run(_ integration: Integration, limitSeconds: Double) -> String? {
    guard integration.erp?.push == .closed, integration.directory.exists else { return nil }
    do {
      let hasWork = try integration.withLedger(.looking) {
        try ServicePush.hasWork(integration.ixcTerms($0), $0)
      }
      guard hasWork else { return nil }
      let report = try integration.withERP(.changingBesideRuns) { ledger, client in
        var push = ServicePush(
          ledger: ledger, client: client, terms: try integration.ixcTerms(ledger), author: author)
        push.limitSeconds = limitSeconds
        push.triesRefused = false
        return try push.run()
      }
      return "erp: \(report.summary)" + (report.problem.map { ": \(DisplayText.of($0))" } ?? "")
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      return nil
    } catch {
      return "erp: nothing was pushed: " + DisplayText.of("\(error)".replacing("\n", with: "; "))
    }
  }
}
