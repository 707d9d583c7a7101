import CallModel

/// `holidays.csv` (spec 2.2).
struct HolidaysTable: RegistryTable {
  static let table = TableName("holidays", rank: 11)
  static let summary = "a holiday (feriado)"
  static let date = TableColumn(
    0, "date", .required, role: .key, help: "the day")
  static let name = TableColumn(
    1, "name", help: "what it is")
  static let columns = [date, name]
  static let ratingColumns = columns
  static let recordedUse = RecordedUse.day(date)
  static let example = TableExample(
    id: "2026-12-25", add: ["--date 2026-12-25 --name Natal"], change: "--name 'Dia de Natal'", filter: "name=Natal")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.holidays }

  private(set) var rows: [HolidayRow] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let date = cells.date(Self.date) ?? .distantPast
    rows.append(HolidayRow(date: date, name: cells.text(Self.name)))
  }
}

extension TableDescription {
  package static let holidays = TableDescription(HolidaysTable.self)
}
