import CallModel
import ArgumentParser
import Foundation
import Integration
import Ledger
import Platform
import Provisioning
import Registers

/// `summit-cdr platform compare`.
struct PlatformCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Show where the platform differs from the registers.",
    discussion: """
      Lists every line of the platform and holds it against what the registers say of it today. Description, extension \
      and activation date are not compared: the platform takes them only when a line is made.

      --repair puts into the outbox what makes the platform as the registers say; push sends it. Lines with wishes \
      under way are left, and so are lines that the registers do not know: remove them at the platform, or add them to \
      the registers. A line that is there under a terminal that is not known here gets that terminal; its credential \
      is not listed.

      Exit codes: 0 no difference, 1 they differ, 2 failed, 75 a push is under way (--repair).

      Examples:
        summit-cdr platform compare --config integration.yml
        summit-cdr platform compare --config integration.yml --repair
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Put into the outbox what makes the platform as the registers say.")
  var repair = false

  @OptionGroup var author: AuthorOptions

  @Flag(help: "Print the differences as JSON.")
  var json = false

  @Flag(help: "No list; the exit code says it.")
  var quiet = false

  func run() throws {
    let integration = try integration.load()
    let outcome = try repair ? repaired(integration) : compared(integration)
    if json {
      try Terminal.write(json: Report(outcome))
    } else if !quiet {
      try Terminal.write(lines: lines(outcome))
    }
    if !outcome.comparison.differences.isEmpty { throw Exit.differences }
  }

  private struct Outcome: Sendable {
    var comparison: PlatformComparison
    var repaired: [FollowedLine] = []
    var left: [PlatformDifference] = []
  }

  private func compared(_ integration: Integration) throws -> Outcome {
    let zone = try integration.zoneRules()
    return try PlatformAccess.run(integration) { ledger, platform in
      let listed = try platform.lines()
      let day = zone.day(of: Date())
      let comparison = try ledger.read { try PlatformComparison(listed, on: day, $0) }
      return Outcome(comparison: comparison, left: comparison.differences)
    }
  }

  /// Changes registers (a terminal that was not known), so it takes the run lock; nothing is pushed meanwhile.
  private func repaired(_ integration: Integration) throws -> Outcome {
    let zone = try integration.zoneRules()
    let author = author.author
    let settings = try Terminal.failing { try PlatformAccess.settings(integration) }
    return try LedgerAccess.write(integration) { ledger in
      let pushing = try RunLock(ledger.directory, .push)
      defer { withExtendedLifetime(pushing) {} }
      let listed = try SummitHTTPClient.with(settings) { try $0.lines() }
      return try ledger.transaction(isDryRun: false) { database in
        let comparison = try PlatformComparison(listed, on: zone.day(of: author.date), database)
        let transaction = try RegisterTransaction(
          database, author: author, zone: zone, action: "platform compare --repair")
        let (repaired, left) = try comparison.repair(transaction)
        return Outcome(comparison: comparison, repaired: repaired, left: left)
      }
    }
  }

  private func lines(_ outcome: Outcome) -> [String] {
    let differences = outcome.comparison.differences
    let looked = CountText.of(outcome.comparison.lines, "line", "lines")
    if differences.isEmpty { return ["\(looked): the platform is as the registers say"] }
    var table = AlignedTable([
      .text("line"), .text("number"), .text("terminal"), .text("difference"), .text("registers"), .text("platform"),
      .text("wishes"),
    ])
    for difference in differences {
      table.append(
        [
          difference.line ?? "(unknown)", difference.number, difference.terminal ?? "", difference.kind.rawValue,
          difference.registers ?? "", difference.platform ?? "",
          difference.isRefused ? "refused" : difference.isPending ? "under way" : "",
        ].map { Terminal.displayable($0) })
    }
    var lines = table.droppingEmpty(["wishes"]).lines
    lines.append("\(looked), \(CountText.of(differences.count, "difference", "differences"))")
    guard repair else { return lines }
    for line in outcome.repaired.prefix(FollowingText.maximumListed) where !line.wishes.isEmpty {
      lines.append("platform: \(Terminal.displayable(line.line)) \(FollowingText.wishes(line.wishes))")
    }
    lines.append(
      "\(CountText.of(outcome.repaired.count, "line is", "lines are")) repaired by the next platform push; "
        + "\(CountText.of(outcome.left.count, "difference is", "differences are")) left")
    return lines
  }

  private struct Report: Encodable {
    struct Difference: Encodable {
      var kind: String
      var line: String?
      var number: String
      var terminal: String?
      var registers: String?
      var platform: String?
      var pending: Bool
      var refused: Bool

      init(_ difference: PlatformDifference) {
        kind = difference.kind.rawValue
        line = difference.line
        number = difference.number
        terminal = difference.terminal
        registers = difference.registers
        platform = difference.platform
        pending = difference.isPending
        refused = difference.isRefused
      }
    }

    struct Repair: Encodable {
      var line: String
      var wishes: [WishReport]
    }

    var lines: Int
    var differences: [Difference]
    var repaired: [Repair]
    var left: [Difference]

    init(_ outcome: Outcome) {
      lines = outcome.comparison.lines
      differences = outcome.comparison.differences.map(Difference.init)
      repaired = outcome.repaired.map { Repair(line: $0.line, wishes: $0.wishes.map(WishReport.init)) }
      left = outcome.left.map(Difference.init)
    }
  }
}
