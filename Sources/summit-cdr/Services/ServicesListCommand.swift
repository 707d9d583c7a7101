import ArgumentParser
import Importing
import Integration
import Ledger
import Output

/// `summit-cdr services list`.
struct ServicesListCommand: IntegrationCommand {
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

  enum Format: String, OutputFormat {
    case table, csv, json
    case csvBR = "csv-br"
    case xlsx, parquet

    /// That of `ServiceWriter`; nil for the table.
    var written: ServiceFormat? { ServiceFormat(rawValue: rawValue) }
  }

  @OptionGroup var output: FormatOptions<Format>

  @OptionGroup var file: NewFileOptions

  @Option(help: ArgumentHelp("Rows of the table (default: \(ServiceTable.standardLimit)).", valueName: "n"))
  var limit: Int?

  func validate() throws {
    let format = output.format
    try RowLimit.check(limit)
    if limit != nil, format != .table {
      throw ValidationError("--limit: expected with --format table, found another")
    }
    try file.validate(isTable: format == .table, isBinary: format.written?.isBinary == true, format.rawValue)
  }

  func run(_ integration: Integration) throws {
    try file.check(integration)
    var selection = ServiceSelection(services.filter)
    if !state.isEmpty { selection.states = Set(state) }
    if !kind.isEmpty { selection.kinds = Set(kind) }
    try integration.look { ledger in
      let recorded = try integration.recordedServices(ledger)
      guard let format = output.format.written else {
        var table = ServiceTable(limit: limit ?? ServiceTable.standardLimit)
        try recorded.forEach(selection) { table.add($0) }
        return try Terminal.write(lines: table.lines)
      }
      guard file.output != nil else {
        return try ListOutput.toReader { try recorded.write(selection, as: format, to: $0.add) }
      }
      let destination = try file.destination()
      try recorded.write(selection, as: format, to: destination.write)
      try destination.finish()
    }
  }
}
