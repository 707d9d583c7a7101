import ArgumentParser
import CallModel
import Integration
import Ledger

/// `summit-cdr runs show`.
struct RunsShowCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the report of one run: JSON, as it was when the run ended.",
    discussion: """
      Example:
        summit-cdr runs show 12 --config integration.yml
      """)

  @Argument(help: ArgumentHelp("The run's number.", valueName: "run"))
  var number: Int64

  @OptionGroup var integration: IntegrationOptions

  func run(_ integration: Integration) throws {
    let report = try integration.withLedger(.looking) { ledger in
      guard let report = try ledger.report(ofRun: number) else {
        let known = try ledger.runs(limit: 1).last.map { "1 to \($0.id)" } ?? "none yet"
        throw Problem("RUN", expected: "the number of a run, \(known)", found: "\(number)")
      }
      return report
    }
    try Terminal.write([UInt8](report.utf8))
  }
}
