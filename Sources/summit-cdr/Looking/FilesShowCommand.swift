import ArgumentParser
import CallModel
import FileInput
import Integration
import Ledger

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
    let (files, notes) = try LedgerAccess.read(integration, looksAtOpenPart: false) {
      (try KnownFiles.readings($0, named: name), try FileNotes($0))
    }
    if json { return try Terminal.write(json: files.map { FileReportLine($0, notes) }) }
    try Terminal.write(lines: Array(files.map { Self.lines($0, notes) }.joined(separator: [""])))
  }

  private static func lines(_ file: FileRow, _ notes: FileNotes) -> [String] {
    var fields: [(String, String)] = [
      ("file", file.displayName), ("state", file.state.rawValue), ("run", "\(file.run)"),
      ("bytes", ProgressLine.grouped(Int(file.identity.sizeBytes)) + (file.isGzip ? " (gzip)" : "")),
    ]
    if file.isGzip { fields.append(("inflated", ProgressLine.grouped(Int(file.plainBytes)))) }
    if let digest = file.digest { fields.append(("digest", "\(digest)")) }
    if let error = file.error { fields.append(("error", error)) }
    fields.append(("read", ProgressLine.grouped(file.read)))
    for outcome in Outcome.allCases where file.outcomes[Int(outcome.rawValue)] > 0 {
      let kept = outcome == .ignored ? notes.ignoredWithSeconds(file) : 0
      fields.append(
        (
          outcome.name,
          ProgressLine.grouped(file.outcomes[Int(outcome.rawValue)])
            + (kept > 0 ? " (\(ProgressLine.grouped(kept)) with seconds, kept)" : "")
        ))
    }
    if file.isPending { fields.append(("pending", "its last row has no line end yet")) }
    if notes.isHeldBack(file) { fields.append(("held back", "most of its rows were rejected: it is not deleted")) }
    if notes.kind(file) == .nothingLeft { fields.append(("look at", "rows of the layout left none of its rows")) }
    if file.isReleased { fields.append(("released", "import and status tell no more of it")) }
    let width = fields.map(\.0.count).max() ?? 0
    return fields.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
  }
}
