import ArgumentParser
import Importing
import Integration

/// `summit-cdr undo`: withdraws a run, or brings it back (spec 4.5).
struct UndoCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Withdraw the rows that came with an import, or bring them back.",
    discussion: """
      The rows that came with it are taken out of what is delivered, and all that is open is rated as if they had never \
      come; what other runs delivered of the same calls takes over. Files whose content another run delivered, too, lose \
      nothing. If a file of it grew later, the later parts go, too: that needs --with-later. Refused if one of its rows \
      is a call of a closed cycle or of a closed late service (services reopen opens it).

      The rows are kept until --restore puts them back. A file that lies in the source directory is not taken again by \
      itself: import --again NAME takes it.

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

  @Flag(help: "Also withdraw later runs that went on in its files.")
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

  func run(_ integration: Integration) throws {
    let request = UndoRequest(run: number ?? restore ?? 0, includesLater: withLater, user: author.name)
    let hand = HandRun(integration, restore == nil ? .undo(request) : .restore(request), resources, isQuiet: quiet)
    let report = UndoReport(try hand.report(isDryRun: dryRun), integration.importSettings(workers: 1))
    try say(report, UndoText(report).lines)
    if !report.filesInSource.isEmpty, !quiet {
      Terminal.message(
        "warning: \(report.filesInSource.count) of these files lie in the source directory (\(report.filesInSource[0])): "
          + "import --again NAME takes them\n")
    }
  }
}
