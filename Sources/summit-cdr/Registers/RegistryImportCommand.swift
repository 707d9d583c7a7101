import ArgumentParser
import Integration
import Ledger
import Listing
import RegistryStore

/// `summit-cdr registry import`.
struct RegistryImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make the registers what the CSV files of a directory say.",
    discussion: """
      All of it or nothing; every fault of the files is told with file, line and column. Importing an export changes \
      nothing.

      A table whose file is not there is left alone, and so is a column that a file lacks. A row is known by its id \
      and first day. One that a file lacks is removed if no recorded call knows of it, else it ends today. What a row \
      says is corrected: open cycles follow with the next import, closed ones stay as they were closed. To change \
      something from a date on, end the row and add one.

      Exit codes: 0 done, 2 failed: nothing was changed.

      Examples:
        summit-cdr registry import registry --config integration.yml --dry-run
        summit-cdr registry import registry --config integration.yml --by ana
      """)

  @OptionGroup var options: RegisterChangeOptions

  @Argument(help: ArgumentHelp("The directory of the tables (contracts.csv, lines.csv, …).", valueName: "dir"))
  var directory: String

  func run() throws {
    let (counts, changes) = try options.integration.load().importRegisters(
      from: directory, by: options.author.author, isDryRun: options.dryRun)
    try options.say(
      changes.object(with: ["tables": .array(counts.map(RegisterImportListing.columns.object))]),
      RegisterImportListing.columns.table(counts) + [""] + changes.lines)
  }
}
