import ArgumentParser
import CallModel
import Importing
import Integration
import Ledger

/// `summit-cdr records contests`.
struct RecordsContestsCommand: ParsableCommand {
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

  @Flag(help: "Hide the last four digits of telephone numbers.")
  var mask = false

  func run() throws {
    let integration = try integration.load()
    var contests: [(ContestRow, ServiceRow)] = []
    try LedgerAccess.read(integration, looksAtOpenPart: false) { ledger in
      try ledger.readServices { reader in
        try reader.forEachContest { contest, service in
          guard state.map({ $0 == contest.state }) ?? true, contract.map({ ID($0) == ID(service.contract) }) ?? true,
            line.map({ ID($0) == ID(service.line) }) ?? true
          else { return }
          contests.append((masked(contest), service))
        }
      }
    }
    switch output.format {
    case .table: try Terminal.write(lines: lines(contests))
    case .json: try Terminal.write(json: contests.map { ContestObject($0, of: $1) })
    case .csv: try Terminal.write(ContestObject.csv(contests))
    }
  }

  private func masked(_ contest: ContestRow) -> ContestRow {
    var contest = contest
    if mask { contest.description = NumberMask.maskAll(in: contest.description) }
    return contest
  }

  private func lines(_ contests: [(ContestRow, ServiceRow)]) -> [String] {
    var table = AlignedTable([
      .text("id"), .text("opened"), .text("contract"), .text("line"), .text("state"), .number("R$"), .text("charged"),
      .text("reason"), .text("answered"), .text("answer"),
    ])
    for (contest, service) in contests {
      table.append([
        contest.id, String(contest.openedAt.prefix(10)), Terminal.displayable(service.contract),
        Terminal.displayable(service.line), contest.state.rawValue, ServiceRow.amount(contest.centavos),
        contest.isWithheld ? "left out" : "before", Terminal.displayable(contest.reason),
        String((contest.resolvedAt ?? "").prefix(10)), Terminal.displayable(contest.answer),
      ])
    }
    let open = contests.count { $0.0.state == .open }
    let total = "total: \(CountText.of(contests.count, "contest", "contests")), \(ProgressLine.grouped(open)) open"
    return contests.isEmpty ? [total] : table.droppingEmpty(["answered", "answer"]).lines + ["", total]
  }
}

extension ContestRow.State: ExpressibleByArgument {}
