import CallModel
import FileInput
import Foundation
import Importing
import Ledger
import Output
import Pipeline
import Scheduling

/// The scheduled task of one integration (spec 4.6): waits for its times, and runs the import at each.
package struct ImportSchedule: Sendable {
  private let integration: Integration
  private let settings: ImportSettings
  private let clock: any TaskClock
  private let zone: TimeZoneRules
  private let log: @Sendable (TaskEvent) -> Void
  /// Sends what waits for the platform; says what came of it, if anything did.
  private let push: @Sendable () -> String?

  /// The clock is looked at that often: it may have been set.
  private static let maximumWaitSeconds: Int64 = 20
  /// What waits for the platform is looked at that often.
  private static let pushSeconds: Int64 = 60

  /// - Parameters:
  ///   - settings: of the import; its clock is that of the schedule.
  ///   - push: called after each run, and each minute in between: sends what waits for the platform, and says what came of
  ///     it, if anything did (spec 6.3). It fails nothing.
  ///   - log: called from the thread that runs the schedule.
  package init(
    _ integration: Integration, settings: ImportSettings, clock: any TaskClock,
    push: @escaping @Sendable () -> String? = { nil }, log: @escaping @Sendable (TaskEvent) -> Void
  ) throws(Problems) {
    guard let zone = TimeZoneRules(identifier: integration.timeZone) else {
      throw Problems([
        Problem(
          integration.path, field: "time_zone", expected: "a time zone such as America/Sao_Paulo",
          found: integration.timeZone)
      ])
    }
    self.integration = integration
    self.clock = clock
    self.zone = zone
    self.log = log
    self.push = push
    self.settings = settings
  }

  /// Runs until the clock says to stop; a run under way is finished or abandoned then.
  ///
  /// - Throws: `LedgerFailure` if there can be no data directory.
  package func run() throws {
    guard integration.isActive else {
      log(
        event(.inactive, "not active: nothing is imported until integration.yml says active: true and this starts anew")
      )
      return
    }
    var plan = try begin()
    let isLate = plan.next <= clock.now
    var started = event(
      .started, isLate ? "a run was missed and comes first" : "next run \(ZonedTime(plan.next, in: zone).text)")
    started.next = plan.next
    log(started)
    var isWaiting = false
    var pushed: (at: Int64, message: String?)
    pushed = (0, nil)
    while !clock.isStopping {
      switch plan.decide(now: clock.now) {
      case .wait(let until):
        if abs(clock.now - pushed.at) >= Self.pushSeconds { pushed = pushNow(after: pushed.message) }
        clock.wait(seconds: min(max(1, until - clock.now), Self.maximumWaitSeconds))
      case .clockSetBack(let seconds): beginAnew(seconds)
      case .run(let run):
        perform(run, &plan, &isWaiting)
        pushed = pushNow(after: pushed.message)
      }
    }
    log(event(.stopped, "stopped"))
  }

  /// - Parameter message: of the last push: the same is not told again.
  private func pushNow(after message: String?) -> (at: Int64, message: String?) {
    guard !clock.isStopping else { return (clock.now, message) }
    let told = push()
    if let told, told != message { log(event(.platform, told)) }
    return (clock.now, told)
  }

  /// Where the agenda goes on: from the heartbeat, else from the ledger's last run, else from now.
  private func begin() throws(LedgerFailure) -> RunPlan {
    let directory = DataDirectory(path: integration.dataDirectory)
    try directory.prepare()
    var heartbeat = Heartbeat.read(directory) ?? Heartbeat()
    let recorded =
      directory.exists && heartbeat.settledUntil == nil
      ? (try? integration.withLedger(.looking) { try $0.lastImportStart() }) ?? nil : nil
    let settled = (heartbeat.settledUntil ?? recorded).map { Int64($0.timeIntervalSince1970.rounded(.down)) }
    if heartbeat.settledUntil == nil {
      // From now on times are missed if nothing runs at them.
      heartbeat.settledUntil = Date(timeIntervalSince1970: Double(settled ?? clock.now))
      try? heartbeat.write(directory)
    }
    return RunPlan(integration.agenda, in: zone, settledUntil: settled, now: clock.now)
  }

  /// The clock had been wrong: times count from now.
  private func beginAnew(_ seconds: Int64) {
    log(
      event(
        .clockSetBack,
        "the last run is \(seconds / 3_600) hours in the future: the clock was wrong; counting from now"))
    let directory = DataDirectory(path: integration.dataDirectory)
    var heartbeat = Heartbeat.read(directory) ?? Heartbeat()
    heartbeat.settledUntil = Date(timeIntervalSince1970: Double(clock.now))
    try? heartbeat.write(directory)
  }

  /// - Parameter isWaiting: whether the ledger was in use at the last try: that is told once.
  private func perform(_ run: RunPlan.Run, _ plan: inout RunPlan, _ isWaiting: inout Bool) {
    let began = clock.now
    var start = started(run, isLate: run.isMadeUp && !isWaiting)
    start.scheduledFor = run.scheduledFor
    var end: TaskEvent
    do {
      let (clock, log, begin) = (self.clock, self.log, start)
      let report = try ImportRun(settings, isStopping: { clock.isStopping }).run(scheduledFor: run.scheduledFor) {
        log(begin)
      }
      plan.begin(run, now: began)
      isWaiting = false
      end = finished(report)
    } catch let failure as LedgerFailure where failure.kind == .alreadyRunning {
      plan.putOff(now: clock.now)
      if isWaiting { return }
      isWaiting = true
      end = event(.waiting, "\(failure); it is tried again each minute")
    } catch is Stopped {
      end = event(.runAbandoned, Heartbeat.abandonedMessage)
    } catch {
      plan.begin(run, now: began)
      isWaiting = false
      end = event(.runFailed, "\(error)")
    }
    end.scheduledFor = run.scheduledFor
    end.next = clock.isStopping ? nil : plan.next
    log(end)
  }

  private func started(_ run: RunPlan.Run, isLate: Bool) -> TaskEvent {
    let time = ZonedTime(run.scheduledFor, in: zone).text
    return isLate
      ? event(.missed, "the run of \(time) was missed; running now") : event(.runStarted, "run of \(time)")
  }

  private func finished(_ report: ImportReport) -> TaskEvent {
    let totals = report.totals
    var parts = [report.isRecorded ? "run \(report.run)" : "nothing new"]
    if report.files.count > 0 { parts.append("\(report.files.count) \(report.files.count == 1 ? "file" : "files")") }
    if totals.read > 0 {
      parts.append(
        "\(totals.read) rows: \(totals.rated) rated, \(totals.rejected) rejected, \(totals.suspended) suspended")
    }
    if report.serviceChangeCount > 0 { parts.append("\(report.serviceChangeCount) services changed") }
    let warnings = report.warnings
    let told = warnings.prefix(FileWords.maximumFiles) + report.contradictions
    if warnings.count > FileWords.maximumFiles { parts.append("\(warnings.count) files to look at") }
    let text = parts.joined(separator: ", ") + told.map { "; \($0)" }.joined()
    var event = self.event(warnings.isEmpty ? .runFinished : .runIncomplete, text)
    event.report = report
    return event
  }

  private func event(_ kind: TaskEvent.Kind, _ message: String) -> TaskEvent {
    TaskEvent(kind, at: clock.now, integration: integration.description, message: message)
  }
}
