import ArgumentParser
import Integration
import Ledger
import Listing

/// `summit-cdr files list`.
struct FilesListCommand: IntegrationCommand {
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

  func validate() throws { try RowLimit.check(limit) }

  func run(_ integration: Integration) throws {
    var filter = FileFilter()
    filter.state = state
    filter.name = name
    let limit = limit ?? (Terminal.isOutputATerminal && !json ? Terminal.linesOfAList : nil)
    let (files, count) = try integration.withLedger(.looking) {
      (try $0.listed($0.files(filter, limit: limit)), try $0.fileCount(filter))
    }
    if json { return try Terminal.write(json: FileListing.columns, files) }
    guard !files.isEmpty else { return Terminal.message("no such file was read\n") }
    try Terminal.write(lines: FileListing.columns.table(files))
    if count > files.count { Terminal.message("… \(count - files.count) earlier ones: --limit shows more of them\n") }
  }
}

extension FileRow.State: ExpressibleByArgument {}
