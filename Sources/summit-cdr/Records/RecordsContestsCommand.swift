import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger
import Listing

/// `summit-cdr records contests`.
struct RecordsContestsCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "contests",
    abstract: "List what customers contested, and the answers.",
    discussion: """
      By the day of the contest.

      Examples:
        summit-cdr records contests --config integration.yml --state open
        summit-cdr records contests --config integration.yml --format csv
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only those in this state.", valueName: "open|accepted|refused"))
  var state: ContestRow.State?

  @Option(help: ArgumentHelp("Only of this contract.", valueName: "id"))
  var contract: String?

  @Option(help: ArgumentHelp("Only of this line.", valueName: "id"))
  var line: String?

  @OptionGroup var output: ListFormatOptions

  @Flag(help: "Hide telephone numbers but for their last four digits.")
  var mask = false

  func run(_ integration: Integration) throws {
    let contests = try integration.withLedger(.looking) { try ContestListing.all($0) }.filter {
      (state ?? $0.contest.state) == $0.contest.state && isOf(contract, $0.service?.contract)
        && isOf(line, $0.service?.line)
    }
    if output.format == .table {
      return try Terminal.write(lines: ContestListing.table(contests, zone: try integration.zoneRules(), masks: mask))
    }
    try Terminal.write(ContestListing.columns.masked(mask), contests, as: output.format, empty: "")
  }

  private func isOf(_ asked: String?, _ id: String?) -> Bool {
    guard let asked, let id else { return asked == nil }
    return ID(asked) == ID(id)
  }
}

extension ContestRow.State: ExpressibleByArgument {}
