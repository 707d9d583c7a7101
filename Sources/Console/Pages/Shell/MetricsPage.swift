import Alerting
import CallModel
import Foundation
import GRDB
import Importing
import Integration
import Ledger
import Provisioning

/// `/metrics` in Prometheus' text form (spec 8.2): numbers of imports, rows, requests, alerts and requests, none of persons.
enum MetricsPage {
  static let routes: [Route] = [.read("metrics", nil, answer)]

  /// A metric with its values by labels.
  private struct Metric {
    var name: String
    var help: String
    var isCounter = false
    var values: [(labels: [(String, String)], value: String)] = []

    var lines: [String] {
      var lines = ["# HELP \(name) \(help)", "# TYPE \(name) \(isCounter ? "counter" : "gauge")"]
      for (labels, value) in values {
        let text = labels.map { "\($0.0)=\"\(MetricsPage.escaped($0.1))\"" }.joined(separator: ",")
        lines.append(name + (text.isEmpty ? "" : "{\(text)}") + " " + value)
      }
      return lines
    }
  }

  /// Only who watches on this machine: a proxy would show it to anybody.
  private static func answer(_ visit: Visit) throws -> WebAnswer {
    guard visit.request.isDirect, AddressBlock.loopback.contains(where: { $0.contains(visit.request.address) }) else {
      throw PageFailure(status: 403, message: "Só desta máquina.")
    }
    let lines = try metrics(visit).flatMap(\.lines)
    return .text(lines.joined(separator: "\n") + "\n", type: "text/plain; version=0.0.4; charset=utf-8")
  }

  private static func metrics(_ visit: Visit) throws -> [Metric] {
    var requests = Metric(name: "summit_requests_total", help: "Requests answered by this console.", isCounter: true)
    requests.values = visit.core.requests.all.map { ([("status", $0.status)], "\($0.count)") }
    var runs = Metric(name: "summit_runs_total", help: "Runs recorded in the ledger.", isCounter: true)
    var rows = Metric(
      name: "summit_rows_total", help: "Rows of imported files, by outcome as it stands.", isCounter: true)
    var success = Metric(
      name: "summit_last_success_timestamp_seconds", help: "When an import last ended well, since 1970.")
    var seconds = Metric(name: "summit_last_import_seconds", help: "How long the last import took.")
    var alarming = Metric(name: "summit_status_alarming", help: "1 if someone should look at the imports.")
    var held = Metric(name: "summit_held_rows", help: "Rows that wait, by reason.")
    var alerts = Metric(name: "summit_alerts_open", help: "Alerts that nobody has acknowledged.")
    var platformRequests = Metric(
      name: "summit_platform_requests", help: "Requests to the platform that wait or were refused.")
    for (index, integration) in visit.core.integrations.enumerated() {
      let label = ("integration", integration.description)
      let status = TaskStatus(integration, in: try integration.zoneRules(), now: visit.core.nowSeconds)
      alarming.values.append(([label], status.isAlarming ? "1" : "0"))
      if let date = status.heartbeat.lastSuccessAt {
        success.values.append(([label], "\(Int64(date.timeIntervalSince1970))"))
      }
      if let last = status.heartbeat.last, let end = last.endedAt {
        seconds.values.append(([label], "\(Int(max(0, end.timeIntervalSince(last.startedAt))))"))
      }
      guard integration.directory.exists else { continue }
      try visit.core.ledgers[index].use { ledger in
        runs.values.append(([label], "\(try ledger.runCount())"))
        for (outcome, count) in try ledger.rowCounts() {
          rows.values.append(([label, ("outcome", outcome.name)], "\(count)"))
        }
        for (reason, count) in try ledger.keptRowCounts().sorted(by: { $0.key < $1.key }) {
          held.values.append(([label, ("reason", reason)], "\(count)"))
        }
        let open = try ledger.read { try AlertStore($0).openCounts().values.reduce(0, +) }
        alerts.values.append(([label], "\(open)"))
        let counts = try ledger.read { try Outbox($0).counts() }
        platformRequests.values.append(([label, ("state", "pending")], "\(counts.pending)"))
        platformRequests.values.append(([label, ("state", "failed")], "\(counts.failed)"))
      }
    }
    return [requests, runs, rows, success, seconds, alarming, held, alerts, platformRequests]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
