import CallModel

/// What the registry says of customers' bills alone (spec 11.1): zones' labels, and numbers that are never shown.
///
/// It is today's for each statement, that of a closed cycle too: no amount follows from it.
package struct StatementTables: Equatable, Sendable {
  /// By zone.
  package var zoneLabels: [ID: String] = [:]
  /// As calls are recorded.
  package var hiddenNumbers: Set<String> = []

  package init() {}

  /// - Parameter tables: file name to content; others are ignored, and each may be missing.
  /// - Throws: every fault of the two.
  package init(tables: [String: [UInt8]]) throws(Problems) {
    let labels = Self.decode(ZoneLabelsTable.self, tables)
    let hidden = Self.decode(HiddenNumbersTable.self, tables)
    let faults = labels.faults + hidden.faults + RegistryChecks.faults(ofLabels: labels, hiddenNumbers: hidden)
    guard faults.isEmpty else { throw RegistryFault.inOrder(faults).worded(FileWording()) }
    for (zone, label) in zip(labels.table.zones, labels.table.labels) {
      zoneLabels[ID(labels.cell(zone))] = labels.cell(label)
    }
    hiddenNumbers = Set(hidden.table.numbers.map { hidden.cell($0) })
  }

  private static func decode<Table: RegistryTable>(_: Table.Type, _ tables: [String: [UInt8]]) -> DecodedTable<Table> {
    tables[Table.table.file].map { TableReader.decode(Table.self, bytes: $0) } ?? DecodedTable<Table>()
  }
}
