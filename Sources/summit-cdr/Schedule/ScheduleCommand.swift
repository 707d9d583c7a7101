import ArgumentParser
import CallModel
import FileInput
import Foundation
import Integration
import Scheduling

/// `summit-cdr schedule`: the scheduled task "Importar ligações VoIP" (spec 4.6).
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Stay in the foreground and run the imports of integrations at their times.",
    discussion: """
      The times are those of `schedule:` in integration.yml, or of schedule.yml beside it; without either, 02:00 every \
      day, or of the 1st for import_period: monthly. A run happens when all of minute, hour, day_of_month, month and \
      day_of_week match, in the integration's time zone. A time that passed while the scheduler was down is made up \
      once at start.

      It logs to standard error, one line an event. SIGTERM ends it within seconds: a run under way is abandoned, \
      nothing of it is recorded, and it is made up at the next start. --config may be given several times; their runs \
      do not wait for each other.

      --next shows the next times instead; --systemd prints a service and a timer that do the same without this \
      staying in the foreground.

      Examples:
        summit-cdr schedule --config matriz/integration.yml
        summit-cdr schedule --config matriz --config filial --json
        summit-cdr schedule --config matriz --next 5
        summit-cdr schedule --config matriz --systemd
      """)

  @Option(
    help: ArgumentHelp(
      "An integration: integration.yml, or the directory that holds it. May be given several times.",
      valueName: "file"))
  var config: [String]

  @Option(help: ArgumentHelp("Print the next n times, and run nothing.", valueName: "n"))
  var next: Int?

  @Flag(help: "Print systemd units that run the imports, and run nothing.")
  var systemd = false

  @Option(help: ArgumentHelp("Write the units of --systemd into this directory.", valueName: "dir"))
  var output: String?

  @OptionGroup var resources: RunResources

  @Flag(help: "Log, or print the times, as JSON.")
  var json = false

  private static let maximumTimes = 1_000

  func validate() throws {
    if config.isEmpty { throw ValidationError("--config: expected an integration, found none") }
    if let next, !(1...Self.maximumTimes).contains(next) {
      throw ValidationError("--next: expected 1 to \(Self.maximumTimes), found \(next)")
    }
    if next != nil, systemd { throw ValidationError("--next, --systemd: expected one of them, found both") }
    if output != nil, !systemd { throw ValidationError("--output: expected with --systemd only") }
    if systemd, json { throw ValidationError("--json: expected without --systemd: units are text") }
  }

  func run() throws {
    let integrations = try ScheduledIntegration.load(config)
    if let next {
      try NextTimes(integrations, count: next).print(asJSON: json)
    } else if systemd {
      try SystemdUnits(integrations, resources: resources).print(into: output)
    } else {
      try Scheduler(integrations, resources: resources, isJSON: json).run()
    }
  }
}

/// An integration of the command line, with its zone.
struct ScheduledIntegration: Sendable {
  let integration: Integration
  let zone: TimeZoneRules

  /// Loads them all; every fault of each is printed.
  static func load(_ paths: [String]) throws -> [ScheduledIntegration] {
    var loaded: [ScheduledIntegration] = []
    var hasFailed = false
    for path in paths {
      do throws(Problems) {
        let integration = try Integration.load(path: path)
        guard let zone = TimeZoneRules(identifier: integration.timeZone) else { continue }
        loaded.append(ScheduledIntegration(integration: integration, zone: zone))
      } catch {
        Terminal.error("\(error)")
        hasFailed = true
      }
    }
    if hasFailed { throw Exit.failed }
    try checkApart(loaded)
    return loaded
  }

  /// Two of them must not share a ledger: one would always find it in use.
  private static func checkApart(_ loaded: [ScheduledIntegration]) throws {
    var seen: [[String]: String] = [:]
    for one in loaded {
      let place = Integration.place(one.integration.dataDirectory)
      if let other = seen[place] {
        Terminal.error(
          "\(one.integration.path): data_directory: expected another than that of \(other), found the same: give each "
            + "integration a data directory of its own")
        throw Exit.failed
      }
      seen[place] = one.integration.path
    }
  }
}

/// `schedule --next`.
struct NextTimes {
  private struct Entry: Encodable {
    var integration: String
    var config: String
    var active: Bool
    var timeZone: String
    var next: [String]
  }

  private let integrations: [ScheduledIntegration]
  private let times: [[ZonedTime]]

  init(_ integrations: [ScheduledIntegration], count: Int) {
    self.integrations = integrations
    let now = Int64(Date().timeIntervalSince1970.rounded(.down))
    times = integrations.map { one in
      one.integration.agenda.next(count, after: now, in: one.zone).map { ZonedTime($0, in: one.zone) }
    }
  }

  func print(asJSON: Bool) throws {
    if asJSON {
      try Terminal.write(
        json: zip(integrations, times).map { one, times in
          Entry(
            integration: one.integration.description, config: one.integration.path, active: one.integration.isActive,
            timeZone: one.integration.timeZone, next: times.map(\.iso8601))
        })
      return
    }
    var lines: [String] = []
    for (one, times) in zip(integrations, times) {
      if integrations.count > 1 { lines.append("\(Terminal.displayable(one.integration.description)):") }
      lines += times.map { "\($0.text)  \(one.integration.timeZone)" }
      if !one.integration.isActive {
        Terminal.message("\(one.integration.path): active: false: nothing would run\n")
      }
    }
    try Terminal.write(lines: lines)
  }
}
