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
    var contests: [ListedContest] = []
    try integration.withLedger(.looking) { ledger in
      try ledger.readServices { reader in
        try reader.forEachContest { contest, service in
          guard state.map({ $0 == contest.state }) ?? true, contract.map({ ID($0) == ID(service.contract) }) ?? true,
            line.map({ ID($0) == ID(service.line) }) ?? true
          else { return }
          contests.append(ListedContest(contest, of: service))
        }
      }
    }
    if output.format == .table {
      return try Terminal.write(lines: ContestListing.table(contests, zone: try integration.zoneRules(), masks: mask))
    }
    try Terminal.write(ContestListing.columns.masked(mask), contests, as: output.format, empty: "")
  }
}

extension ContestRow.State: ExpressibleByArgument {}
