/// The tables as a new registry has them: their names and columns (spec 2.2), no rows.
package enum RegistryTemplate {
  package struct Table: Sendable {
    /// `lines.csv`.
    package let fileName: String
    /// Whether a registry needs it.
    package let isRequired: Bool
    /// In the order of the specification.
    package let columns: [String]

    /// The file's content: the header.
    package var text: String { columns.joined(separator: ",") + "\n" }
  }

  /// In the order in which a person would fill them in.
  package static let tables: [Table] = [
    table(ContractsTable.self), table(PlansTable.self), table(LinesTable.self), table(RatesTable.self),
    table(AllowancesTable.self), table(DIDsTable.self), table(ZonesTable.self), table(BandsTable.self),
    table(HolidaysTable.self),
  ]

  private static func table(_ type: any RegistryTable.Type) -> Table {
    Table(
      fileName: type.file.name, isRequired: type.file.isRequired,
      columns: type.columns.sorted { $0.index < $1.index }.map(\.name))
  }
}
