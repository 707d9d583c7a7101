import CallModel
import Foundation
import Importing
import Ledger
import Synchronization

/// Runs the schedules of several integrations, each on a thread of its own, until it is asked to stop.
package struct Scheduler {
  private let integrations: [ScheduledIntegration]
  private let settings: (Integration) -> ImportSettings
  private let tell: @Sendable (Integration) -> String?
  private let log: ScheduleLog

  /// As the main thread has it.
  private static let stackBytes = 8 << 20

  /// - Parameters:
  ///   - settings: of an import of an integration.
  ///   - tell: tells others of what a run did, and returns what went wrong; nil: nothing did.
  ///   - write: takes the lines of the log.
  package init(
    _ integrations: [ScheduledIntegration], isJSON: Bool, to write: @escaping @Sendable (String) -> Void,
    settings: @escaping (Integration) -> ImportSettings, tell: @escaping @Sendable (Integration) -> String?
  ) {
    self.tell = tell
    self.integrations = integrations
    self.settings = settings
    var zones: [String: TimeZoneRules] = [:]
    for one in integrations { zones[one.integration.description] = one.zone }
    log = ScheduleLog(isJSON: isJSON, zones: zones, to: write)
  }

  /// - Returns: whether it was asked to stop; else the schedules ended by themselves: none is active, or none can have its
  ///   data directory.
  package func run() throws -> Bool {
    let clock = MachineClock()
    let running = RunningImports()
    let log = self.log
    let directories = integrations.map { DataDirectory(path: $0.integration.dataDirectory) }
    let signals = StopSignals(
      onStop: { _ in clock.stop() },
      onGraceEnd: { _ in
        for name in running.names { log.write(TaskEvent.abandoned(at: clock.now, integration: name)) }
        for directory in directories {
          Heartbeat.abandon(directory, process: getpid(), at: Date(timeIntervalSince1970: Double(clock.now)))
        }
        return 0
      })
    defer { withExtendedLifetime(signals) {} }
    let group = DispatchGroup()
    for one in integrations { try start(one, clock, running, group) }
    group.wait()
    return clock.isStopping
  }

  private func start(
    _ one: ScheduledIntegration, _ clock: MachineClock, _ running: RunningImports, _ group: DispatchGroup
  ) throws {
    let log = self.log
    let integration = one.integration
    let tell = self.tell
    let schedule = try ImportSchedule(
      integration, settings: settings(integration), clock: clock,
      push: {
        let sent = PlatformRound.run(integration, limitSeconds: PlatformRound.scheduleSeconds)
        let given = ERPRound.run(integration, limitSeconds: PlatformRound.scheduleSeconds)
        let words = [sent.map { PlatformRound.text($0) }, given, tell(integration)].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: "; ")
      },
      log: { event in
        running.note(event)
        log.write(event)
      })
    group.enter()
    let thread = Thread {
      do {
        try schedule.run()
      } catch {
        log.write(
          TaskEvent(.runFailed, at: clock.now, integration: integration.description, message: "\(error); given up"))
      }
      group.leave()
    }
    thread.stackSize = Self.stackBytes
    thread.name = "schedule"
    thread.start()
  }
}

/// The integrations whose import is under way.
final class RunningImports: Sendable {
  private let state = Mutex<Set<String>>([])

  var names: [String] { state.withLock { $0.sorted() } }

  func note(_ event: TaskEvent) {
    state.withLock { names in
      switch event.kind {
      case .runStarted, .missed: names.insert(event.integration)
      case .runFinished, .runIncomplete, .runFailed, .runAbandoned, .waiting: names.remove(event.integration)
      case .started, .platform, .clockSetBack, .inactive, .stopped: break
      }
    }
  }
}
