import ArgumentParser
import CallModel
import Integration
import Ledger
import Listing
import RegistryStore
import Registry

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
    let integration = try options.integration.load()
    let (counts, changes) = try integration.changeRegisters(
      by: options.author.author, action: "registry import", isDryRun: options.dryRun
    ) { transaction, settings in
      do {
        let files = try RegistryLoader.bytes(directory: directory)
        guard !files.isEmpty else { throw Problems([noFiles]) }
        return try RegisterImport(transaction, settings, files: files).run()
      } catch let faults as Problems {
        throw Faults(faults: faults.faults)
      }
    }
    if options.json {
      try Terminal.write(
        json: changes.object(with: ["tables": .array(counts.map(RegisterImportListing.columns.object))]))
    } else if !options.quiet {
      try Terminal.write(lines: RegisterImportListing.columns.table(counts) + [""] + changes.lines)
    }
  }

  private var noFiles: Problem {
    Problem(
      directory, expected: "at least one table, such as lines.csv", found: "none")
  }

  /// Faults of the files, a bounded number of them.
  private struct Faults: Error, CustomStringConvertible {
    static let maximum = 100

    let faults: [Problem]

    var description: String {
      let rest = faults.count - Self.maximum
      let last = rest > 0 ? ["… and \(CountText.of(rest, "more fault", "more faults"))"] : []
      return (faults.prefix(Self.maximum).map(\.description) + last + ["nothing was changed"]).joined(separator: "\n")
    }
  }
}
