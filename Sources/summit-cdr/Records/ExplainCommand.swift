import ArgumentParser
import CallModel
import Explaining
import Foundation
import Importing
import Integration

/// `summit-cdr explain`: how a call came to its amount.
struct ExplainCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain one call, rule by rule: line, number, zone, rate, allowance, price.",
    discussion: """
      For each recorded call of that global id, by the registry it was rated by, with the rows of the tables used; and \
      for rows that mention it and were not billed, why. The dialled number is shown while its file is still in the \
      source directory.

      The recorded calls are searched for the id, which takes seconds for many millions; --line makes it immediate.

      Exit codes: 0 done, 2 no such call.

      Examples:
        summit-cdr explain 6e3d439f-00000001 --config integration.yml
        summit-cdr explain 6e3d439f-00000001 --config integration.yml --line L00001
      """)

  @Argument(help: "The call's global id, as the platform wrote it.")
  var globalID: String

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var records: RecordOptions

  @Flag(help: "Print JSON.")
  var json = false

  /// Slices of a long call share an id; --from and --until narrow them.
  private static let maximumCalls = 50

  func validate() throws {
    if globalID.isEmpty { throw ValidationError("GLOBAL_ID: expected the id of a call, found nothing") }
  }

  func run(_ integration: Integration) throws {
    let selection = try records.selection(integration)
    let zone = try integration.zoneRules()
    let found = try integration.look { ledger in
      let sources = SourceRows(
        directory: integration.source.directory, layout: integration.source.layout, ledger: ledger)
      return try CallExplainer(ledger, zone: zone, sources: sources).explain(
        globalID: globalID, selection.calls, limit: Self.maximumCalls,
        workers: ProcessInfo.processInfo.activeProcessorCount)
    }
    let isKnown = !found.calls.isEmpty || !found.held.isEmpty
    if json || isKnown { try say(ExplanationReport(found), ExplanationText.lines(found)) }
    if found.left > 0 {
      Terminal.message("… \(found.left) more calls of that id: narrow them with --from and --until\n")
    }
    if isKnown { return }
    throw Problem(
      "GLOBAL_ID", expected: "the id of a recorded call or of a row held back",
      found: "\(DisplayText.of(globalID)), which none has",
      remedy: "look for it with summit-cdr records, or see summit-cdr files for what was imported")
  }
}
