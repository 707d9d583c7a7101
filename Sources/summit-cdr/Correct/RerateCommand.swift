import ArgumentParser
import CallModel
import Foundation
import Importing
import Integration
import Pipeline

/// `summit-cdr rerate`: recorded calls through the rules again (spec 4.5).
struct RerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerate",
    abstract: "Take recorded calls through line, zone and price again, by today's registry.",
    discussion: """
      An import keeps the line and zone that a call was recorded with; prices follow the registry. This takes the calls \
      of some days through all the rules again, line and zone too, and shows what would change, service by service. \
      --apply commits it as a run; without it nothing changes.

      Cycles that are closed or invoiced are shown, never changed. A call that today's registry has no line, zone or \
      rate for stays as it is, and is counted.

      Examples:
        summit-cdr rerate --config integration.yml --from 2026-11-01 \\
          --until 2026-11-30
        summit-cdr rerate --config integration.yml --from 2026-11-01 \\
          --until 2026-11-30 --line 1001 --apply
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("The first day of the calls.", valueName: "YYYY-MM-DD"))
  var from: CivilDate

  @Option(help: ArgumentHelp("The last day of the calls.", valueName: "YYYY-MM-DD"))
  var until: CivilDate

  @Option(help: ArgumentHelp("Only calls recorded for this contract.", valueName: "contract"))
  var contract: String?

  @Option(help: ArgumentHelp("Only calls recorded for this line.", valueName: "line"))
  var line: String?

  @Flag(help: "Commit the difference as a run.")
  var apply = false

  @OptionGroup var author: AuthorOptions

  @OptionGroup var resources: RunResources

  @Flag(help: "Print the difference as JSON.")
  var json = false

  @Flag(help: "No progress and no summary; errors only.")
  var quiet = false

  func validate() throws {
    if from > until { throw ValidationError("--until: expected \(from) (--from) or later, found \(until)") }
  }

  func run() throws {
    let integration = try integration.load()
    let request = RerateRequest(days: from...until, contract: contract, line: line, user: author.name)
    let progress = ProgressCounter()
    let bar = quiet ? nil : ProgressBar(progress)
    defer { bar?.stop() }
    let report = try Terminal.failing {
      defer { bar?.stop() }
      return try Rerating(settings: resources.settings(of: integration), request: request, progress: progress)
        .run(isApplied: apply)
    }
    if json {
      try Terminal.write([UInt8](try report.json().utf8))
    } else if !quiet {
      try Terminal.write(lines: RerateText(report, isAsked: apply).lines)
    }
  }
}

/// A rerate for people.
struct RerateText {
  let lines: [String]

  /// Rows of a table that a person reads; --json has them all.
  private static let maximumRows = 40

  /// - Parameter isAsked: whether it was to be applied.
  init(_ report: RerateReport, isAsked: Bool) {
    var lines = [
      "calls of \(report.from) to \(report.until): \(report.calls) looked at, \(report.changedCalls) change "
        + "(line \(report.callsOfOtherLine), zone \(report.callsOfOtherZone), price \(report.callsOfOtherPrice))"
    ]
    for (reason, calls) in report.staying.sorted(by: { $0.key < $1.key }) {
      lines.append("\(calls) stay as they are: \(Self.reasons[reason] ?? reason)")
    }
    if report.callsOfClosedCycles > 0 {
      lines.append(
        "\(report.callsOfClosedCycles) are of closed cycles and stay; \(report.changesInClosedCycles) of them would "
          + "change")
    }
    if !report.changes.isEmpty { lines += [""] + Self.changes(report) }
    if !report.services.isEmpty { lines += [""] + Self.services(report.services, report.serviceCount) }
    if !report.closedServices.isEmpty {
      lines += ["", "closed cycles, which stay; what they would come to:"]
      lines += Self.services(report.closedServices, report.closedServices.count)
    }
    lines += ["", Self.end(report, isAsked: isAsked)]
    self.lines = lines.map { Terminal.displayable($0) }
  }

  private static let reasons = [
    "unknown-line": "no line has their number now (unknown-line)",
    "line-inactive": "their line is inactive now (line-inactive)",
    "no-plan": "their line has no charging plan now (no-plan)",
    "unknown-destination": "no zone has their destination now (unknown-destination)",
    "ambiguous-number": "their called number has two readings (ambiguous-number)",
    "no-rate": "their plan has no rate for them now (no-rate)",
    "closed-cycle": "the cycle they would go to is closed",
    "unratable-cycle": "the registry cannot rate all calls of their cycle",
  ]

  private static func end(_ report: RerateReport, isAsked: Bool) -> String {
    if report.isApplied { return "run \(report.run): \(report.rewrittenCycles) cycles were written anew" }
    if report.rewrittenCycles == 0 { return "nothing changes" }
    return isAsked ? "nothing changed" : "nothing was changed: --apply commits it"
  }

  private static func changes(_ report: RerateReport) -> [String] {
    var table = AlignedTable([
      .text("line"), .text("zone"), .number("price"), .text("→ line"), .text("zone"), .number("price"),
      .number("calls"),
    ])
    for change in report.changes.prefix(maximumRows) {
      table.append([
        change.from.line, change.from.zone, change.from.price, change.to.line, change.to.zone, change.to.price,
        "\(change.calls)",
      ])
    }
    return table.lines + more(report.changeCount, "kinds of changes")
  }

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
