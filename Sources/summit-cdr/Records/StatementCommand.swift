import ArgumentParser
import CallModel
import Foundation
import Importing
import Integration
import Output
import Statements

/// `summit-cdr statement`: the detailed bill of a line.
struct StatementCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement",
    abstract: "Write the detailed bill of a line and cycle, as a customer gets it.",
    discussion: """
      In Portuguese, with the provider's name from the integration: every call with its place of origin and destination, \
      totals by kind of call, what of the allowance was used, what is to be paid and what is given back. Calls to 100, \
      180 and 181 and to the numbers of hidden_numbers.csv are never on it; zone_labels.csv says what zones are called.

      Formats: text; html, one file for screen and print that needs nothing else; csv, a row a call for machines; \
      csv-br, the same for a spreadsheet with Brazilian settings (; between cells, decimal comma); xlsx, a workbook with \
      a summary and the calls (with --output; an earlier one is replaced with --force only). \
      --output writes to a file, which appears when it is whole. It may be a new one or an earlier bill, which is \
      replaced; --force replaces any ordinary file. No device, link or FIFO is replaced, and nothing in the data \
      directory or among the CDR files.

      --cycle is the first day of the cycle or another of its days; without it, the line's cycles are listed. If the \
      line changed contracts within the cycle, --contract says whose bill it is.

      Examples:
        summit-cdr statement L00001 --cycle 2026-11-10 --config integration.yml
        summit-cdr statement L00001 --cycle 2026-11-10 --config integration.yml \\
          --format html --output L00001.html
      """)

  @Argument(help: "Id of the line.")
  var line: String

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("A day of the cycle.", valueName: "yyyy-mm-dd"))
  var cycle: CivilDate?

  @Option(help: ArgumentHelp("Id of the contract, if the line had several in the cycle.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("What to write.", valueName: "text|csv|html|csv-br|xlsx"))
  var format = StatementFormat.text

  @Option(help: ArgumentHelp("File to write (default: standard output).", valueName: "file"))
  var output: String?

  @Flag(help: "Let --output replace an ordinary file that is no bill.")
  var force = false

  @Flag(help: "Hide the numbers at the other end but for their last four digits.")
  var mask = false

  func validate() throws {
    if let output, output.isEmpty { throw ValidationError("--output: expected a file, found nothing") }
    if format == .xlsx, output == nil {
      throw ValidationError("--format xlsx: expected --output FILE with it, found none: it is no text")
    }
    if force, output == nil { throw ValidationError("--force: expected with --output only") }
  }

  func run(_ integration: Integration) throws {
    if let output {
      try OutputPlaces([integration]).check(file: output, replacing: StatementFormat.isStatement, isForced: force)
    }
    let today = try integration.zoneRules().day(of: Date())
    var request = StatementRequest(
      line: line, provider: integration.billing.providerName, timeZone: integration.timeZone, issuedOn: today)
    request.cycle = cycle
    request.contract = contract
    request.masksNumbers = mask
    let statement = try integration.look { ledger in
      var request = request
      request.tables = try integration.registry.statementTables(ledger)
      return try StatementBuilder(ledger).statement(request)
    }
    let destination = try ExportDestination(output, orElse: Terminal.write)
    try destination.write(try format.bytes(statement))
    try destination.finish()
  }
}

extension StatementFormat: ExpressibleByArgument {}
