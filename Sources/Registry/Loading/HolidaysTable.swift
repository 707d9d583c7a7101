import CallModel

/// `holidays.csv` (spec 2.2).
struct HolidaysTable: RegistryTable {
  static let file = RegistryFile.holidays
  static let date = TableColumn(0, "date", .required)
  static let name = TableColumn(1, "name")
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
