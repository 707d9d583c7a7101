import ArgumentParser
import CallModel
import FileInput
import Integration
import Ledger

/// `summit-cdr files list`.
struct FilesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List readings of files, the last ones last.",
    discussion: """
      A file that grew has a line for each time something of it was read. States: imported, deleted (imported, then \
      deleted from the source directory), repeated (its content was imported before), failed (none of its rows counts), \
      undone.

      Examples:
        summit-cdr files --config integration.yml --state failed
        summit-cdr files --config integration.yml --name 'cdr-202611*' --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(
    help: ArgumentHelp(
      "Only files in that state.", valueName: FileRow.State.allCases.map(\.rawValue).joined(separator: "|")))
  var state: FileRow.State?

  @Option(help: ArgumentHelp("Only names of that pattern, with * ? and [a-z]; quote it.", valueName: "pattern"))
  var name: String?

  @Option(help: ArgumentHelp("How many of the last readings (default: all; 40 on a terminal).", valueName: "n"))
  var limit: Int?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }

  func run() throws {
    let integration = try integration.load()
    var filter = FileFilter()
    filter.state = state
    filter.name = name
    let limit = limit ?? (Terminal.isOutputATerminal && !json ? RecordTable.linesOnATerminal : nil)
    let (files, count, notes) = try LedgerAccess.read(integration, looksAtOpenPart: false) {
      (try $0.files(filter, limit: limit), try $0.fileCount(filter), try FileNotes($0))
    }
    if json { return try Terminal.write(json: files.map { FileReportLine($0, notes) }) }
    guard !files.isEmpty else { return Terminal.message("no such file was read\n") }
    try Terminal.write(lines: Self.table(files, notes))
    if count > files.count { Terminal.message("… \(count - files.count) earlier ones: --limit shows more of them\n") }
  }

  private static func table(_ files: [FileRow], _ notes: FileNotes) -> [String] {
    var table = AlignedTable(
      [.number("run"), .text("file"), .text("state"), .number("bytes")]
        + (["read"] + Outcome.allCases.map(\.name)).map { .number($0) } + [.text("")])
    for file in files {
      let counts = [file.read] + file.outcomes
      table.append(
        ["\(file.run)", file.displayName, file.state.rawValue, ProgressLine.grouped(Int(file.identity.sizeBytes))]
          + counts.map(ProgressLine.grouped) + [notes.text(file)])
    }
    return table.droppingEmpty([""] + Outcome.allCases.map(\.name)).lines
  }
}

extension FileRow.State: ExpressibleByArgument {}
