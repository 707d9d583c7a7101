import FileInput
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import Synchronization
import Glibc

/// One run of an integration's import, with its heartbeat: the task "Importar ligações VoIP" of spec 4.6.
package struct ImportRun: Sendable {
  private let settings: ImportSettings
  private let again: Set<String>
  private let progress: ProgressCounter
  private let isStopping: @Sendable () -> Bool

  /// - Parameters:
  ///   - settings: its clock is the heartbeat's.
  ///   - again: names of files that are taken though their content was withdrawn.
  ///   - isStopping: asked at each step: a run that has not begun to commit is then abandoned.
  package init(
    _ settings: ImportSettings, again: Set<String> = [], progress: ProgressCounter = ProgressCounter(),
    isStopping: @escaping @Sendable () -> Bool = { false }
  ) {
    self.settings = settings
    self.again = again
    self.progress = progress
    self.isStopping = isStopping
  }

  /// Runs the import.
  ///
  /// The heartbeat is written once the run holds the ledger, and when it ends. That it cannot be written fails no run:
  /// what counts is the ledger.
  ///
  /// - Parameters:
  ///   - scheduledFor: the agenda's time, seconds since 1970.
  ///   - onBegin: called once it holds the ledger.
  /// - Throws: what `ImportJob.run` throws; `Stopped` if it was abandoned. Nothing was changed then.
  package func run(
    scheduledFor: Int64? = nil, onBegin: @escaping @Sendable () -> Void = {}
  ) throws -> ImportReport {
    let directory = DataDirectory(path: settings.dataDirectory)
    var attempt = Heartbeat.Attempt(
      scheduledFor: scheduledFor.map { Date(timeIntervalSince1970: Double($0)) }, startedAt: settings.now(),
      process: getpid())
    let begun = attempt
    var settings = settings
    let onStep = settings.onStep
    let isStopping = self.isStopping
    let stopping = StoppingStep()
    settings.onStep = { step in
      if step == .locked {
        Self.write(begun, directory)
        onBegin()
      }
      if step.allowsStopping, isStopping() {
        stopping.step.withLock { $0 = step }
        throw Stopped(step)
      }
      try onStep(step)
    }
    do {
      var job = ImportJob(settings: settings, request: .files(again: again), progress: progress)
      let report = try job.run()
      attempt.complete(report)
      end(attempt, directory)
      return report
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      // The heartbeat is the other run's.
      throw failure
    } catch {
      // On its way out of a transaction it may have become another error.
      let error: any Error = stopping.step.withLock { $0 }.map(Stopped.init) ?? error
      attempt.outcome = error is Stopped ? .abandoned : .failed
      let reason = error is Stopped ? Heartbeat.abandonedMessage : "\(error)".replacing("\n", with: "; ")
      attempt.message = MaskedText.masked(SourceFile.displayable(reason.utf8))
      end(attempt, directory)
      throw error
    }
  }

  private func end(_ attempt: Heartbeat.Attempt, _ directory: DataDirectory) {
    var attempt = attempt
    attempt.endedAt = settings.now()
    Self.write(attempt, directory)
  }

  private static func write(_ attempt: Heartbeat.Attempt, _ directory: DataDirectory) {
    // A link is refused as a data directory, so nothing goes through it.
    let type = try? FileManager.default.attributesOfItem(atPath: directory.path)[.type] as? FileAttributeType
    guard type == .typeDirectory else { return }
    var heartbeat = Heartbeat.read(directory) ?? Heartbeat()
    heartbeat.last = attempt
    if attempt.outcome == .succeeded { heartbeat.lastSuccessAt = attempt.endedAt }
    switch attempt.outcome {
    case .running, .abandoned: break
    case .succeeded, .incomplete, .failed: heartbeat.settle(attempt)
    }
    try? heartbeat.write(directory)
  }
}

/// Where a run was told to stop.
private final class StoppingStep: Sendable {
  let step = Mutex<ImportStep?>(nil)
}

extension Heartbeat.Attempt {
  /// What the run came to.
  fileprivate mutating func complete(_ report: ImportReport) {
    let warnings = report.warnings
    outcome = warnings.isEmpty ? .succeeded : .incomplete
    let known = Set(report.attention.map(\.name))
    unknownFailures = report.failedFiles.count { !known.contains($0.name) }
    if let first = warnings.first {
      message = MaskedText.masked(first + (warnings.count == 1 ? "" : ", and \(warnings.count - 1) more"))
    }
    if let failure = report.alertFailure, message == nil {
      message = MaskedText.masked(SourceFile.displayable(failure.utf8))
    }
    run = report.isRecorded ? report.run : nil
    files = report.files.count
    rowsRead = report.totals.read
    rowsRejected = report.totals.rejected
    rowsSuspended = report.totals.suspended
  }
}

extension ImportStep {
  /// Whether nothing is recorded if the run ends here.
  package var allowsStopping: Bool {
    switch self {
    case .locked, .cleaned, .listed, .scanned, .fed, .rated, .segmentWritten, .segmentNamed, .beforeCommit: true
    case .committed, .compacting, .compacted, .segmentsRemoved, .fileSetAside, .fileDeleted, .done: false
    }
  }
}
