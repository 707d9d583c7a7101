import ArgumentParser
import Importing
import Integration
import Listing
import Registry

/// `summit-cdr records costs`.
struct RecordsCostsCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "costs",
    abstract: "Sum up what calls brought in and what they cost, by zone, plan, carrier or line.",
    discussion: """
      By the carriers' rates of costs.csv as they are now (records list --cost shows them call by call). Received calls \
      cost nothing. Calls that no rate is for are counted, and in no margin. Amounts are those of the calls, before \
      services are rounded.

      Examples:
        summit-cdr records costs --config integration.yml --by carrier \\
          --from 2026-11-01 --until 2026-11-30
        summit-cdr records costs --config integration.yml --by line --format csv
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("By what.", valueName: "zone|plan|carrier|line"))
  var by = CostReport.Side.zone

  @OptionGroup var records: RecordOptions
  @OptionGroup var output: ListFormatOptions

  func run(_ integration: Integration) throws {
    let selection = try records.selection(integration)
    let report = try integration.look { ledger in
      let rates = try integration.registry.carrierRates(ledger)
      if rates.isEmpty { Terminal.message("costs.csv: expected the carriers' rates, found none: no call has a cost\n") }
      var report = CostReport(by: by, CallCosts(rates))
      try RecordedCalls(ledger).forEach(selection) { row, _ in report.add(row) }
      return report
    }
    var rows = report.lines
    if output.format == .table { rows.append(report.total(named: "total")) }
    try Terminal.write(CostReport.columns(by: by), rows, as: output.format, empty: "")
  }
}

extension CostReport.Side: ExpressibleByArgument {}
