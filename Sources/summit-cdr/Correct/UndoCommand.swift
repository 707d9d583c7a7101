import ArgumentParser
import Foundation
import Importing
import Integration
import Pipeline

/// `summit-cdr undo`: withdraws a run, or brings it back (spec 4.5).
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Withdraw an import's calls, so that its files can be delivered again.",
    discussion: """
      Afterwards the ledger is as if the run had never been: its calls are not recorded, calls that they had taken the \
      place of are recorded again, rows that it had billed at last wait again, and its files are forgotten. Move the \
      files out of the source directory first, or the next import takes them again.

      Not if one of the cycles is closed (services reopen opens it), nor if a later run counted repeats of the calls or \
      went on in the files: --with-later withdraws such runs, too.

      The withdrawn rows are kept until the files are delivered again. Until then --restore brings them back, with all \
      runs that were withdrawn together.

      Examples:
        summit-cdr undo 17 --config integration.yml --dry-run
        summit-cdr undo 17 --config integration.yml --with-later --by ana
        summit-cdr undo --restore 17 --config integration.yml
      """)

  @Argument(help: ArgumentHelp("The run to withdraw (see: summit-cdr runs).", valueName: "run"))
  var number: Int64?

  @Option(help: ArgumentHelp("Bring this withdrawn run back.", valueName: "run"))
  var restore: Int64?

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Also withdraw later runs that depend on it.")
  var withLater = false

  @Flag(help: "Show what would change; change nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions

  @OptionGroup var resources: RunResources

  @Flag(help: "Print what was done as JSON.")
  var json = false

  @Flag(help: "No progress and no summary; errors only.")
  var quiet = false

  func validate() throws {
    if (number == nil) == (restore == nil) {
      throw ValidationError("expected a run or --restore, found \(number == nil ? "neither" : "both")")
    }
    if restore != nil, withLater {
      throw ValidationError(
        "--with-later: expected with a run to withdraw; --restore brings back all that went together")
    }
  }

  func run() throws {
    let integration = try integration.load()
    let request = UndoRequest(run: number ?? restore ?? 0, includesLater: withLater, user: author.name)
    let progress = ProgressCounter()
    let bar = quiet ? nil : ProgressBar(progress)
    defer { bar?.stop() }
    let report = try Terminal.failing {
      defer { bar?.stop() }
      let undoing = RunUndoing(settings: resources.settings(of: integration), progress: progress)
      return restore == nil
        ? try undoing.undo(request, isDryRun: dryRun) : try undoing.restore(request, isDryRun: dryRun)
    }
    if json {
      try Terminal.write([UInt8](try report.json().utf8))
    } else if !quiet {
      try Terminal.write(lines: UndoText(report).lines)
    }
    if !report.filesInSource.isEmpty, !quiet {
      Terminal.message(
        "warning: \(report.filesInSource.count) of these files lie in the source directory (\(report.filesInSource[0])): "
          + "the next import takes them again\n")
    }
  }
}

/// A withdrawal for people.
struct UndoText {
  let lines: [String]

  init(_ report: UndoReport) {
    let runs = report.runs.map { "\($0)" }.joined(separator: ", ")
    let isUndo = report.kind == "undo"
    let names = "\(report.runs.count == 1 ? "run" : "runs") \(runs)"
    var lines = [
      report.isDryRun
        ? "\(names): would be \(isUndo ? "withdrawn" : "brought back"); nothing was changed"
        : "run \(report.run): \(names) \(isUndo ? "withdrawn" : "brought back")",
      "files: \(report.files.count), calls: \(report.calls)",
    ]
    if report.returnedCalls > 0 {
      lines.append("calls recorded again that these had replaced: \(report.returnedCalls)")
    }
    if report.waitingRows > 0 { lines.append("rows that wait again: \(report.waitingRows)") }
    if report.repeatedCalls > 0 {
      lines.append("of these, repeats of calls that came meanwhile: \(report.repeatedCalls)")
    }
    if !report.services.isEmpty { lines += [""] + RerateText.services(report.services, report.serviceCount) }
    self.lines = lines.map { Terminal.displayable($0) }
  }
}
