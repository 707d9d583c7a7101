import ArgumentParser
import Importing
import Integration
import Ledger
import Spreadsheets

/// `summit-cdr records list`.
struct RecordsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List recorded calls.",
    discussion: """
      One line's calls come at once, however many are recorded; --zone and --called without --line or --contract read \
      all of them. --called takes the first digits of the called number as it is recorded, with the country code: 5548 \
      is all calls to area 48, 0800 all to such numbers. --zone intl is also intl:europe.

      --cost adds two columns behind the others: what the call costs by the carriers' rates of costs.csv as they are now, \
      and its amount less that; both blank for a call that no rate is for. records costs sums them up.

      Formats: table, for reading; csv, the columns of call-records.csv; json, an array of objects with these names, \
      amounts as text; ixc, an array of objects with the names of the IXC ERP's cdr; csv-br, the columns of csv for a \
      spreadsheet with Brazilian settings: ; between cells, decimal comma, local times that it takes for such; xlsx, a \
      workbook: ids and numbers as text, amounts as numbers, header frozen, filter, sums; parquet, for data tools: amounts \
      as decimals, the start as an instant in UTC, ids as text.

      Examples:
        summit-cdr records --config integration.yml --line L00001 \\
          --from 2026-11-10 --until 2026-12-09
        summit-cdr records --config integration.yml --contract C001 --zone intl
        summit-cdr records --config integration.yml --called 5548 --format csv
        summit-cdr records --config integration.yml --line L00001 --format xlsx \\
          --output L00001.xlsx
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, ixc
    case csvBR = "csv-br"
    case xlsx, parquet
  }

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var records: RecordOptions

  @Option(help: ArgumentHelp("Only calls of that zone.", valueName: "name"))
  var zone: String?

  @Option(help: ArgumentHelp("Only calls to numbers that begin so.", valueName: "digits"))
  var called: String?

  @Option(help: ArgumentHelp("What to print.", valueName: "table|csv|json|ixc|csv-br|xlsx|parquet"))
  var format = Format.table

  @OptionGroup var file: NewFileOptions

  @Option(
    help: ArgumentHelp(
      "At most so many calls (default: all; \(RecordTable.linesOnATerminal) for a table on a terminal).",
      valueName: "n"))
  var limit: Int?

  @Flag(help: "Also what each call costs by costs.csv, and the margin.")
  var cost = false

  @Flag(help: "Hide the last four digits of telephone numbers.")
  var mask = false

  func validate() throws {
    if cost, format == .ixc {
      throw ValidationError("--cost: expected another format than ixc, which has no such names")
    }
    try file.validate(isTable: format == .table, isBinary: format == .xlsx || format == .parquet, format.rawValue)
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
    if let called, called.isEmpty || !called.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw ValidationError("--called: expected the first digits of a number, such as 5548, found \(called)")
    }
  }

  func run() throws {
    let integration = try integration.load()
    try file.check(integration)
    var selection = try records.selection(integration)
    selection.zone = zone
    selection.calledPrefix = called
    try LedgerAccess.read(integration) { ledger in
      let costs = try cost ? CallCosts(integration.registry.carrierRates(ledger)) : nil
      switch format {
      case .table: try table(ledger, selection, costs)
      case .csv: try stream(ledger, selection, RecordStream.CSV(masksNumbers: mask, costs: costs))
      case .json: try stream(ledger, selection, RecordStream.JSON(masksNumbers: mask, costs: costs))
      case .ixc:
        let services = try ServiceReferences(ledger)
        try stream(ledger, selection, RecordStream.IXC(services, masksNumbers: mask))
      case .csvBR: try stream(ledger, selection, RecordStream.BrazilianCSVRows(masksNumbers: mask, costs: costs))
      case .xlsx:
        let destination = try ExportDestination(file.output)
        let columns = RecordSheet.columns(withCosts: cost)
        let writer = try XLSXWriter(columns, name: RecordSheet.name) { try destination.write($0) }
        let sheet = RecordStream.Sheet(writer: writer, masksNumbers: mask, costs: costs)
        try stream(ledger, selection, sheet, to: destination)
      case .parquet:
        let destination = try ExportDestination(file.output)
        let parquet = RecordParquet(masksNumbers: mask, costs: costs) { try destination.write($0) }
        try stream(ledger, selection, RecordStream.Parquet(file: parquet), to: destination)
      }
    }
  }

  /// - Parameter destination: where the rows go, if they were to know it before.
  private func stream(
    _ ledger: Ledger, _ selection: RecordSelection, _ rows: some RecordRows, to destination: ExportDestination? = nil
  ) throws {
    let destination = try destination ?? file.output.map { try ExportDestination($0) }
    let stream: RecordStream
    if let destination {
      stream = RecordStream(rows, limit: limit) {
        try destination.write($0)
        return true
      }
    } else {
      stream = RecordStream(rows, limit: limit)
    }
    try stream.run { body in try RecordedCalls(ledger).forEach(selection, body) }
    try destination?.finish()
    if let line = selection.calls.line, stream.count == 0 { try hint(ledger, line: line) }
  }

  private func table(_ ledger: Ledger, _ selection: RecordSelection, _ costs: CallCosts?) throws {
    let isTerminal = Terminal.isOutputATerminal
    var table = RecordTable(
      showsLine: selection.calls.line == nil, masksNumbers: mask, costs: costs,
      width: isTerminal ? Terminal.outputWidth : nil,
      limit: limit ?? (isTerminal ? RecordTable.linesOnATerminal : nil))
    do {
      try RecordedCalls(ledger).forEach(selection) { row, _ in try table.take(row) }
    } catch is RecordTable.Enough {
      // The rest need not be read.
    }
    try table.finish()
    if let line = selection.calls.line, table.count == 0 { try hint(ledger, line: line) }
  }

  /// Says on standard error why nothing was found, if it is the line's name.
  private func hint(_ ledger: Ledger, line: String) throws { try LineHint.print(ledger, line: line) }
}
