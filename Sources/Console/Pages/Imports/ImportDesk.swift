import Foundation
import Importing
import Integration
import Ledger
import Pipeline
import Synchronization

/// Runs that were started on a page: one at a time on an integration, each on a thread of its own, so that nobody waits
/// for it.
final class ImportDesk: Sendable {
  struct Job: Sendable {
    enum Outcome: Sendable {
      case done(ImportReport)
      case failed(any Error)
    }

    var title: Words
    var isDryRun: Bool
    var by: String
    var beganAt: Int64
    var progress: ProgressCounter
    /// Nil while it runs.
    var outcome: Outcome?
  }

  private let settings: ConsoleSettings
  /// By integration, the last one.
  private let jobs = Mutex<[Int: Job]>([:])
  private let isStopping = Atomic<Bool>(false)

  init(_ settings: ConsoleSettings) { self.settings = settings }

  /// The last job of an integration since the server began.
  func job(of site: Int) -> Job? { jobs.withLock { $0[site] } }

  /// Starts one.
  ///
  /// - Returns: false if one started here is under way.
  func start(_ request: ImportRequest, _ title: Words, _ site: Site, by: String, isDryRun: Bool = false) -> Bool {
    let progress = ProgressCounter()
    let began = Int64(settings.now().timeIntervalSince1970)
    let isStarted = jobs.withLock { jobs in
      if let job = jobs[site.number], job.outcome == nil { return false }
      jobs[site.number] = Job(title: title, isDryRun: isDryRun, by: by, beganAt: began, progress: progress)
      return true
    }
    guard isStarted else { return false }
    let integration = site.integration
    let number = site.number
    let thread = Thread { [self] in
      let outcome = outcome(request, integration, progress, isDryRun: isDryRun)
      jobs.withLock { $0[number]?.outcome = outcome }
    }
    thread.stackSize = 8 << 20
    thread.start()
    return true
  }

  /// What has not begun to commit is abandoned: the next run does its work. Waits until all have ended, for some seconds.
  func stop() async {
    isStopping.store(true, ordering: .releasing)
    for _ in 0..<60 where jobs.withLock({ $0.values.contains { $0.outcome == nil } }) {
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private func outcome(
    _ request: ImportRequest, _ integration: Integration, _ progress: ProgressCounter, isDryRun: Bool
  ) -> Job.Outcome {
    do {
      var importSettings = integration.importSettings(workers: ProcessInfo.processInfo.activeProcessorCount)
      let report: ImportReport
      if case .files(let again) = request, !isDryRun {
        report = try ImportRun(importSettings, again: again, progress: progress) { [self] in
          isStopping.load(ordering: .acquiring)
        }.run()
        settings.afterImport(integration)
      } else {
        importSettings.onStep = { [self] step in
          if step.allowsStopping, isStopping.load(ordering: .acquiring) { throw Stopped(step) }
        }
        var job = ImportJob(settings: importSettings, request: request, progress: progress)
        report = try job.run(isDryRun: isDryRun)
      }
      return .done(report)
    } catch {
      if !RefusalWords.isBeside(error) {
        settings.log("error: \(integration.path): a run from a page failed: \(MaskedText.masked("\(error)"))")
      }
      return .failed(error)
    }
  }
}
