import ERP
import Foundation
import Importing
import Integration
import Ledger
import Synchronization

/// Pushes to the ERP, and comparisons with it, that were started on a page (spec 11.2): one at a time on an integration,
/// each on a thread of its own, so that nobody waits for the ERP.
final class ERPDesk: Sendable {
  enum Work: Sendable { case push, comparison }

  enum Outcome: Sendable {
    case pushed(ServicePushReport)
    case compared(ERPReconciliation)
    case failed(any Error)
  }

  struct Job: Sendable {
    var work: Work
    /// Who started it.
    var by: String
    /// Seconds since 1970.
    var beganAt: Int64
    /// Services that the ERP answered.
    var answered = 0
    /// Nil while it runs.
    var outcome: Outcome?
  }

  private struct State {
    /// The last of each work, of which one runs at most.
    var jobs: [Work: Job] = [:]
    var isRunning: Bool { jobs.values.contains { $0.outcome == nil } }
  }

  private let settings: ConsoleSettings
  /// By integration.
  private let states = Mutex<[Int: State]>([:])
  private let isStopping = Atomic<Bool>(false)

  init(_ settings: ConsoleSettings) { self.settings = settings }

  /// The last job of a work since the server began.
  func job(_ work: Work, of site: Int) -> Job? { states.withLock { $0[site]?.jobs[work] } }

  /// Starts one.
  ///
  /// - Parameters:
  ///   - selection: the services it is about.
  ///   - takesKeptApart: of a push: whether it hands over what is kept apart, too.
  /// - Returns: false if one started here is under way.
  func start(
    _ work: Work, _ selection: ServiceSelection, takesKeptApart: Bool = false, _ site: Site, by author: String
  ) -> Bool {
    let number = site.number
    let began = Int64(settings.now().timeIntervalSince1970.rounded(.down))
    let isStarted = states.withLock { states in
      if states[number]?.isRunning == true { return false }
      states[number, default: State()].jobs[work] = Job(work: work, by: author, beganAt: began)
      return true
    }
    guard isStarted else { return false }
    let integration = site.integration
    let thread = Thread { [self] in
      let outcome: Outcome
      do {
        outcome =
          switch work {
          case .push:
            .pushed(
              try push(selection, takesKeptApart: takesKeptApart, integration, number, by: author))
          case .comparison: .compared(try Self.compare(selection, integration))
          }
      } catch {
        if !(error is LedgerFailure) {
          settings.log("error: \(integration.path): erp: \(MaskedText.masked("\(error)"))")
        }
        outcome = .failed(error)
      }
      states.withLock { $0[number]?.jobs[work]?.outcome = outcome }
    }
    thread.stackSize = 8 << 20
    thread.start()
    return true
  }

  /// No service is begun any more; a request under way is left to end, and what came of it is looked for by the next
  /// push. Waits for some seconds.
  func stop() async {
    isStopping.store(true, ordering: .releasing)
    for _ in 0..<60 where states.withLock({ $0.values.contains(where: \.isRunning) }) {
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private func push(
    _ selection: ServiceSelection, takesKeptApart: Bool, _ integration: Integration, _ number: Int, by author: String
  ) throws -> ServicePushReport {
    try integration.withERP(.changingBesideRuns) { ledger, client in
      var push = ServicePush(ledger: ledger, client: client, terms: try integration.ixcTerms(ledger), author: author)
      push.now = settings.now
      push.takesKeptApart = takesKeptApart
      push.isStopping = { [self] in isStopping.load(ordering: .acquiring) }
      push.onStep = { [self] step in
        if step == .answered { states.withLock { $0[number]?.jobs[.push]?.answered += 1 } }
      }
      return try push.run(selection)
    }
  }

  private static func compare(_ selection: ServiceSelection, _ integration: Integration) throws -> ERPReconciliation {
    try integration.withERP(.looking) { ledger, client in
      guard let products = integration.erp?.products else { throw PageFailure.notFound }
      return try ERPReconciliation(selection, integration.recordedServices(ledger), ledger, client, products)
    }
  }
}
