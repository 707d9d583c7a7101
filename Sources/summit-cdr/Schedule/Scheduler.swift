import ArgumentParser
import CallModel
import Foundation
import Integration
import Ledger
import Synchronization

/// Runs the schedules of several integrations, each on a thread of its own, until it is asked to stop.
struct Scheduler {
  private let integrations: [ScheduledIntegration]
  private let resources: RunResources
  private let log: ScheduleLog

  /// As the main thread has it.
  private static let stackBytes = 8 << 20

  init(_ integrations: [ScheduledIntegration], resources: RunResources, isJSON: Bool) {
    self.integrations = integrations
    self.resources = resources
    var zones: [String: TimeZoneRules] = [:]
    for one in integrations { zones[one.integration.description] = one.zone }
    log = ScheduleLog(isJSON: isJSON, zones: zones)
  }

  /// - Throws: `Exit.failed` if the schedules ended by themselves: none is active, or none can have its data directory.
  func run() throws {
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
    guard clock.isStopping else { throw Exit.failed }
  }

  private func start(
    _ one: ScheduledIntegration, _ clock: MachineClock, _ running: RunningImports, _ group: DispatchGroup
  ) throws {
    let log = self.log
    let integration = one.integration
    let schedule = try Terminal.failing {
      try ImportSchedule(
        integration, settings: resources.settings(of: integration), clock: clock,
        push: {
          let sent = PlatformRound.run(integration, limitSeconds: PlatformRound.scheduleSeconds)
          let told = WebhookRounds.run(integration, limitSeconds: PlatformRound.scheduleSeconds)
          let words = [sent.map { PlatformRound.text($0) }, told].compactMap(\.self)
          return words.isEmpty ? nil : words.joined(separator: "; ")
        },
        log: { event in
          running.note(event)
          log.write(event)
        })
    }
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
