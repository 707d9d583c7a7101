import CallModel

/// `ranges.csv` (spec 6.2).
struct RangesTable: RegistryTable {
  static let table = TableName("ranges", rank: 4)
  static let summary = "a block of numbers the operator holds (range de números)"
  static let name = TableColumn(
    0, "name", .required, isIdentity: true, role: .key, help: "name of the range (nome)")
  static let area = TableColumn(
    1, "area", .required, help: "country and area code, such as 5548 (DDI + DDD)")
  static let first = TableColumn(
    2, "first", .required, help: "first subscriber number, 8 or 9 digits (numeração inicial)")
  static let last = TableColumn(
    3, "last", .required, help: "last subscriber number, of equal length (numeração final)")
  static let autoCancelDays = TableColumn(
    4, "auto_cancel_days", help: "days before a number is free again (cancelamento automático)")
  static let columns = [name, area, first, last, autoCancelDays]
  static let judgedTogether: [[TableColumn]] = [[]]
  static let example = TableExample(
    id: "centro", add: ["--name centro --area 5548", "--first 33330000 --last 33330099"],
    change: "--auto-cancel-days 30", filter: "area=5548")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.ranges }

  private(set) var names: [FieldRange] = []
  /// First and last number, with country and area code; nil where a cell is at fault.
  private(set) var numbers: [ClosedRange<UInt64>?] = []

  mutating func reserve(rows count: Int) {
    names.reserveCapacity(count)
    numbers.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    names.append(cells.name(Self.name, expected: "the name of a range"))
    numbers.append(Self.numbers(&cells))
    _ = cells.wholeNumber(Self.autoCancelDays, in: 0...RegistryLimits.maximumAutoCancelDays)
  }

  private static func numbers(_ cells: inout TableReader) -> ClosedRange<UInt64>? {
    let areaCode = areaCode(&cells)
    let first = cells.subscriberNumber(first)
    let last = cells.subscriberNumber(last)
    guard let first, let last else { return nil }
    if first.digitCount != last.digitCount {
      cells.report(Self.last, expected: "\(first.digitCount) digits, as first (\(first)) has")
      return nil
    }
    if first.value > last.value {
      cells.report(Self.last, expected: "first (\(first)) or a greater number")
      return nil
    }
    guard let areaCode else { return nil }
    let head = UInt64(5_500 + areaCode) * PhoneNumber.powerOfTen(first.digitCount)
    return head + first.value...head + last.value
  }

  /// The area code of a Brazilian area.
  private static func areaCode(_ cells: inout TableReader) -> Int? {
    let form = "55 and an area code, such as 5548"
    guard let field = cells.cell(area, expected: FaultText(form)) else { return nil }
    if field.count == 4, let area = CellValue.wholeNumber(cells.csv.bytes, field, maximum: 5_599), area >= 5_500,
      AreaCode.isValid(area - 5_500)
    {
      return area - 5_500
    }
    cells.report(area, expected: FaultText(form))
    return nil
  }
}

extension TableDescription {
  package static let ranges = TableDescription(RangesTable.self)
}
