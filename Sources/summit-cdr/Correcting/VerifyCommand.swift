import ArgumentParser
import CallModel
import Foundation
import Importing
import Integration
import Pipeline

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

  @Option(
    help: ArgumentHelp("Worker threads (default: one a processor). Results do not depend on it.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Print what was looked at and found as JSON.")
  var json = false

  @Flag(help: "No progress and no summary; what differs only.")
  var quiet = false

  func validate() throws {
    if let workers, !(1...RateOptions.maximumWorkers).contains(workers) {
      throw ValidationError("--workers: expected 1 to \(RateOptions.maximumWorkers), found \(workers)")
    }
  }

  func run(_ integration: Integration) throws {
    let report = try verified(integration.dataDirectory)
    if json {
      try Terminal.write(json: report)
    } else {
      let lines = report.findings.map { DisplayText.of("\($0.check.rawValue): \($0)") }
      if !lines.isEmpty { try Terminal.write(lines: lines) }
      if !quiet { try Terminal.write(lines: [VerifySummary(report).text]) }
    }
    guard report.isSound else { throw Exit.differences }
  }

  private func verified(_ dataDirectory: String) throws -> VerifyReport {
    let progress = VerifyProgress()
    let bar = quiet ? nil : ProgressBar { VerifySummary.progress(progress, elapsedSeconds: $0) }
    defer { bar?.stop() }
    defer { bar?.stop() }
    return try LedgerVerification(
      dataDirectory: dataDirectory, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount,
      progress: progress
    ).run()
  }
}
