import ArgumentParser
import CallModel
import Integration
import Listing
import RegistryStore
import Registry

/// `summit-cdr lines list`.
struct RegisterListCommand<Kind: DescribedTable>: IntegrationCommand {
  static var configuration: CommandConfiguration {
    configurationOnce {
      CommandConfiguration(
        commandName: "list",
        abstract: "List the rows of the table.",
        discussion: """
          In the order of their ids and first days. --filter column=value gives the rows whose cell is that; column= \
          those whose cell is blank. --as-of gives the registers as they were at the end of that day.

          Formats: table, for reading, with the columns that some row fills; csv and json, with all columns. Credentials \
          are in none of them.

          Columns:
          \(TextWrap.lines(listed.map(\.name).joined(separator: " "), indent: 2, width: 76).joined(separator: "\n"))

          Examples:
            summit-cdr \(Kind.command) list --config integration.yml
            summit-cdr \(Kind.command) list --config integration.yml \\
              --filter \(Kind.description.example.filter) --format csv
          """)
    }
  }

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only rows with that cell; may be repeated.", valueName: "column=value"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("As it was at the end of that day.", valueName: "yyyy-mm-dd"))
  var asOf: CivilDate?

  @OptionGroup var output: ListFormatOptions

  @Option(
    help: ArgumentHelp("At most so many rows (default: \(Self.standardLimit) in a table).", valueName: "n"))
  var limit: Int?

  func validate() throws {
    try RowLimit.check(limit)
    _ = try cells()
  }

  func run(_ integration: Integration) throws {
    let cells = try cells()
    try integration.readRegisters(asOf: asOf) { reader in
      let listing = RegisterListing.columns(Self.listed)
      switch output.format {
      case .table:
        let shown = limit ?? Self.standardLimit
        let rows = try reader.rows(of: Kind.description, with: cells, limit: shown)
        let count = rows.count < shown ? rows.count : try reader.count(of: Kind.description, with: cells)
        let more = CountText.of(count - rows.count, "more row", "more rows")
        let rest = count > rows.count ? ["… and \(more): --limit"] : []
        try Terminal.write(lines: rows.isEmpty ? ["no rows"] : listing.table(rows) + rest)
      case .csv: try Terminal.write(try reader.csv(of: Kind.description, Self.listed, with: cells, limit: limit))
      case .json: try Terminal.write(json: listing, try reader.rows(of: Kind.description, with: cells, limit: limit))
      }
    }
  }

  private static var standardLimit: Int { 100 }
  private static var listed: [TableColumn] { Kind.description.columns.filter { $0.role != .secret } }

  /// The filters as cells.
  private func cells() throws -> [(column: String, value: String)] {
    try filter.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let column = String(parts[0]).replacing("-", with: "_")
      guard parts.count == 2 else {
        throw ValidationError("--filter: expected column=value, found '\(text)'")
      }
      guard Self.listed.contains(where: { $0.name == column }) else {
        let names = Self.listed.map(\.name).joined(separator: ", ")
        throw ValidationError("--filter: expected one of the columns \(names), found '\(column)'")
      }
      return (column, String(parts[1]))
    }
  }
}
