import CallModel

/// `hidden_numbers.csv` (spec 11.1).
struct HiddenNumbersTable: RegistryTable {
  static let table = TableName("hidden_numbers", rank: 14)
  static let summary = "a number that no customer's bill shows, beside 100, 180 and 181"
  static let number = TableColumn(
    0, "number", .required, isIdentity: true, role: .key,
    help: "as calls are recorded: 554833334444, 08001234567, 40041234, 188")
  static let name = TableColumn(
    1, "name", help: "whose it is")
  static let columns = [number, name]
  static let isBesideRating = true
  static let migration: String? = "hidden-numbers"
  static let example = TableExample(
    id: "08001234567", add: ["--number 08001234567 --name 'Disque denúncia'"], change: "--name Ouvidoria",
    filter: "name=Ouvidoria")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.hiddenNumbers }

  private(set) var numbers: [FieldRange] = []

  private static let form: FaultText = "3 to \(PhoneNumber.maximumDigits) digits, as calls are recorded"

  mutating func reserve(rows count: Int) { numbers.reserveCapacity(count) }

  mutating func append(_ cells: inout TableReader) {
    numbers.append(Self.number(&cells))
    _ = cells.text(Self.name)
  }

  private static func number(_ cells: inout TableReader) -> FieldRange {
    guard let field = cells.cell(number, expected: form) else { return .blank }
    if field.count >= 3, CellValue.digitString(cells.csv.bytes, field) != nil { return field }
    cells.report(number, expected: form)
    return .blank
  }
}

extension TableDescription {
  package static let hiddenNumbers = TableDescription(HiddenNumbersTable.self)
}
