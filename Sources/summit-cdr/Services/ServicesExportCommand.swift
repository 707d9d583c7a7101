import ArgumentParser
import Foundation
import Importing
import Integration
import Ledger
import Output

/// `summit-cdr services export`.
struct ServicesExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hand closed services to the ERP, each once in a format.",
    discussion: """
      Delivers the closed services that were not exported in the format before, and notes that they are now; messages \
      go to standard error. A second export delivers nothing and says what was delivered before. A service that was \
      reopened and has another amount now is told, and delivered with --changed. --again delivers all.

      Formats: csv, the columns of additional-services.csv, then id, kind, state and reference; json, an array of \
      objects with all that is known; ixc, an array of objects as the IXC ERP's web service takes them; events, an array of \
      objects for billing systems that take one-time events; csv-br, the \
      columns of csv for a spreadsheet with Brazilian settings (; between cells, decimal comma); xlsx, a workbook, ids \
      as text, amounts as numbers, with sums; parquet, for data tools. See docs/services.md.

      Examples:
        summit-cdr services export --config integration.yml --format ixc \\
          --output services-2026-11.json
        summit-cdr services export --config integration.yml --format csv \\
          --cycle 2026-11-10 > services.csv
        summit-cdr services export --config integration.yml --format csv \\
          --again --contract C001
      """)

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("How to write them.", valueName: "csv|json|ixc|events|csv-br|xlsx|parquet"))
  var format: ServiceFormat

  @OptionGroup var services: ServiceFilterOptions

  @Option(help: ArgumentHelp("Services in this state (default: closed).", valueName: "closed|invoiced"))
  var state: ServiceRow.State = .closed

  @OptionGroup var file: NewFileOptions

  @Flag(help: "Also those that were exported in the format before.")
  var again = false

  @Flag(help: "Also those whose amount has changed since they were exported.")
  var changed = false

  @OptionGroup var author: AuthorOptions

  @Flag(help: "No messages; errors only.")
  var quiet = false

  func validate() throws {
    if state == .open {
      throw ValidationError(
        "--state: expected closed or invoiced, found open: its amount may change; close its cycle first, or see "
          + "services list --format csv")
    }
    try file.validate(isTable: false, isBinary: format.isBinary, format.rawValue)
  }

  private var output: String? { file.output }

  func run() throws {
    let integration = try integration.load()
    try file.check(integration)
    var request = ServiceExportRequest(format, ServiceSelection(services.filter))
    request.selection.states = [state]
    request.repeatsAll = again
    request.repeatsChanged = changed
    let result = try LedgerAccess.write(integration) { ledger in
      let actions = ServiceActions(ledger, zone: try integration.zoneRules(), author: author.author)
      let destination = try ExportDestination(output)
      return try actions.export(request, to: destination.write, finish: destination.finish)
    }
    if result.delivered == 0, output == nil { try Terminal.write(empty) }
    if !quiet { Terminal.message(messages(result).map { $0 + "\n" }.joined()) }
  }

  /// What a program that reads the output can read, though there is nothing.
  private var empty: [UInt8] {
    var bytes: [UInt8] = []
    var writer = ServiceWriter(format) { bytes += $0 }
    try? writer.begin()
    try? writer.end()
    return bytes
  }

  private func messages(_ result: ServiceExportResult) -> [String] {
    var lines = [
      "exported \(CountText.of(result.delivered, "service", "services")), R$ \(ServiceRow.amount(result.centavos))"
    ]
    if let output, result.delivered > 0 { lines[0] += ", to \(output)" }
    if result.delivered == 0, output != nil { lines[0] += ": no file was written" }
    if result.credits > 0 {
      lines.append("\(CountText.of(result.credits, "of them is a credit", "of them are credits"))")
    }
    if result.alreadyExported > 0 {
      lines.append(
        "\(CountText.of(result.alreadyExported, "was", "were")) exported as \(format.rawValue) before: "
          + "--again delivers \(result.alreadyExported == 1 ? "it" : "them") again")
    }
    for change in result.changes.prefix(Self.maximumChanges) { lines.append(text(change)) }
    if result.changeCount > Self.maximumChanges {
      lines.append("… and \(ProgressLine.grouped(result.changeCount - Self.maximumChanges)) more changes")
    }
    return lines
  }

  private static let maximumChanges = 20

  private func text(_ change: ServiceExportResult.Change) -> String {
    let earlier = "\(change.id): exported on \(change.exportedAt) with R$ \(ServiceRow.amount(change.exportedCentavos))"
    guard let centavos = change.centavos else { return "\(earlier), and reopened since" }
    let now = "\(earlier), now R$ \(ServiceRow.amount(centavos))"
    return change.isDelivered ? "\(now): delivered" : "\(now): --changed delivers it"
  }
}

/// Where an export goes: a new file, or standard output.
final class ExportDestination {
  private let file: OutputFile?
  private let directory: String
  private var buffer = BufferedBytes { _ in }

  /// - Throws: `OutputFailure` if the file cannot be made; `OutputPlaces` has said that it may be there.
  init(_ path: String?) throws {
    guard let path else {
      file = nil
      directory = ""
      buffer = BufferedBytes(Terminal.deliver)
      return
    }
    let url = URL(fileURLWithPath: path)
    directory = url.deletingLastPathComponent().path
    let made = try OutputFile(directory: directory, name: url.lastPathComponent, isPrivate: true)
    file = made
    buffer = BufferedBytes { bytes in try bytes.withUnsafeBytes { try made.append($0) } }
  }

  func write(_ bytes: [UInt8]) throws { try buffer.add(bytes) }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try buffer.add(Array(bytes)) }

  /// Everything is on the disk, under its name.
  func finish() throws {
    try buffer.flush()
    guard let file else { return }
    try file.synchronise()
    try file.publish()
    try OutputFailure.synchronise(directory: directory)
  }
}
