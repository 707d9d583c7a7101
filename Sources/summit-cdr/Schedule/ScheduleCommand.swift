import ArgumentParser
import Console
import Integration

/// `summit-cdr schedule`: the scheduled task "Importar ligações VoIP" (spec 4.6).
struct ScheduleCommand: ParsableCommand, Reporting {
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

  @OptionGroup var integrations: IntegrationsOptions

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
    if let next, !(1...Self.maximumTimes).contains(next) {
      throw ValidationError("--next: expected 1 to \(Self.maximumTimes), found \(next)")
    }
    if next != nil, systemd { throw ValidationError("--next, --systemd: expected one of them, found both") }
    if output != nil, !systemd { throw ValidationError("--output: expected with --systemd only") }
    if systemd, json { throw ValidationError("--json: expected without --systemd: units are text") }
  }

  func run() throws {
    let integrations = try ScheduledIntegration.load(integrations.config)
    if let next {
      let times = NextTimes(integrations, count: next)
      if !json { for fault in times.remarks { Terminal.message("\(fault)\n") } }
      try say(times.object, times.lines)
    } else if systemd {
      try writeUnits(SystemdUnits(integrations, (resources.threads.workers, resources.memoryLimit?.text)))
    } else {
      let scheduler = Scheduler(
        integrations, isJSON: json, to: Terminal.message, settings: { resources.settings(of: $0) },
        tell: { WebhookRound.run(beside: $0, limitSeconds: PlatformRound.scheduleSeconds) })
      guard try scheduler.run() else { throw Exit.failed }
    }
  }

  private func writeUnits(_ units: SystemdUnits) throws {
    for warning in units.warnings { Terminal.message("\(warning)\n") }
    guard let output else { return try Terminal.write(lines: units.lines) }
    let next = try units.write(into: output) { Terminal.message("written: \($0)\n") }
    Terminal.message("then: \(next)\n")
  }
}
