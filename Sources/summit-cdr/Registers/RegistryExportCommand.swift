import ArgumentParser
import CallModel
import Foundation
import Integration
import Output
import Registers
import Registry

/// `summit-cdr registry export`.
struct RegistryExportCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let places = OutputPlaces([integration])
    let tables = try RegisterAccess.read(integration, asOf: asOf) { reader in
      try TableDescription.all.map { table in
        (table: table, content: try reader.exported(table, withSecrets: secrets))
      }
    }
    let written = try Terminal.failing { try write(tables, places) }
    if json {
      try Terminal.write(json: Dictionary(uniqueKeysWithValues: written.map { ($0.table.name, $0.content.rows) }))
    } else if !quiet {
      let rows = written.reduce(0) { $0 + $1.content.rows }
      let files = CountText.of(written.count, "file", "files")
      try Terminal.write(lines: ["exported \(CountText.of(rows, "row", "rows")) to \(files) in \(directory)"])
    }
  }

  private typealias Content = (table: TableDescription, content: (csv: [UInt8], rows: Int))

  /// Everything is on the disk before the first file gets its name.
  private func write(_ tables: [Content], _ places: OutputPlaces) throws -> [Content] {
    try places.check(directory: directory)
    for table in TableDescription.all {
      try places.check(
        file: directory + "/" + table.fileName, replacing: OutputMarks.table(table), isForced: force)
    }
    try OutputDirectory.prepare(directory)
    let written = tables.filter { table, content in
      // A file of an earlier export would bring its rows back.
      content.rows > 0 || table.isRequired || FileManager.default.fileExists(atPath: directory + "/" + table.fileName)
    }
    let files = try written.map { table, content in
      let file = try OutputFile(directory: directory, name: table.fileName, isPrivate: secrets)
      try content.csv.withUnsafeBytes { try file.append($0) }
      try file.synchronise()
      try file.checkCanPublish()
      return file
    }
    for file in files { try file.publish() }
    try OutputFailure.synchronise(directory: directory)
    return written
  }
}
