import ArgumentParser
import CallModel
import FileInput
import Foundation
import Integration
import Ledger
import Statements

/// `summit-cdr files`: what was imported of which file.
struct FilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files",
    abstract: "List the files that were read, show one, or let one be deleted.",
    discussion: """
      Without a further word it lists (see: summit-cdr help files list).

      Examples:
        summit-cdr files --config integration.yml
        summit-cdr files show cdr-20261110.csv --config integration.yml
        summit-cdr files release cdr-20261110.csv --config integration.yml
      """,
    subcommands: [FilesListCommand.self, FilesShowCommand.self, FilesReleaseCommand.self],
    defaultSubcommand: FilesListCommand.self)
}

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
    let (files, count) = try LedgerAccess.read(integration) {
      (try $0.files(filter, limit: limit), try $0.fileCount(filter))
    }
    if json { return try Terminal.write(json: files.map(FileReportLine.init)) }
    guard !files.isEmpty else { return Terminal.message("no such file was read\n") }
    try Terminal.write(lines: Self.table(files))
    if count > files.count { Terminal.message("… \(count - files.count) earlier ones: --limit shows more of them\n") }
  }

  private static func table(_ files: [FileRow]) -> [String] {
    var table = AlignedTable(
      [.number("run"), .text("file"), .text("state"), .number("bytes")]
        + (["read"] + Outcome.allCases.map(\.name)).map { .number($0) } + [.text("")])
    for file in files {
      let counts = [file.read] + file.outcomes
      table.append(
        ["\(file.run)", file.displayName, file.state.rawValue, ProgressLine.grouped(Int(file.identity.sizeBytes))]
          + counts.map(ProgressLine.grouped) + [note(file)])
    }
    return table.droppingEmpty([""] + Outcome.allCases.map(\.name)).lines
  }

  private static func note(_ file: FileRow) -> String {
    if file.isPending { return "last row waits for its end" }
    if file.isHeldBack { return "held back: mostly rejected" }
    return file.isReleased ? "released" : ""
  }
}

extension FileRow.State: ExpressibleByArgument {}

extension FileRow {
  /// Whether the file is not deleted because most of its rows were rejected (spec 4.2, step 7).
  var isHeldBack: Bool { isMostlyRejected && !isReleased && (state == .imported || state == .repeated) }
}

/// A reading as JSON.
struct FileReportLine: Encodable {
  var reading: Int64
  var run: Int64
  var name: String
  var state: String
  var sizeBytes: Int64
  var gzip: Bool
  var digest: String?
  /// Inflated.
  var plainBytes: Int64
  var pending: Bool
  var heldBack: Bool
  var released: Bool
  var error: String?
  var read: Int
  var outcomes: [String: Int]

  init(_ row: FileRow) {
    reading = row.id
    run = row.run
    name = row.displayName
    state = row.state.rawValue
    sizeBytes = row.identity.sizeBytes
    gzip = row.isGzip
    digest = row.digest.map { "\($0)" }
    plainBytes = row.plainBytes
    pending = row.isPending
    heldBack = row.isHeldBack
    released = row.isReleased
    error = row.error
    read = row.read
    outcomes = [:]
    for outcome in Outcome.allCases { outcomes[outcome.name] = row.outcomes[Int(outcome.rawValue)] }
  }
}

/// `summit-cdr files show`.
struct FilesShowCommand: ParsableCommand {
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

  func run() throws {
    let integration = try integration.load()
    let files = try LedgerAccess.read(integration) { try KnownFiles.readings($0, named: name) }
    if json { return try Terminal.write(json: files.map(FileReportLine.init)) }
    try Terminal.write(lines: Array(files.map(Self.lines).joined(separator: [""])))
  }

  private static func lines(_ file: FileRow) -> [String] {
    var fields: [(String, String)] = [
      ("file", file.displayName), ("state", file.state.rawValue), ("run", "\(file.run)"),
      ("bytes", ProgressLine.grouped(Int(file.identity.sizeBytes)) + (file.isGzip ? " (gzip)" : "")),
    ]
    if file.isGzip { fields.append(("inflated", ProgressLine.grouped(Int(file.plainBytes)))) }
    if let digest = file.digest { fields.append(("digest", "\(digest)")) }
    if let error = file.error { fields.append(("error", error)) }
    fields.append(("read", ProgressLine.grouped(file.read)))
    for outcome in Outcome.allCases where file.outcomes[Int(outcome.rawValue)] > 0 {
      fields.append((outcome.name, ProgressLine.grouped(file.outcomes[Int(outcome.rawValue)])))
    }
    if file.isPending { fields.append(("pending", "its last row has no line end yet")) }
    if file.isHeldBack { fields.append(("held back", "most of its rows were rejected: it is not deleted")) }
    if file.isReleased { fields.append(("released", "it may be deleted")) }
    let width = fields.map(\.0.count).max() ?? 0
    return fields.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
  }
}

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

/// Files by the names a person gives.
enum KnownFiles {
  static func readings(_ ledger: Ledger, named name: String) throws -> [FileRow] {
    let files = try ledger.files(named: name)
    guard files.isEmpty else { return files }
    let similar = SimilarNames.of(name, Array(Set(try ledger.fileNames()))).map(Terminal.displayable)
    let remedy =
      similar.isEmpty ? "summit-cdr files lists those that were" : "similar ones are \(similar.joined(separator: ", "))"
    throw LookFailure("NAME: expected a file that was read, found \(Terminal.displayable(name)): \(remedy)")
  }

  /// The readings of a file that keep it from being deleted.
  static func heldBack(_ ledger: Ledger, named name: String) throws -> [FileRow] {
    let files = try readings(ledger, named: name)
    let held = files.filter(\.isHeldBack)
    guard held.isEmpty, let last = files.last else { return held }
    let found =
      if last.isReleased {
        "one that was released before"
      } else if last.state == .failed {
        "one that failed: none of its rows was imported, so it stays until it is repaired or you remove it"
      } else {
        "one that is \(last.state.rawValue), and nothing holds it back"
      }
    throw LookFailure(
      "\(Terminal.displayable(name)): expected a file of whose rows more than half were rejected, found \(found)")
  }
}
