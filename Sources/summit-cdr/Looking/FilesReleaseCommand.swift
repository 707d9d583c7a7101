import ArgumentParser
import Integration
import Ledger

/// `summit-cdr files release`.
struct FilesReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Let files be deleted although most of their rows were rejected.",
    discussion: """
      With delete_files, a file of whose rows more than half were rejected stays in the source directory, since the \
      layout is most likely wrong. Once you have looked (summit-cdr rejected list) this lets it go: the next import \
      deletes it. Its rejected rows stay in the ledger.

      Example:
        summit-cdr files release cdr-20261110.csv --config integration.yml
      """)

  @Argument(help: "Names of files.")
  var name: [String]

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var author: AuthorOptions

  func run() throws {
    let integration = try integration.load()
    try LedgerAccess.write(integration) { ledger in
      let readings = try name.map { ($0, try KnownFiles.heldBack(ledger, named: $0).map(\.id)) }
      try ledger.change(by: author.author) { change in
        for (name, ids) in readings { try change.release(ids, name: name) }
      }
    }
    let names = name.map(Terminal.displayable)
    let verb = integration.source.deletesFiles ? "the next import deletes" : "delete_files would delete"
    Terminal.message("released: \(verb) \(names.joined(separator: ", "))\n")
  }
}
