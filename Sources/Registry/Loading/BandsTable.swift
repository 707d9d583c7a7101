/// `bands.csv` (spec 2.2).
struct BandsTable: RegistryTable {
  static let table = TableName("bands", rank: 10)
  static let summary = "a window of time in which prices hold (faixa de horário)"
  static let band = TableColumn(
    0, "band", .required, isIdentity: true, role: .key, help: "name of the band")
  static let days = TableColumn(
    1, "days", .required, role: .key, help: "mon to sun and holiday, separated by spaces")
  static let from = TableColumn(
    2, "from", .required, role: .key, help: "HH:MM")
  static let until = TableColumn(
    3, "until", .required, role: .pricing, help: "HH:MM, at most 24:00")
  static let columns = [band, days, from, until]
  static let ratingColumns = columns
  static let recordedUse = RecordedUse.band(band)
  static let example = TableExample(
    id: "'night/mon tue/20:00'", add: ["--band night --days 'mon tue'", "--from 20:00 --until 24:00"],
    change: "--until 23:00", filter: "band=night")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.bands }

  /// By the bit of `BandWindowRow.days`.
  static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"]
  private static let daysForm: FaultText = "days separated by spaces: mon, tue, wed, thu, fri, sat, sun, holiday"

  private(set) var rows: [BandWindowRow] = []
  private(set) var names = NameTable()
  private(set) var nameTexts: [String] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let band = cells.name(Self.band, expected: "the name of a band")
    let days = Self.dayBits(&cells)
    let from = cells.minuteOfDay(Self.from, maximum: 24 * 60 - 1, expected: "a time from 00:00 to 23:59")
    let until = cells.minuteOfDay(Self.until, maximum: 24 * 60, expected: "a time from 00:01 to 24:00")
    if let from, let until, from >= until { cells.report(Self.until, expected: "a time after from") }
    rows.append(
      BandWindowRow(band: index(of: band, cells), days: days, fromMinute: from ?? 0, untilMinute: until ?? 1))
  }

  private mutating func index(of band: FieldRange, _ cells: TableReader) -> Int {
    // A blank name is a fault, and not a band that others could name.
    if band.isEmpty { return 0 }
    let (index, isNew) = names.insert(band, in: cells.csv.bytes)
    if isNew { nameTexts.append(cells.string(band)) }
    return index
  }

  private static func dayBits(_ cells: inout TableReader) -> UInt8 {
    var bits: UInt8 = 0
    for word in cells.words(days, expected: daysForm) {
      if let bit = dayNames.firstIndex(where: { cells.matches(word, $0) }) {
        bits |= 1 << UInt8(bit)
      } else if !cells.isFaulty(days) {
        cells.report(days, expected: daysForm)
      }
    }
    return bits
  }
}

extension TableReader {
  /// `HH:MM`, in minutes since midnight.
  fileprivate mutating func minuteOfDay(_ column: TableColumn, maximum: Int, expected: @autoclosure () -> FaultText)
    -> Int?
  {
    guard let field = cell(column, expected: expected()) else { return nil }
    if let minute = CellValue.minuteOfDay(csv.bytes, field), minute <= maximum { return minute }
    report(column, expected: expected())
    return nil
  }
}

extension TableDescription {
  package static let bands = TableDescription(BandsTable.self)
}
