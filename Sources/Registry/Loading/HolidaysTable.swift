import CallModel

/// `holidays.csv` (spec 2.2).
struct HolidaysTable: RegistryTable {
  static let file = RegistryFile.holidays
  static let summary = "a holiday (feriado)"
  static let date = TableColumn(
    0, "date", .required, role: .key, help: "the day")
  static let name = TableColumn(
    1, "name", help: "what it is")
  static let columns = [date, name]

  private(set) var rows: [HolidayRow] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let date = cells.date(Self.date) ?? .distantPast
    rows.append(HolidayRow(date: date, name: cells.text(Self.name)))
  }
}
