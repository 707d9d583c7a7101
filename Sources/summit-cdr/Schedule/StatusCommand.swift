import Alerting
import ArgumentParser
import CallModel
import Foundation
import Importing
import Integration
import Ledger
import Provisioning
import Scheduling

/// `summit-cdr status`: when the last import ran, how it ended, and when the next one runs.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell when the last import ran, how it ended, and when the next is due.",
    discussion: """
      For a person, and for a monitor: the exit code is 1 if the last import failed, left files behind or was \
      interrupted, if files need attention until their cause is gone or summit-cdr files release NAME ends it (see \
      summit-cdr help import), if one is overdue by a quarter of an hour, or if one has been under way for longer than \
      cdr.import_limit_minutes of integration.yml (default \(TaskStatus.standardLimitMinutes)). It reads the data directory's heartbeat.json, which \
      every import writes, whoever started it.

      Exit codes: 0 all is well, 1 someone should look, 2 failed.

      Examples:
        summit-cdr status --config integration.yml
        summit-cdr status --config matriz --config filial --json
      """)

  @Option(
    help: ArgumentHelp(
      "An integration: integration.yml, or the directory that holds it. May be given several times.",
      valueName: "file"))
  var config: [String]

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print nothing: the exit code tells.")
  var quiet = false

  func validate() throws {
    if config.isEmpty { throw ValidationError("--config: expected an integration, found none") }
  }

  func run() throws {
    let now = Int64(Date().timeIntervalSince1970.rounded(.down))
    let all = try ScheduledIntegration.load(config).map { one in
      (one, TaskStatus(one.integration, in: one.zone, now: now))
    }
    if json {
      try Terminal.write(json: all.map { StatusEntry($0, $1, Waiting($0.integration)) })
    } else if !quiet {
      let texts = all.map { StatusText($0, $1, Waiting($0.integration)).lines }
      try Terminal.write(lines: Array(texts.joined(separator: [""])))
    }
    if all.contains(where: { $0.1.isAlarming }) { throw Exit.attention }
  }
}

/// What waits for someone, or for the platform; all nil if there is no ledger that can be read.
struct Waiting {
  /// Alerts that nobody has acknowledged.
  private(set) var alerts: Int?
  /// What is not sent yet, and what the platform refused.
  private(set) var requests: OutboxCounts?

  init(_ integration: Integration) {
    let directory = DataDirectory(path: integration.dataDirectory)
    guard let ledger = try? Ledger.openForReading(directory) else { return }
    alerts = try? ledger.read { try AlertStore($0).openCounts().values.reduce(0, +) }
    requests = try? ledger.read { try Outbox($0).counts() }
  }
}

/// One integration's status for a person.
struct StatusText {
  private(set) var lines: [String]

  init(_ one: ScheduledIntegration, _ status: TaskStatus, _ waiting: Waiting) {
    func time(_ date: Date) -> String {
      ZonedTime(Int64(date.timeIntervalSince1970.rounded(.down)), in: one.zone).text
    }
    lines = ["\(Terminal.displayable(one.integration.description)): \(Self.words(status))"]
    if let last = status.heartbeat.last {
      lines.append("  last run      \(time(last.startedAt))\(Self.detail(last))")
      if let message = last.message, last.outcome != .incomplete || last.unknownFailures != 0 {
        lines.append("                \(message)")
      }
    }
    for file in status.attention.prefix(FileWords.maximumFiles) {
      lines.append("  look at       \(Terminal.displayable(file.message))")
    }
    if status.attention.count > FileWords.maximumFiles {
      lines.append(
        "                and \(status.attention.count - FileWords.maximumFiles) more files: see summit-cdr files")
    }
    if let success = status.heartbeat.lastSuccessAt, success != status.heartbeat.last?.endedAt {
      lines.append("  last success  \(time(success))")
    }
    if let alerts = waiting.alerts, alerts > 0 {
      lines.append("  alerts        \(ProgressLine.grouped(alerts)) open: see summit-cdr alerts list")
    }
    if let requests = waiting.requests, requests.pending + requests.failed > 0 {
      let pending = requests.pending > 0 ? ["\(ProgressLine.grouped(requests.pending)) wait for the platform"] : []
      let failed = requests.failed > 0 ? ["\(ProgressLine.grouped(requests.failed)) were refused"] : []
      lines.append(
        "  requests      \((pending + failed).joined(separator: ", ")): see summit-cdr platform outbox list")
    }
    if one.integration.isActive {
      let label = status.state == .overdue ? "  was due       " : "  next run      "
      lines.append(label + ZonedTime(status.next, in: one.zone).text)
    }
  }

