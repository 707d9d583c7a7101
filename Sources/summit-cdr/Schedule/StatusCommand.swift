import ArgumentParser
import Foundation
import Integration
import Listing

/// `summit-cdr status`: when the last import ran, how it ended, and when the next one runs.
struct StatusCommand: ParsableCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell when the last import ran, how it ended, and when the next is due.",
    discussion: """
      For a person, and for a monitor: the exit code is 1 if the last import failed, left files behind or was \
      interrupted, if files need attention until their cause is gone or summit-cdr files release NAME ends it (see \
      summit-cdr help import), if one is overdue by a quarter of an hour, or if one has been under way for longer than \
      cdr.import_limit_minutes of integration.yml (default \(TaskStatus.standardLimitMinutes)). It reads the data directory's heartbeat.json, which \
      every import writes, by hand or by a schedule.

      Exit codes: 0 all is well, 1 someone should look, 2 failed.

      Examples:
        summit-cdr status --config integration.yml
        summit-cdr status --config matriz --config filial --json
      """)

  @OptionGroup var integrations: IntegrationsOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print nothing: the exit code tells.")
  var quiet = false

  func run() throws {
    let now = Int64(Date().timeIntervalSince1970.rounded(.down))
    let all = try ScheduledIntegration.load(integrations.config).map { IntegrationStatus($0, now: now) }
    try say(all.map(StatusListing.columns.object), Array(all.map(StatusText.lines).joined(separator: [""])))
    if all.contains(where: \.task.isAlarming) { throw Exit.attention }
  }
}
