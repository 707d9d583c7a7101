import ArgumentParser
import Importing
import Integration
import Ledger
import Output

/// `summit-cdr services export`.
struct ServicesExportCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hand closed services to the ERP, each once in a format.",
    discussion: """
      Delivers the closed services that were not exported in the format before, and notes that they are now; messages \
      go to standard error. A second export delivers nothing and says what was delivered before. A service that was \
      reopened and has another amount now is told, and delivered with --changed. --again delivers all.

      Formats: csv, the columns of additional-services.csv, then id, kind, state and reference; json, an array of \
      objects with all that is known; ixc, an array of objects as the IXC ERP's web service takes them, one a request (what \
      services push sends); events, an array of \
      objects for billing systems that take one-time events; csv-br, the \
      columns of csv for a spreadsheet with Brazilian settings (; between cells, decimal comma); xlsx, a workbook, ids \
      as text, amounts as numbers, with sums; parquet, for data tools; nfcom-items, JSON for an issuer of NFCom \
      invoices: an object a contract, whose infNFCom has the schema's names and order (assinante, det, gFat), without \
      taxes. See docs/services.md.

      Examples:
        summit-cdr services export --config integration.yml --format ixc \\
          --output services-2026-11.json
        summit-cdr services export --config integration.yml --format csv \\
          --cycle 2026-11-10 > services.csv
        summit-cdr services export --config integration.yml --format csv \\
          --again --contract C001
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("How to write them.", valueName: "csv|json|ixc|events|nfcom-items|csv-br|xlsx|parquet"))
  var format: ServiceFormat

  @OptionGroup var services: ServiceFilterOptions

  @Option(help: ArgumentHelp("Services in this state (default: closed).", valueName: "closed|invoiced"))
  var state: ServiceRow.State = .closed

  @OptionGroup var file: NewFileOptions

  @Flag(help: "Also those that were exported in the format before.")
  var again = false

  @Flag(help: "Also those whose amount has changed since they were exported.")
  var changed = false

  @OptionGroup var author: AuthorOptions

  @Flag(help: "No messages; errors only.")
  var quiet = false

  func validate() throws {
    if state == .open {
      throw ValidationError(
        "--state: expected closed or invoiced, found open: its amount may change; close its cycle first, or see "
          + "services list --format csv")
    }
    try file.validate(isTable: false, isBinary: format.isBinary, format.rawValue)
  }

  func run(_ integration: Integration) throws {
    try file.check(integration)
    var request = ServiceExportRequest(format, ServiceSelection(services.filter))
    request.selection.states = [state]
    request.repeatsAll = again
    request.repeatsChanged = changed
    let result = try integration.withLedger(.changing) { ledger in
      let destination = try file.destination()
      return try integration.exportServices(
        request, ledger, by: author.author, to: destination.write, finish: destination.finish)
    }
    if result.delivered == 0, file.output == nil { try Terminal.write(ServiceWriter.nothing(as: format)) }
    if !quiet { Terminal.message(result.messages(as: format, to: file.output).map { $0 + "\n" }.joined()) }
  }
}
