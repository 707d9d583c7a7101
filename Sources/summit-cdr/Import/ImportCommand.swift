import ArgumentParser
import Console
import CallModel
import FileInput
import Foundation
import Importing
import Integration
import Ledger
import Output
import Pipeline
import RecordLayouts
import Synchronization

/// `summit-cdr import`: the daily or monthly job (spec 4).
struct ImportCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import the new CDR files of an integration into its ledger, each call once.",
    discussion: """
      Reads what is new in the source directory, rates it and records it, all or nothing: a run that fails or is \
      stopped changes nothing, and the next one does its work. Late calls and changes of the registry make the open \
      cycles they touch be rated again.

      --dry-run shows what a run would do and change, and changes nothing.

      A file that cannot be read (a truncated gzip, say) fails as a whole and is reported; the others are imported, \
      and the exit code is 2. It is tried again when it changes.

      Files that say nothing are named with --quiet, too, and the exit code is 1, in each run until the cause is gone or \
      summit-cdr files release NAME ends it: a file that failed before and is still there, one of whose rows more than \
      half were rejected or that rows of the layout left none of, a gzip file that \(FileConcern.youngRuns) runs found \
      too young.

      Exit codes: 0 done, 1 done, but someone should look, 2 failed, 3 rows were rejected (--strict), 75 another run is under way, 130 or 143 stopped by \
      a signal.

      Examples:
        summit-cdr import --config integration.yml
        summit-cdr import --config integration.yml --dry-run
        summit-cdr import --config integration.yml --quiet || mail -s import ops
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Show what would be done and changed; change nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Take this file though its content was withdrawn (undo); may be given again.", valueName: "name"))
  var again: [String] = []

  @OptionGroup var resources: RunResources

  @Flag(help: "Exit with 3 if any row was rejected.")
  var strict = false

  @Flag(help: "Print the run's report as JSON in place of the summary.")
  var json = false

  @Flag(help: "No progress and no summary; errors only.")
  var quiet = false

  @Flag(help: "Mask telephone numbers in messages, as befits a log.")
  var mask = false

  func run() throws {
    if mask { Terminal.masksMessages() }
    try run(integration.load())
  }

  func run(_ integration: Integration) throws {
    guard integration.isActive else {
      throw Problem(
        integration.path, field: "active", expected: "true to import", found: "false",
        remedy: "nothing was imported; set it to true when \(DisplayText.of(integration.description)) is to be billed")
    }
    var report = try imported(integration)
    if !dryRun { report.platform = tellOthers(integration) }
    for (index, warning) in report.warnings.enumerated() {
      if index < report.failedFiles.count { Terminal.error(warning) } else { Terminal.warning(warning) }
    }
    for word in report.contradictions { Terminal.warning(word) }
    if !quiet, let cycles = report.openCycles { Terminal.warning(cycles.text(config: integration.path)) }
    let platform = report.platform.map(PlatformRound.text)
    try say(report, ImportSummary(report, of: integration.description, platform: platform).lines)
    if !report.failedFiles.isEmpty { throw Exit.failed }
    if strict, report.totals.rejected > 0 {
      Terminal.error(
        "\(report.totals.rejected) rows were rejected, and --strict was given: see summit-cdr rejected list --config "
          + integration.path)
      throw Exit.rejectedRows
    }
    if !report.attention.isEmpty { throw Exit.attention }
  }

  /// Tells platform, ERP and receivers of events what follows from the run.
  private func tellOthers(_ integration: Integration) -> ImportReport.Platform? {
    let platform = PlatformRound.run(integration, limitSeconds: PlatformRound.importSeconds)
    if let given = ERPRound.run(integration, limitSeconds: PlatformRound.importSeconds), !quiet {
      Terminal.message("\(given)\n")
    }
    if let problem = WebhookRound.run(beside: integration, limitSeconds: PlatformRound.importSeconds), !quiet {
      Terminal.warning(DisplayText.of(problem))
    }
    return platform
  }

  private func imported(_ integration: Integration) throws -> ImportReport {
    let zones = [integration.timeZone, integration.source.layout.timeZone]
    if !quiet, let warning = SystemZones.current.warning(of: zones) { Terminal.message("\(warning)\n") }
    let clock = MachineClock()
    let stopped = StopNote()
    let signals = StopSignals(
      onStop: { number in
        stopped.signal.store(number, ordering: .releasing)
        clock.stop()
      },
      onGraceEnd: { number in
        stopped.say()
        Heartbeat.abandon(DataDirectory(path: integration.dataDirectory), process: getpid(), at: Date())
        return StopSignals.exitCode(number)
      })
    defer { withExtendedLifetime(signals) {} }
    do {
      return try run(resources.settings(of: integration)) { clock.isStopping }
    } catch is Stopped {
      stopped.say()
      throw ExitCode(StopSignals.exitCode(stopped.signal.load(ordering: .acquiring)))
    }
  }

  private func run(_ settings: ImportSettings, isStopping: @escaping @Sendable () -> Bool) throws -> ImportReport {
    let progress = ProgressCounter()
    return try ProgressBar.show(progress, isQuiet: quiet) {
      if dryRun {
        var job = ImportJob(settings: settings, request: .files(again: Set(again)), progress: progress)
        return try job.run(isDryRun: true)
      }
      return try ImportRun(settings, again: Set(again), progress: progress, isStopping: isStopping).run()
    }
  }
}

/// What is said when a signal ends an import.
private final class StopNote: Sendable {
  let signal = Atomic<CInt>(SIGTERM)

  func say() {
    let name = StopSignals.name(signal.load(ordering: .acquiring))
    Terminal.message(Terminal.isErrorOutputATerminal ? "\r\u{1B}[2K" : "")
    Terminal.error("stopped by \(name): what was not recorded yet is done by the next run")
  }
}
