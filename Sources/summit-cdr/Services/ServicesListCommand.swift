import ArgumentParser
import Importing
import Integration
import Ledger

/// `summit-cdr services list`.
struct ServicesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List additional services.",
    discussion: """
      By contract, line, plan, cycle. Kinds: cycle, a cycle's own; late, of calls that came after the cycle was \
      closed; call, of one call (additional_service: per-call). An amount below zero is a credit.

      Formats: table, for reading, with the total; csv, the columns of additional-services.csv, then id, kind, state \
      and reference; json, an array of objects with all that is known, amounts as text; csv-br, the columns of csv for a \
      spreadsheet with Brazilian settings (; between cells, decimal comma); xlsx, a workbook, ids as text, amounts as \
      numbers, with sums; parquet, for data tools.

      Examples:
        summit-cdr services list --config integration.yml --cycle 2026-11-10
        summit-cdr services list --config integration.yml --line L00001
        summit-cdr services list --config integration.yml --kind late \\
          --state open --format csv
        summit-cdr services list --config integration.yml --format xlsx \\
          --output services.xlsx
      """)

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var services: ServiceFilterOptions

  @Option(help: ArgumentHelp("Only services in this state; may be repeated.", valueName: "state"))
  var state: [ServiceRow.State] = []

  @Option(help: ArgumentHelp("Only services of this kind; may be repeated.", valueName: "kind"))
  var kind: [ServiceRow.Kind] = []

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
    case csvBR = "csv-br"
    case xlsx, parquet

    /// That of `ServiceWriter`; nil for the table.
    var written: ServiceFormat? { ServiceFormat(rawValue: rawValue) }
  }

  @Option(
    name: .customLong("format"), help: ArgumentHelp("What to print.", valueName: "table|csv|json|csv-br|xlsx|parquet"))
  var named: Format?

  @Flag(help: "The same as --format json.")
  var json = false

  private var format: Format { json ? .json : named ?? .table }

  @OptionGroup var file: NewFileOptions

  @Option(help: ArgumentHelp("Rows of the table (default: \(ServiceTable.standardLimit)).", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
    if limit != nil, format != .table {
      throw ValidationError("--limit: expected with --format table, found another")
    }
    if json, let named, named != .json {
      throw ValidationError("expected --format \(named.rawValue) or --json, found both")
    }
    try file.validate(isTable: format == .table, isBinary: format.written?.isBinary == true, format.rawValue)
  }

  func run() throws {
    let integration = try integration.load()
    try file.check(integration)
    var selection = ServiceSelection(services.filter)
    if !state.isEmpty { selection.states = Set(state) }
    if !kind.isEmpty { selection.kinds = Set(kind) }
    try LedgerAccess.read(integration) { ledger in
      let book = try integration.serviceBook(ledger)
      if let format = format.written {
        try file.output == nil ? stream(format, book, selection) : write(format, book, selection)
      } else {
        var table = ServiceTable(limit: limit ?? ServiceTable.standardLimit)
        try book.forEach(selection) { table.add($0) }
        try Terminal.write(lines: table.lines)
      }
    }
  }

  private func write(_ format: ServiceFormat, _ book: ServiceBook, _ selection: ServiceSelection) throws {
    let destination = try ExportDestination(file.output)
    var writer = ServiceWriter(format, to: destination.write)
    try writer.begin()
    try book.forEach(selection) { try writer.add($0) }
    try writer.end()
    try destination.finish()
  }

  /// The reader of the output went away.
  private struct Enough: Error {}

  private func stream(_ format: ServiceFormat, _ book: ServiceBook, _ selection: ServiceSelection) throws {
    let output = BufferedBytes { bytes in
      guard try bytes.withUnsafeBytes({ try Terminal.write($0) }) else { throw Enough() }
    }
    var writer = ServiceWriter(format, to: output.add)
    do {
      try writer.begin()
      try book.forEach(selection) { try writer.add($0) }
      try writer.end()
      try output.flush()
    } catch is Enough {
      // Nobody wants the rest.
    }
  }
}

/// Small pieces of output, handed on in larger ones.
final class BufferedBytes {
  private static let pieceBytes = 1 << 16

  private var bytes: [UInt8] = []
  private let write: ([UInt8]) throws -> Void

  init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

  func add(_ more: [UInt8]) throws {
    bytes += more
    if bytes.count > Self.pieceBytes { try flush() }
  }

  func flush() throws {
    if !bytes.isEmpty { try write(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}
