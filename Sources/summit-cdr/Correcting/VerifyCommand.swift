import ArgumentParser
import CallModel
import Importing
import Integration

/// `summit-cdr verify`: recomputes everything and compares it with the ledger (spec 4.5).
struct VerifyCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute all that is recorded and say what in the ledger differs from it.",
    discussion: """
      Reads every segment to its last byte, rates every recorded call again, one after the other, by the registry it \
      was rated by, and compares: amounts, totals, allowances left, counts of each file, rows that are held, services. \
      Finds a byte changed by hand in a segment and an amount changed in the database. Changes nothing.

      What differs is printed, one line each; docs/correcting.md says what to do about it. Only one run at a time works \
      on a data directory, and this is one.

      Exit codes: 0 nothing differs, 1 something does, 2 failed, 75 another run is under way.

      Examples:
        summit-cdr verify --config integration.yml
        summit-cdr verify --config integration.yml --quiet || mail -s verify ops
        summit-cdr verify --config integration.yml --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @OptionGroup var threads: WorkerOptions

  @Flag(help: "Print what was looked at and found as JSON.")
  var json = false

  @Flag(help: "No progress and no summary; what differs only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let progress = VerifyProgress()
    let verification = LedgerVerification(
      dataDirectory: integration.dataDirectory, workers: threads.count, progress: progress)
    let report = try ProgressBar.show(
      { VerifySummary.progress(progress, elapsedSeconds: $0) }, isQuiet: quiet, verification.run)
    if json {
      try Terminal.write(json: report)
    } else {
      let lines = report.findings.map { DisplayText.of("\($0.check.rawValue): \($0)") }
      if !lines.isEmpty { try Terminal.write(lines: lines) }
      if !quiet { try Terminal.write(lines: [VerifySummary(report).text]) }
    }
    guard report.isSound else { throw Exit.differences }
  }
}
