import ArgumentParser
import CallModel
import Integration
import Listing
import Registry

/// `summit-cdr registry export`.
struct RegistryExportCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the registers as CSV files.",
    discussion: """
      A file for each table that has rows, with the columns that some row fills; contracts, lines, plans and rates \
      always, so that the directory is a registry. Tables that are there already are replaced, all or none; other files \
      of these names only with --force.

      Credentials are written only with --secrets; the files are then readable by their owner alone.

      Examples:
        summit-cdr registry export backup --config integration.yml
        summit-cdr registry export backup --config integration.yml --as-of 2026-11-30
      """)

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("The directory; made if it is not there.", valueName: "dir"))
  var directory: String

  @Option(help: ArgumentHelp("As they were at the end of that day.", valueName: "yyyy-mm-dd"))
  var asOf: CivilDate?

  @Flag(help: "Write credentials, too.")
  var secrets = false

  @Flag(help: "Replace ordinary files of the tables' names that are none.")
  var force = false

  @Flag(help: "Print the rows of each table as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let written = try integration.exportRegisters(
      to: directory, asOf: asOf, withSecrets: secrets, isForced: force)
    let rows = CountText.of(written.reduce(0) { $0 + $1.rows }, "row", "rows")
    try say(
      Dictionary(uniqueKeysWithValues: written.map { ($0.table.name, $0.rows) }),
      ["exported \(rows) to \(CountText.of(written.count, "file", "files")) in \(directory)"])
  }
}
