/// `ranges.csv` (spec 6.2).
struct RangesTable: RegistryTable {
  static let file = RegistryFile.ranges
  static let summary = "a block of numbers the operator holds (range de números)"
  static let name = TableColumn(
    0, "name", .required, role: .key, help: "name of the range (nome)")
  static let area = TableColumn(
    1, "area", .required, help: "country and area code, such as 5548 (DDI + DDD)")
  static let first = TableColumn(
    2, "first", .required, help: "first subscriber number, 8 or 9 digits (numeração inicial)")
  static let last = TableColumn(
    3, "last", .required, help: "last subscriber number, of equal length (numeração final)")
  static let autoCancelDays = TableColumn(
    4, "auto_cancel_days", help: "days before a number is free again (cancelamento automático)")
  static let columns = [name, area, first, last, autoCancelDays]

  mutating func reserve(rows: Int) {}

  mutating func append(_ cells: inout TableReader) {
    _ = cells.text(Self.name)
    _ = cells.text(Self.area)
    _ = cells.text(Self.first)
    _ = cells.text(Self.last)
    _ = cells.text(Self.autoCancelDays)
  }
}
