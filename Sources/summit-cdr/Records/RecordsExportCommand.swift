import ArgumentParser
import Pipeline
import Importing
import Integration
import Listing
import Output

/// `summit-cdr records export`: all recorded calls as one file.
struct RecordsExportCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all recorded calls to call-records.csv.",
    discussion: """
      The file is the one that summit-cdr rate would write for the same calls and registry. It appears when it is whole; \
      an earlier one is replaced then, and stays if this fails; another file of that name only with --force. Imports may run meanwhile: what is written is one state \
      of the ledger.

      Examples:
        summit-cdr records export --config integration.yml --output results
        summit-cdr records export --config integration.yml --output results --compress
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Directory for the file; created if need be.", valueName: "dir"))
  var output: String

  @Flag(help: "Write call-records.csv.gz.")
  var compress = false

  @Flag(help: "Replace an ordinary file of that name that is no such result.")
  var force = false

  @Flag(help: "No message at the end; errors only.")
  var quiet = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output: expected a directory, found nothing") }
  }

  func run(_ integration: Integration) throws {
    let names = ResultKind.callRecords.names
    let (name, other) = compress ? (names[1], names[0]) : (names[0], names[1])
    try OutputPlaces([integration]).check([.callRecords], in: output, isForced: force)
    let count = try integration.look { try RecordExport($0, compresses: compress).write(to: output, name: name) }
    OutputDirectory.removeStale(output + "/" + other)
    if !quiet { Terminal.message("\(CountText.grouped(count)) calls written to \(output)/\(name)\n") }
  }
}
