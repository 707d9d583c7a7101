import CallModel
import FileInput
import Foundation
import Importing
import Ledger
import Scheduling
import Glibc

/// How it stands with an integration's scheduled imports, from its heartbeat and its agenda.
package struct TaskStatus: Sendable {
  package enum State: String, Sendable {
    case inactive
    /// No run yet, and none that should have been.
    case neverRan = "never-ran"
    case running
    /// Under way for longer than the integration allows.
    case hung
    case succeeded, incomplete, failed, abandoned
    /// The process ended without saying how: it was killed, or the machine went down.
    case interrupted
    case overdue
  }

  package let state: State
  package let heartbeat: Heartbeat
  /// What someone should look at of files, as it stands now.
  package let attention: [ImportReport.Attention]
  /// The next time, seconds since 1970; of an overdue run, the time it was due.
  package let next: Int64

  /// How long after its time a run may begin before it is overdue: a machine that starts, a run that waits for another.
  package static let graceSeconds: Int64 = 900

  /// How long an import may be under way before someone should look, where `cdr.import_limit_minutes` does not say: a
  /// million rows take seconds, so four hours are a first import of years over a slow mount, or one that hangs.
  package static let standardLimitMinutes = 240

  /// Whether someone should look.
  package var isAlarming: Bool {
    switch state {
    case .inactive, .neverRan, .running, .succeeded: false
    case .hung, .incomplete, .failed, .abandoned, .interrupted, .overdue: true
    }
  }

  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - isAlive: whether a process runs.
  package init(
    _ integration: Integration, in zone: TimeZoneRules, now: Int64,
    isAlive: (Int32) -> Bool = { kill($0, 0) == 0 || errno == EPERM }
  ) {
    let directory = DataDirectory(path: integration.dataDirectory)
    var heartbeat = Heartbeat.read(directory) ?? Heartbeat()
    if heartbeat.lastSuccessAt == nil, heartbeat.last == nil, directory.exists {
      // The heartbeat was lost: the ledger knows the runs that recorded something.
      heartbeat.lastSuccessAt = (try? integration.withLedger(.looking) { try $0.lastImportStart() }) ?? nil
      heartbeat.settledUntil = heartbeat.settledUntil ?? heartbeat.lastSuccessAt
    }
    let settled = heartbeat.settledUntil.map { Int64($0.timeIntervalSince1970.rounded(.down)) }
    // A time in the future is a clock that was wrong.
    var known = settled.flatMap { $0 - now > RunPlan.maximumSetBackSeconds ? nil : $0 }
    let isUnderWay = heartbeat.last?.outcome == .running && heartbeat.last.map { isAlive($0.process) } == true
    // A run under way stands for all times so far.
    if isUnderWay { known = max(known ?? now, now) }
    let next = integration.agenda.next(after: known ?? now, in: zone)
    self.heartbeat = heartbeat
    self.next = next
    let told = Self.attention(integration, directory)
    attention = told ?? []
    guard integration.isActive else {
      state = .inactive
      return
    }
    if heartbeat.last?.outcome == .running {
      let begun = heartbeat.last.map { Int64($0.startedAt.timeIntervalSince1970.rounded(.down)) } ?? now
      let isTooLong = now - begun > 60 * Int64(integration.source.importLimitMinutes)
      state = isUnderWay ? isTooLong ? .hung : .running : .interrupted
      return
    }
    if next + Self.graceSeconds < now {
      state = .overdue
      return
    }
    switch heartbeat.last?.outcome {
    case nil: state = heartbeat.lastSuccessAt == nil ? .neverRan : .succeeded
    case .running: state = .running
    case .succeeded: state = attention.isEmpty ? .succeeded : .incomplete
    case .incomplete:
      // What it told of may be gone, or released, since.
      let isWell = told?.isEmpty == true && heartbeat.last?.unknownFailures == 0
      state = isWell ? .succeeded : .incomplete
    case .failed: state = .failed
    case .abandoned: state = .abandoned
    }
  }
  /// Nil if there is no ledger that can be read.
  private static func attention(
    _ integration: Integration, _ directory: DataDirectory
  ) -> [ImportReport.Attention]? {
    guard directory.exists else { return nil }
    let source = integration.source
    let present = try? SourceDirectory(path: source.directory).listing(source.files).files
    let concerns = try? integration.withLedger(.looking) { try $0.fileConcerns(present: present ?? []) }
    return concerns?.map(ImportReport.Attention.init)
  }
}
