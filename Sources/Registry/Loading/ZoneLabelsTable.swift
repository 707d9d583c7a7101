/// `zone_labels.csv` (spec 11.1).
struct ZoneLabelsTable: RegistryTable {
  static let table = TableName("zone_labels", rank: 13)
  static let summary = "what a zone is called on the customer's bill"
  static let zone = TableColumn(
    0, "zone", .required, isIdentity: true, role: .key, help: "name of the zone, built in or of zones.csv")
  static let label = TableColumn(
    1, "label", .required, help: "its name in Portuguese, as customers read it")
  static let columns = [zone, label]
  static let isBesideRating = true
  static let migration: String? = "zone-labels"
  static let example = TableExample(
    id: "intl:europe", add: ["--zone intl:europe --label 'Internacional: Europa'"], change: "--label Europa",
    filter: "label=Europa")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.zoneLabels }

  private(set) var zones: [FieldRange] = []
  private(set) var labels: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    zones.reserveCapacity(count)
    labels.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    zones.append(cells.zoneName(Self.zone) ?? .blank)
    labels.append(cells.name(Self.label, expected: "a name for customers"))
  }
}

extension TableDescription {
  package static let zoneLabels = TableDescription(ZoneLabelsTable.self)
}
