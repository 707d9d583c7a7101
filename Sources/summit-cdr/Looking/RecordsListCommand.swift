import ArgumentParser
import Importing
import Integration
import Ledger

/// `summit-cdr records list`.
struct RecordsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List recorded calls.",
    discussion: """
      One line's calls come at once, however many are recorded; --zone and --called without --line or --contract read \
      all of them. --called takes the first digits of the called number as it is recorded, with the country code: 5548 \
      is all calls to area 48, 0800 all to such numbers. --zone intl is also intl:europe.

      Formats: table, for reading; csv, the columns of call-records.csv; json, an array of objects with these names, \
      amounts as text; ixc, an array of objects with the names of the IXC ERP's cdr.

      Examples:
        summit-cdr records --config integration.yml --line L00001 \\
          --from 2026-11-10 --until 2026-12-09
        summit-cdr records --config integration.yml --contract C001 --zone intl
        summit-cdr records --config integration.yml --called 5548 --format csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, ixc
  }

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var records: RecordOptions

  @Option(help: ArgumentHelp("Only calls of that zone.", valueName: "name"))
  var zone: String?

  @Option(help: ArgumentHelp("Only calls to numbers that begin so.", valueName: "digits"))
  var called: String?

  @Option(help: ArgumentHelp("What to print.", valueName: "table|csv|json|ixc"))
  var format = Format.table

  @Option(
    help: ArgumentHelp(
      "At most so many calls (default: all; \(RecordTable.linesOnATerminal) for a table on a terminal).",
      valueName: "n"))
  var limit: Int?

  @Flag(help: "Hide the last four digits of telephone numbers.")
  var mask = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
    if let called, called.isEmpty || !called.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw ValidationError("--called: expected the first digits of a number, such as 5548, found \(called)")
    }
  }

  func run() throws {
    let integration = try integration.load()
    var selection = try records.selection(integration)
    selection.zone = zone
    selection.calledPrefix = called
    try LedgerAccess.read(integration) { ledger in
      switch format {
      case .table: try table(ledger, selection)
      case .csv: try stream(ledger, selection, RecordStream.CSV(masksNumbers: mask))
      case .json: try stream(ledger, selection, RecordStream.JSON(masksNumbers: mask))
      case .ixc:
        let services = try ServiceReferences(ledger)
        try stream(ledger, selection, RecordStream.IXC(services, masksNumbers: mask))
      }
    }
  }

  private func stream(_ ledger: Ledger, _ selection: RecordSelection, _ rows: some RecordRows) throws {
    let stream = RecordStream(rows, limit: limit)
    try stream.run { body in try RecordedCalls(ledger).forEach(selection, body) }
    if let line = selection.calls.line, stream.count == 0 { try hint(ledger, line: line) }
  }

  private func table(_ ledger: Ledger, _ selection: RecordSelection) throws {
    let isTerminal = Terminal.isOutputATerminal
    var table = RecordTable(
      showsLine: selection.calls.line == nil, masksNumbers: mask,
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
