import CallModel

/// `dids.csv` (spec 2.2, 6.2; the period is ours).
package struct DIDsTable: RegistryTable {
  static let table = TableName("dids", rank: 8)
  static let summary = "a further number of a line (DID)"
  package static let line = TableColumn(
    0, "line", .required, role: .pricing, refersTo: LinesTable.table, help: "id of its line")
  package static let number = TableColumn(
    1, "number", .required, role: .key, help: "the number (número de binagem): 55, area code, 8 or 9 digits")
  static let priority = TableColumn(
    2, "priority", help: "order of calls (prioridade)")
  static let port = TableColumn(
    3, "port", help: "1: the main line; another: a port of its own; blank: it receives no calls (porta)")
  static let activeFrom = TableColumn(4, "active_from", role: .from, help: "first day; blank: always")
  static let activeUntil = TableColumn(5, "active_until", role: .until, help: "last day; blank: as long as the line")
  static let terminal = TableColumn(6, "terminal", role: .platform, help: "filled by the platform")
  static let credential = TableColumn(7, "credential", role: .secret, help: "filled by the platform")
  static let columns = [line, number, priority, port, activeFrom, activeUntil, terminal, credential]
  static let ratingColumns = [line, number, priority, port, activeFrom, activeUntil]
  static let isLarge = true
  static let recordedUse = RecordedUse.line(line, inPeriod: false)
  static let example = TableExample(
    id: "554833330021", add: ["--line L20 --number 554833330021 --port 1"], change: "--port 2", filter: "line=L20")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.dids }

  static let periodColumns = activeFrom.bit | activeUntil.bit

  private(set) var rows: [DIDRow] = []
  private(set) var lines: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    lines.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let line = cells.name(Self.line, expected: "the id of a line in \(table: LinesTable.table)")
    lines.append(line)
    rows.append(
      DIDRow(
        lineID: cells.string(line),
        number: cells.brazilianNumber(Self.number) ?? .blank,
        priority: cells.wholeNumber(Self.priority, in: 0...RegistryLimits.maximumOrdinal),
        port: cells.wholeNumber(Self.port, in: 0...RegistryLimits.maximumOrdinal),
        activePeriod: cells.period(Self.activeFrom, Self.activeUntil)))
  }
}

extension TableDescription {
  package static let dids = TableDescription(DIDsTable.self)
}
