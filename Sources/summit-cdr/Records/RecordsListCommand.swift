import ArgumentParser
import Importing
import Integration
import Ledger
import Output
import Statements

/// `summit-cdr records list`.
struct RecordsListCommand: IntegrationCommand {
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
      "At most so many calls (default: all; \(Terminal.linesOfAList) for a table on a terminal).",
      valueName: "n"))
  var limit: Int?

  @Flag(help: "Also what each call costs by costs.csv, and the margin.")
  var cost = false

  @Flag(help: "Hide telephone numbers but for their last four digits.")
  var mask = false

  func validate() throws {
    if cost, format == .ixc {
      throw ValidationError("--cost: expected another format than ixc, which has no such names")
    }
    try file.validate(
      isTable: format == .table, isBinary: RecordFormat(rawValue: format.rawValue)?.isBinary == true, format.rawValue)
    try RowLimit.check(limit)
    if let called, called.isEmpty || !called.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw ValidationError("--called: expected the first digits of a number, such as 5548, found \(called)")
    }
  }

  func run(_ integration: Integration) throws {
    try file.check(integration)
    var selection = try records.selection(integration)
    selection.zone = zone
    selection.calledPrefix = called
    try integration.look { ledger in
      let costs = try cost ? CallCosts(integration.registry.carrierRates(ledger)) : nil
      let count = format == .table ? try table(ledger, selection, costs) : try write(ledger, selection, costs)
      if count == 0, let line = records.line, let hint = try LineHint.text(ledger, line: line) {
        // Why nothing was found, if it is the line's name.
        Terminal.message(hint + "\n")
      }
    }
  }

  /// - Returns: the number of calls.
  private func write(_ ledger: Ledger, _ selection: RecordSelection, _ costs: CallCosts?) throws -> Int {
    guard let format = RecordFormat(rawValue: format.rawValue) else { return 0 }
    func write(_ deliver: @escaping RecordStream.Delivery) throws -> Int {
      try RecordStream.write(
        selection, of: ledger, as: format, masksNumbers: mask, costs: costs, limit: limit, to: deliver)
    }
    guard file.output != nil else { return try write(Terminal.write) }
    let destination = try file.destination()
    let count = try write {
      try destination.write($0)
      return true
    }
    try destination.finish()
    return count
  }

  private func table(_ ledger: Ledger, _ selection: RecordSelection, _ costs: CallCosts?) throws -> Int {
    let isTerminal = Terminal.isOutputATerminal
    let (count, more) = try RecordTable.write(
      selection, of: ledger, masksNumbers: mask, costs: costs,
      limit: limit ?? (isTerminal ? Terminal.linesOfAList : .max), width: isTerminal ? Terminal.outputWidth : nil,
      to: Terminal.write)
    if let more { Terminal.message(more + "\n") }
    return count
  }
}
