import ArgumentParser
import Foundation
import Integration
import Provisioning
import Registry

extension ContractStatus: ExpressibleByArgument {}

/// `summit-cdr contracts status` (spec 6.4).
struct ContractsStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Give contracts another status: their lines' categories follow.",
    discussion: """
      By the rules of each line's partition, where its blocking is on: active gets the default category, \
      blocked-manual and blocked-automatic the block category, overdue the partial block category (or stays as it is \
      if there is none); cancelled gets the cancel category, and the line ends today, so that its number becomes \
      free. Where blocking is off nothing is sent. The same status again sends nothing.

      --file names a CSV file with the columns contract and status: all of it is done or nothing.

      Earlier statuses: summit-cdr registry log --entity contracts --id 2001.

      Examples:
        summit-cdr contracts status --config integration.yml 2001 blocked-manual
        summit-cdr contracts status --config integration.yml 2001 active --dry-run
        summit-cdr contracts status --config integration.yml --file status.csv
      """)

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The contract.", valueName: "id"))
  var id: String?

  @Argument(
    help: ArgumentHelp(
      "active, blocked-manual, blocked-automatic, overdue, cancelled or pre-contract.", valueName: "status"))
  var status: ContractStatus?

  @Option(help: ArgumentHelp("CSV with the columns contract and status.", valueName: "csv"))
  var file: String?

  func validate() throws {
    if file == nil, id == nil || status == nil {
      throw ValidationError("expected a contract and its status, or --file")
    }
    if file != nil, id != nil { throw ValidationError("expected a contract and its status, or --file, found both") }
  }

  func run() throws {
    let integration = try options.integration.load()
    let rows = try given()
    let action = file.map { "contracts status --file \(URL(fileURLWithPath: $0).lastPathComponent)" }
    let changes = try integration.writeRegisters { ledger, settings in
      try ContractStatusChange.apply(
        rows, file: file, to: ledger, by: options.author.author, settings,
        action: action ?? "contracts status \(rows[0].contract) \(rows[0].status.rawValue)",
        isOnPlatform: integration.summitAPI != nil, isDryRun: options.dryRun)
    }
    let outcome = ContractStatusOutcome(changes, isDryRun: options.dryRun)
    try options.say(outcome.object, outcome.lines)
  }

  private func given() throws -> [ContractStatusList.Row] {
    if let file { return try ContractStatusList(path: file).rows }
    return zip([id].compactMap(\.self), [status].compactMap(\.self)).map {
      ContractStatusList.Row(contract: $0, status: $1)
    }
  }
}
