import ArgumentParser
import CallModel
import Integration
import Listing
import RegistryStore
import Registry

/// `summit-cdr lines show`.
struct RegisterShowCommand<Kind: DescribedTable>: IntegrationCommand, Reporting {
  static var configuration: CommandConfiguration {
    configurationOnce {
      CommandConfiguration(
        commandName: "show",
        abstract: "Show everything of one row.",
        discussion: """
          The periods of an id stand one below the other. --as-of shows it as it was at the end of that day. What the \
          platform keeps secret is shown only with --secrets.

          Example:
            summit-cdr \(Kind.command) show --config integration.yml \(Kind.description.example.id)
          """)
    }
  }

  @OptionGroup var integration: IntegrationOptions

  @Argument(help: ArgumentHelp("The row: \(Kind.description.idForm).", valueName: "id"))
  var id: String

  @Option(help: ArgumentHelp("As it was at the end of that day.", valueName: "yyyy-mm-dd"))
  var asOf: CivilDate?

  @Flag(help: "Show credentials, too.")
  var secrets = false

  @Flag(help: "Print an array of objects, one a period.")
  var json = false

  func run(_ integration: Integration) throws {
    let rows = try integration.readRegisters(asOf: asOf) { reader in
      let rows = try reader.rows(of: Kind.description, id: id)
      if rows.isEmpty { throw RegisterReader.unknown(Kind.description, id) }
      return try rows.map { (row: $0, more: try reader.city(of: $0).map { [(name: "city", value: $0)] } ?? []) }
    }
    let columns = Kind.description.columns.filter { secrets || $0.role != .secret }
    let listing = RegisterListing.columns(columns)
    try say(
      rows.map { listing.object($0.row, with: $0.more) },
      Array(rows.map { lines($0.row, $0.more) }.joined(separator: [""])))
  }

  /// The cells that are not blank, one a line.
  private func lines(_ row: RegisterRow, _ more: [(name: String, value: String)]) -> [String] {
    let cells = Kind.description.columns.filter { row.values[$0.index] != nil }.map { column in
      let isHidden = column.role == .secret && !secrets
      let value = isHidden ? "(there is one; --secrets shows it)" : row.values[column.index] ?? ""
      return (name: column.name, value: value)
    }
    return AlignedTable.facts((cells + more).map { (name: $0.name, value: DisplayText.of($0.value)) })
  }
}
