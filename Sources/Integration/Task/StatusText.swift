import CallModel
import Foundation
import Importing
import Listing
import Provisioning

/// One integration's status for a person.
package enum StatusText {
  package static func lines(_ listed: IntegrationStatus) -> [String] {
    let (one, status) = (listed.scheduled, listed.task)
    func time(_ date: Date) -> String {
      ZonedTime(Int64(date.timeIntervalSince1970.rounded(.down)), in: one.zone).text
    }
    var lines = ["\(DisplayText.of(one.integration.description)): \(words(status))"]
    if let last = status.heartbeat.last {
      lines.append("  last run      \(time(last.startedAt))\(detail(last))")
      if let message = last.message, last.outcome != .incomplete || last.unknownFailures != 0 {
        lines.append("                \(message)")
      }
    }
    for file in status.attention.prefix(FileWords.maximumFiles) {
      lines.append("  look at       \(DisplayText.of(file.message))")
    }
    if status.attention.count > FileWords.maximumFiles {
      lines.append(
        "                and \(status.attention.count - FileWords.maximumFiles) more files: see summit-cdr files")
    }
    if let success = status.heartbeat.lastSuccessAt, success != status.heartbeat.last?.endedAt {
      lines.append("  last success  \(time(success))")
    }
    if let alerts = listed.openAlerts, alerts > 0 {
      lines.append("  alerts        \(CountText.grouped(alerts)) open: see summit-cdr alerts list")
    }
    if let requests = listed.requests, requests.pending + requests.failed > 0 {
      let pending = requests.pending > 0 ? ["\(CountText.grouped(requests.pending)) wait for the platform"] : []
      let failed = requests.failed > 0 ? ["\(CountText.grouped(requests.failed)) were refused"] : []
      lines.append(
        "  requests      \((pending + failed).joined(separator: ", ")): see summit-cdr platform outbox list")
    }
    if one.integration.isActive {
      let label = status.state == .overdue ? "  was due       " : "  next run      "
      lines.append(label + ZonedTime(status.next, in: one.zone).text)
    }
    return lines
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
          "\(CountText.of(last.rowsRead, "row", "rows")), \(CountText.grouped(last.rowsRejected)) rejected, "
            + "\(CountText.grouped(last.rowsSuspended)) suspended")
      }
    }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
  }
}
