import Foundation
import Integration
import Ledger
import Platform
import Synchronization

/// Tells receivers while a console is served: a thread that looks every few seconds.
final class WebhookDesk: Sendable {
  private static let pauseSeconds = 2.0

  private let core: ConsoleCore
  /// What was sent is noted: the pages' connections cannot write.
  private let ledgers: [LedgerPool]
  private let poster = HTTPPoster()
  private let isStopping = Atomic<Bool>(false)
  private let hasEnded = DispatchSemaphore(value: 0)
  private let wake = DispatchSemaphore(value: 0)
  /// What was said last of each integration: the same is not said again.
  private let said = Mutex<[Int: String]>([:])

  init(_ core: ConsoleCore) {
    self.core = core
    ledgers = core.integrations.map { LedgerPool($0.directory, for: .changingBesideRuns) }
  }

  func start() {
    let thread = Thread { [self] in
      while !isStopping.load(ordering: .acquiring) {
        for (index, integration) in core.integrations.enumerated() { tell(index, integration) }
        _ = wake.wait(timeout: .now() + Self.pauseSeconds)
      }
      hasEnded.signal()
    }
    thread.name = "webhooks"
    thread.stackSize = 1 << 20
    thread.start()
  }

  private func tell(_ index: Int, _ integration: Integration) {
    if integration.webhooks.isEmpty || !integration.directory.exists { return }
    var problem: String?
    do {
      problem = try ledgers[index].use { ledger in
        var round = WebhookRound(integration, poster)
        round.now = core.settings.now
        round.isStopping = { [self] in isStopping.load(ordering: .acquiring) }
        return try round.run(ledger).problem
      }
    } catch {
      problem = "\(error)"
    }
    let isNew = said.withLock { said in
      defer { said[index] = problem }
      return said[index] != problem
    }
    if isNew, let problem { core.settings.log("warning: webhooks of \(integration.path): \(problem)") }
  }

  /// Ends what is on its way, within a second or so; it is sent again later.
  func stop() async {
    isStopping.store(true, ordering: .releasing)
    poster.shutdown()
    wake.signal()
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        _ = hasEnded.wait(timeout: .now() + 5)
        continuation.resume()
      }
    }
  }
}
