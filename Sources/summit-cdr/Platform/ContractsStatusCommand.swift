import CallModel
import ArgumentParser
import Foundation
import Integration
import Ledger
import Provisioning
import Registers
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

  /// A row has some dozens of bytes; a million contracts are more than there are.
  private static let maximumFileBytes = 256 << 20

  func validate() throws {
    if file == nil, id == nil || status == nil {
      throw ValidationError("expected a contract and its status, or --file")
    }
    if file != nil, id != nil { throw ValidationError("expected a contract and its status, or --file, found both") }
  }

  func run() throws {
    let integration = try options.integration.load()
    let rows = try Terminal.failing { try given() }
    let action = file.map { "contracts status --file \(URL(fileURLWithPath: $0).lastPathComponent)" }
    let changes = try RegisterAccess.write(integration) { ledger, settings in
      try ContractStatusChange.apply(
        rows, file: file, to: ledger, by: options.author.author, settings,
        action: action ?? "contracts status \(rows[0].contract) \(rows[0].status.rawValue)",
        isOnPlatform: integration.summitAPI != nil, isDryRun: options.dryRun)
    }
    if options.json {
      try Terminal.write(json: Report(changes, isDryRun: options.dryRun))
    } else if !options.quiet {
      try Terminal.write(lines: lines(changes))
    }
  }

  private func given() throws -> [ContractStatusList.Row] {
    guard let file else {
      return zip([id].compactMap(\.self), [status].compactMap(\.self)).map {
        ContractStatusList.Row(contract: $0, status: $1)
      }
    }
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: file).resolvingSymlinksInPath().path)
    if let type = attributes?[.type] as? FileAttributeType, type != .typeRegular {
      throw Problem(
        file, expected: "a CSV file with the columns contract and status",
        found: type == .typeDirectory ? "a directory" : "a FIFO, socket or device", remedy: "name an ordinary file")
    }
    let handle: FileHandle
    do {
      handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    } catch {
      throw Problem(
        file, expected: "a CSV file with the columns contract and status", found: "none that can be read",
        remedy: "name one")
    }
    let data = try handle.read(upToCount: Self.maximumFileBytes + 1) ?? Data()
    guard data.count <= Self.maximumFileBytes else {
      throw Problem(
        file, expected: "at most \(Self.maximumFileBytes >> 20) MiB", found: "more", remedy: "split it")
    }
    return try ContractStatusList([UInt8](data), file: file).rows
  }

  private func lines(_ changes: [ContractStatusChange]) -> [String] {
    var lines: [String] = []
    for change in changes.prefix(FollowingText.maximumListed) { lines += Self.lines(change) }
    if changes.count > FollowingText.maximumListed {
      let more = changes.count - FollowingText.maximumListed
      lines.append("… and \(CountText.of(more, "more contract", "more contracts"))")
    }
    let wishing = changes.flatMap(\.lines).count { !($0.followed?.wishes.isEmpty ?? true) }
    if options.dryRun {
      lines.append("dry run: nothing was changed")
    } else if wishing > 0 {
      lines.append("send it with summit-cdr platform push; the next import does, too")
    }
    return lines
  }

  private static func lines(_ change: ContractStatusChange) -> [String] {
    let contract = Terminal.displayable(change.contract)
    let head =
      change.was == change.now
      ? "\(contract) is \(change.now.rawValue) already: nothing is sent"
      : "\(contract): \(change.was.rawValue) → \(change.now.rawValue)"
    var lines = [head]
    if change.lines.isEmpty { lines.append("  no line") }
    for line in change.lines.prefix(FollowingText.maximumListed) { lines.append("  " + text(line)) }
    if change.lines.count > FollowingText.maximumListed {
      let more = change.lines.count - FollowingText.maximumListed
      lines.append("  … and \(CountText.of(more, "more line", "more lines"))")
    }
    return lines
  }

  private static func text(_ line: ContractStatusChange.Line) -> String {
    var parts = [line.followed.map(what) ?? "the integration has no summit_api: nothing is sent"]
    if line.ended { parts.append("the line ends today") }
    return "\(Terminal.displayable(line.line))  \(line.number)  " + parts.joined(separator: "; ")
  }

  private static func what(_ line: FollowedLine) -> String {
    let ground = FollowingText.ground(line.outlook)
    return line.wishes.isEmpty ? "nothing is sent: \(ground)" : "\(FollowingText.wishes(line.wishes)) (\(ground))"
  }

  private struct Report: Encodable {
    struct Contract: Encodable {
      var contract: String
      var was: String
      var now: String
      var lines: [Line]
    }

    struct Line: Encodable {
      var line: String
      var number: String
      var ended: Bool
      var wishes: [WishReport]
      var ground: String?
    }

    var dryRun: Bool
    var contracts: [Contract]

    init(_ changes: [ContractStatusChange], isDryRun: Bool) {
      dryRun = isDryRun
      contracts = changes.map { change in
        Contract(
          contract: change.contract, was: change.was.rawValue, now: change.now.rawValue,
          lines: change.lines.map { line in
            Line(
              line: line.line, number: line.number, ended: line.ended,
              wishes: line.followed?.wishes.map(WishReport.init) ?? [],
              ground: line.followed.map { FollowingText.ground($0.outlook) })
          })
      }
    }
  }
}
