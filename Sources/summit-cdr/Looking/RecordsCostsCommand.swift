import ArgumentParser
import Importing
import Integration
import Ledger
import Registry

/// `summit-cdr records costs`.
struct RecordsCostsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costs",
    abstract: "Sum up what calls brought in and what they cost, by zone, plan, carrier or line.",
    discussion: """
      By the carriers' rates of costs.csv as they are now (records list --cost shows them call by call). Received calls \
      cost nothing. Calls that no rate is for are counted, and in no margin. Amounts are those of the calls, before \
      services are rounded.

      Examples:
        summit-cdr records costs --config integration.yml --by carrier \
          --from 2026-11-01 --until 2026-11-30
        summit-cdr records costs --config integration.yml --by line --format csv
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("By what.", valueName: "zone|plan|carrier|line"))
  var by = CostReport.Side.zone

  @OptionGroup var records: RecordOptions
  @OptionGroup var output: ListFormatOptions

  func run() throws {
    let integration = try integration.load()
    let selection = try records.selection(integration)
    try LedgerAccess.read(integration) { ledger in
      let rates = try integration.registry.carrierRates(ledger)
      if rates.isEmpty { Terminal.message("costs.csv: expected the carriers' rates, found none: no call has a cost\n") }
      var report = CostReport(by: by, CallCosts(rates))
      try RecordedCalls(ledger).forEach(selection) { row, _ in report.add(row) }
      switch output.format {
      case .table: try Terminal.write(lines: lines(report))
      case .csv: try Terminal.write(report.csv)
      case .json: try Terminal.write(json: report.lines.map(Shown.init))
      }
    }
  }

  private func lines(_ report: CostReport) -> [String] {
    var table = AlignedTable([
      .text(by.rawValue), .number("calls"), .number("seconds"), .number("R$"), .number("cost"), .number("margin"),
      .number("without cost"),
    ])
    var total = report.total
    total.name = "total"
    for line in report.lines + [total] {
      table.append([
        line.name.isEmpty ? "-" : Terminal.displayable(line.name), ProgressLine.grouped(line.calls),
        ProgressLine.grouped(line.seconds), CostReport.text(line.amount), CostReport.text(line.cost),
        CostReport.text(line.margin), ProgressLine.grouped(line.callsWithoutCost),
      ])
    }
    return table.droppingEmpty(["without cost"]).lines
  }

  private struct Shown: Encodable {
    var name: String
    var calls: Int
    var durationS: Int
    var amount: String
    var cost: String
    var margin: String
    var callsWithoutCost: Int
    var amountWithoutCost: String

    init(_ line: CostReport.Line) {
      name = line.name
      calls = line.calls
      durationS = line.seconds
      amount = CostReport.text(line.amount)
      cost = CostReport.text(line.cost)
      margin = CostReport.text(line.margin)
      callsWithoutCost = line.callsWithoutCost
      amountWithoutCost = CostReport.text(line.amountWithoutCost)
    }
  }
}

extension CostReport.Side: ExpressibleByArgument {}
