import ArgumentParser
import CallModel
import Integration
import Ledger
import Statements

/// `summit-cdr files release`.
struct FilesReleaseCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "End what import and status tell of files that you have looked at.",
    discussion: """
      Import and status tell of a file of whose rows more than half were rejected, or that rows of the layout left none \
      of, of one that failed and is still there, and of a gzip file that several runs found too young. Once you have \
      looked (summit-cdr rejected list, summit-cdr files show) this ends it.

      With delete_files, a file of whose rows more than half were rejected stays in the source directory, since the \
      layout is most likely wrong: once released the next import deletes it. Its rejected rows stay in the ledger. A file \
      that failed is never deleted: its rows are nowhere else.

      Example:
        summit-cdr files release cdr-20261110.csv --config integration.yml
      """)

  @Argument(help: "Names of files.")
  var name: [String]

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var author: AuthorOptions

  func run(_ integration: Integration) throws {
    let told = try integration.withLedger(.changing) { try KnownFiles.release(name, $0, by: author.author) }
    let verb = integration.source.deletesFiles ? "the next import deletes it" : "delete_files would delete it"
    for (name, concerns) in told {
      let isHeld = concerns.contains { $0.kind == .mostlyRejected }
      Terminal.message("released: \(DisplayText.of(name))\(isHeld ? "; \(verb)" : "")\n")
    }
  }
}
