import ArgumentParser
import ERP
import Foundation
import Importing
import Integration
import Ledger

/// `summit-cdr services push`.
struct ServicesPushCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Hand closed services to the ERP, each once.",
    discussion: """
      Sends each closed service that the ERP was not given to its web service (erp in integration.yml), in the form of \
      services export --format ixc, and notes the ERP's id as its reference: the service is invoiced then. What the ERP \
      has is read back and compared. What it refuses is told in its words, stays closed, and is tried again by the next \
      push.

      A request without an answer may have been carried out. So the next push looks for the service at the ERP, by its \
      id in observacao, and sends it again only if it is not there two minutes after its time was up. Nothing is sent twice, wherever \
      the program is stopped. --wait goes on until nothing is left to find out.

      A late service with calls beyond the limit (billing.late_limit_days) is kept apart, to be negotiated or paid in \
      parts: what is kept is said, and --beyond-limit sends it.

      --dry-run prints the bodies that would be sent, one a line, and calls nothing.

      Try it with a test installation of the ERP, or with summit-cdr erp-simulator, first: see docs/erp.md.

      Exit codes: 0 all of it is at the ERP as it was sent, 1 something was refused, differs or waits, 2 failed, 75 a run \
      or another push is under way.

      Examples:
        summit-cdr services push --config matriz --dry-run
        summit-cdr services push --config matriz --contract 2001
        summit-cdr services push --config matriz --contract 2001 --beyond-limit
        summit-cdr services push --config matriz --wait --json
      """)

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var services: ServiceFilterOptions
  @OptionGroup var author: AuthorOptions

  @Flag(help: "Also late services with calls beyond the limit (negociar ou parcelar), which are kept apart.")
  var beyondLimit = false

  @Flag(help: "Print what would be sent, a body a line; send nothing.")
  var dryRun = false

  @Flag(help: "Go on until no outcome is unknown, waiting for the ERP in between.")
  var wait = false

  @Flag(help: "Print what was done as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func validate() throws {
    if dryRun, json || wait { throw ValidationError("--dry-run: expected without --json and --wait: it prints bodies") }
  }

  func run(_ integration: Integration) throws {
    let selection = ServiceSelection(services.filter)
    if dryRun { return try printBodies(integration, selection) }
    let report = try integration.withERP(.changingBesideRuns) { ledger, client in
      var push = ServicePush(
        ledger: ledger, client: client, terms: try integration.ixcTerms(ledger), author: author.name)
      push.takesKeptApart = beyondLimit
      var report = try push.run(selection)
      while wait, report.problem == nil, let seconds = report.waitSeconds {
        if !quiet, !json { Terminal.message("\(report.summary); it is looked for in \(seconds) s\n") }
        Thread.sleep(forTimeInterval: Double(seconds))
        report = try report.followed(by: push.run(selection))
      }
      return report
    }
    try say(report, report.lines)
    if let problem = report.problem, !json { Terminal.error("\(integration.path): erp: \(problem)") }
    if !report.isClean { throw Exit.differences }
  }

  private func printBodies(_ integration: Integration, _ selection: ServiceSelection) throws {
    let (bodies, kept) = try integration.withLedger(.looking) { ledger in
      try ServicePush.outlook(
        selection, integration.ixcTerms(ledger), ledger, takesKeptApart: beyondLimit)
    }
    for body in bodies { try Terminal.write(lines: [body.json]) }
    for gap in Set(bodies.flatMap(\.gaps)).sorted() { Terminal.warning("it will not be sent: \(gap)") }
    if bodies.isEmpty, !quiet { Terminal.message("nothing to push\n") }
    if !kept.isEmpty, !quiet { Terminal.message(kept.text + "\n") }
  }
}
