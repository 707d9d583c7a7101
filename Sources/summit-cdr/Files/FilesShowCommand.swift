import ArgumentParser
import Integration
import Ledger
import Listing
import Statements

/// `summit-cdr files show`.
struct FilesShowCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that is known of one file, reading by reading.",
    discussion: """
      Example:
        summit-cdr files show cdr-20261110.csv --config integration.yml
      """)

  @Argument(help: "The file's name.")
  var name: String

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run(_ integration: Integration) throws {
    let files = try integration.withLedger(.looking) { try $0.listed(KnownFiles.readings($0, named: name)) }
    try say(
      files.map(FileListing.columns.object), Array(files.map(FileListing.facts).joined(separator: [""])))
  }
}