  private static func words(_ status: TaskStatus) -> String {
    switch status.state {
    case .inactive: "not active"
    case .neverRan: "has not run yet"
    case .running: "running"
    case .hung:
      "UNDER WAY FOR TOO LONG (cdr.import_limit_minutes): see whether process "
        + "\(status.heartbeat.last.map { "\($0.process)" } ?? "?") hangs; ending it loses nothing"
    case .succeeded: "well"
    case .incomplete: "FILES NEED ATTENTION"
    case .failed: "FAILED"
    case .abandoned: "stopped on request; the next run does its work"
    case .interrupted:
      "INTERRUPTED: the process ended before the run did; nothing of the run was lost. If the next one ends so, too, run "
        + "summit-cdr import by hand and see how it ends"
    case .overdue: "OVERDUE"
    }
  }

  private static func detail(_ last: Heartbeat.Attempt) -> String {
    var parts: [String] = []
    if let ended = last.endedAt {
      parts.append("\(Int(max(0, ended.timeIntervalSince(last.startedAt)).rounded())) s")
    }
    if last.outcome == .succeeded || last.outcome == .incomplete {
      parts.append(last.run.map { "run \($0)" } ?? "nothing new")
      if last.files > 0 { parts.append(CountText.of(last.files, "file", "files")) }
      if last.rowsRead > 0 {
        parts.append(
          "\(CountText.of(last.rowsRead, "row", "rows")), \(ProgressLine.grouped(last.rowsRejected)) rejected, "
            + "\(ProgressLine.grouped(last.rowsSuspended)) suspended")
      }
    }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
  }
}

/// One integration's status for a machine.
struct StatusEntry: Encodable {
  var integration: String
  var config: String
  var state: String
  var alarming: Bool
  var active: Bool
  var lastStartedAt: String?
  var lastEndedAt: String?
  var lastOutcome: String?
  var lastMessage: String?
  var lastRun: Int64?
  var lastSuccessAt: String?
  var nextRunAt: String
  var attention: [ImportReport.Attention]
  var openAlerts: Int?
  var requestsWaiting: Int?
  var requestsRefused: Int?

  init(_ one: ScheduledIntegration, _ status: TaskStatus, _ waiting: Waiting) {
    func time(_ date: Date?) -> String? {
      date.map { ZonedTime(Int64($0.timeIntervalSince1970.rounded(.down)), in: one.zone).iso8601 }
    }
    integration = one.integration.description
    config = one.integration.path
    state = status.state.rawValue
    alarming = status.isAlarming
    active = one.integration.isActive
    lastStartedAt = time(status.heartbeat.last?.startedAt)
    lastEndedAt = time(status.heartbeat.last?.endedAt)
    lastOutcome = status.heartbeat.last?.outcome.rawValue
    lastMessage = status.heartbeat.last?.message
    lastRun = status.heartbeat.last?.run
    lastSuccessAt = time(status.heartbeat.lastSuccessAt)
    nextRunAt = ZonedTime(status.next, in: one.zone).iso8601
    attention = status.attention
    openAlerts = waiting.alerts
    requestsWaiting = waiting.requests?.pending
    requestsRefused = waiting.requests?.failed
  }
}
