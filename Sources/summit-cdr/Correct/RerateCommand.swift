import ArgumentParser
import CallModel
import Foundation
import Importing
import Integration
import Pipeline

/// `summit-cdr rerate`: what closed cycles would come to by today's registry (spec 4.5).
struct RerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerate",
    abstract: "Show what closed cycles would come to by today's registry. Changes nothing.",
    discussion: """
      Open cycles follow the registry by themselves: the next import brings them to it, and import --dry-run shows the \
      difference beforehand. A closed cycle keeps the registry it was closed by; this rates its calls by today's, and \
      shows the services that would be others. To change one, open it with services reopen, if it is not invoiced.

      Examples:
        summit-cdr rerate --config integration.yml --from 2026-11-01 \\
          --until 2026-11-30
        summit-cdr rerate --config integration.yml --from 2026-11-01 \\
          --until 2026-11-30 --line 1001
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Closed cycles with this day or a later one.", valueName: "YYYY-MM-DD"))
  var from: CivilDate

  @Option(help: ArgumentHelp("Closed cycles with this day or an earlier one.", valueName: "YYYY-MM-DD"))
  var until: CivilDate

  @Option(help: ArgumentHelp("Only cycles with calls recorded for this contract.", valueName: "contract"))
  var contract: String?

  @Option(help: ArgumentHelp("Only cycles with calls recorded for this line.", valueName: "line"))
  var line: String?

  @Flag(help: .hidden)
  var apply = false

  @Flag(help: "Print the difference as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if apply {
      throw ValidationError(
        "--apply: open cycles follow the registry without it: repair the registry, look with import --dry-run, then "
          + "run import; closed ones change only after services reopen")
    }
    if from > until { throw ValidationError("--until: expected \(from) (--from) or later, found \(until)") }
  }

  func run() throws {
    let integration = try integration.load()
    let request = RerateRequest(days: from...until, contract: contract, line: line)
    let report = try LedgerAccess.read(integration, looksAtOpenPart: false) { ledger in
      var rerating = try Rerating(ledger, settings: integration.importSettings(workers: 1), request: request)
      return try rerating.run()
    }
    if json {
      try Terminal.write([UInt8](try report.json().utf8))
    } else if !quiet {
      try Terminal.write(lines: RerateText(report).lines)
    }
  }
}

/// A rerate for people.
struct RerateText {
  let lines: [String]

  /// Rows of a table that a person reads; --json has them all.
  private static let maximumRows = 40

  init(_ report: RerateReport) {
    var lines = [
      "closed cycles of \(report.from) to \(report.until): \(report.cycles), with \(report.calls) calls, of which "
        + "\(report.changedCalls) change (line \(report.callsOfOtherLine), zone \(report.callsOfOtherZone), price "
        + "\(report.callsOfOtherPrice))"
    ]
    for (reason, calls) in report.unrated.sorted(by: { $0.key < $1.key }) {
      lines.append("\(calls) would be suspended: \(Self.reasons[reason] ?? reason)")
    }
    if !report.services.isEmpty { lines += [""] + Self.services(report.services, report.serviceCount) }
    lines += ["", report.services.isEmpty ? "no service would be another" : "nothing was changed: closed cycles stay"]
    self.lines = lines.map { Terminal.displayable($0) }
  }

  private static let reasons = [
    "unknown-line": "no line has their number now (unknown-line)",
    "line-inactive": "their line is inactive now (line-inactive)",
    "no-plan": "their line has no charging plan now (no-plan)",
    "unknown-destination": "no zone has their destination now (unknown-destination)",
    "ambiguous-number": "their called number has two readings (ambiguous-number)",
    "no-rate": "their plan has no rate for them now (no-rate)",
  ]

  static func services(_ services: [ImportReport.ServiceChange], _ count: Int) -> [String] {
    var table = AlignedTable([
      .text("contract"), .text("line"), .text("plan"), .text("cycle"), .text("kind"), .number("before"),
      .number("after"),
    ])
    for service in services.prefix(maximumRows) {
      table.append([
        service.contract, service.line, service.plan, service.cycleStart, service.kind, service.before, service.after,
      ])
    }
    return table.lines + more(count, "services")
  }

  private static func more(_ count: Int, _ noun: String) -> [String] {
    count > maximumRows ? ["and \(count - maximumRows) more \(noun): see --json"] : []
  }
}
