import ArgumentParser
import CallModel
import Foundation
import Registers
import Registry

/// `summit-cdr lines list`.
struct RegisterListCommand<Kind: DescribedTable>: ParsableCommand {
  static var configuration: CommandConfiguration {
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

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("Only rows with that cell; may be repeated.", valueName: "column=value"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("As it was at the end of that day.", valueName: "yyyy-mm-dd"))
  var asOf: CivilDate?

  @OptionGroup var output: ListFormatOptions

  @Option(
    help: ArgumentHelp("At most so many rows (default: \(RegisterTable.standardLimit) in a table).", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
    _ = try cells()
  }

  func run() throws {
    let integration = try integration.load()
    let cells = try cells()
    try RegisterAccess.read(integration, asOf: asOf) { reader in
      switch output.format {
      case .table:
        let shown = limit ?? RegisterTable.standardLimit
        let rows = try reader.rows(of: Kind.description, with: cells, limit: shown)
        let count = rows.count < shown ? rows.count : try reader.count(of: Kind.description, with: cells)
        try Terminal.write(lines: RegisterTable(Kind.description, rows, count: count).lines)
      case .csv: try Terminal.write(try reader.csv(of: Kind.description, Self.listed, with: cells, limit: limit))
      case .json:
        try Terminal.write(
          json: try reader.rows(of: Kind.description, with: cells, limit: limit).map { RegisterRecord($0, Self.listed) }
        )
      }
    }
  }

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
