import CallModel

/// `dids.csv` (spec 2.2).
struct DIDsTable: RegistryTable {
  static let file = RegistryFile.dids
  static let line = TableColumn(0, "line", .required)
  static let number = TableColumn(1, "number", .required)
  static let priority = TableColumn(2, "priority")
  static let port = TableColumn(3, "port")
  static let columns = [line, number, priority, port]

  private(set) var rows: [DIDRow] = []
  private(set) var lines: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    lines.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let line = cells.name(Self.line, expected: "the id of a line in lines.csv")
    lines.append(line)
    rows.append(
      DIDRow(
        lineID: cells.string(line),
        number: cells.brazilianNumber(Self.number) ?? .blank,
        priority: cells.wholeNumber(Self.priority, in: 0...RegistryLimits.maximumOrdinal),
        port: cells.wholeNumber(Self.port, in: 0...RegistryLimits.maximumOrdinal)))
  }
}
