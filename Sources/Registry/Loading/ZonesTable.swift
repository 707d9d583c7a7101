import CallModel

/// `zones.csv` (spec 2.2).
struct ZonesTable: RegistryTable {
  static let table = TableName("zones", rank: 12)
  static let summary = "the zone of numbers that begin in a way"
  static let prefix = TableColumn(
    0, "prefix", .required, role: .key, help: "the first digits")
  static let zone = TableColumn(
    1, "zone", .required, role: .pricing, help: "name of the zone")
  static let columns = [prefix, zone]
  static let ratingColumns = columns
  static let isLarge = true
  static let recordedUse = RecordedUse.zone(zone)
  static let example = TableExample(
    id: "351", add: ["--prefix 351 --zone intl:europe"], change: "--zone intl:portugal", filter: "zone=intl:europe")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.zones }

  private(set) var rows: [ZoneRow] = []
  private(set) var nameTexts: [String] = []
  private var names = NameTable()
  /// By name: what it may be used for, judged once.
  private var uses: [Use] = []

  private enum Use {
    case any
    /// `fixed` and `mobile` split by area code, which only Brazilian numbers have (spec 3.3).
    case onlyBrazil
    /// Zones that no prefix decides (spec 3.3), or a name of the wrong form.
    case none
  }

  private static let unprefixed = ["on-net", "inbound", "collect", "special", "unified", "*"]
  private static let byAreaCode = ["fixed", "mobile"]
  private static let prefixForm: FaultText = "1 to \(PhoneNumber.maximumDigits) digits"

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let prefix = Self.prefixDigits(&cells)
    var zone: Int32 = 0
    if let field = cells.cell(Self.zone, expected: TableReader.zoneNameForm) {
      let (index, isNew) = names.insert(field, in: cells.csv.bytes)
      if isNew { addName(field, cells) }
      check(index, field, prefix, &cells)
      zone = Int32(truncatingIfNeeded: index)
    }
    rows.append(ZoneRow(prefix: prefix ?? .blank, zone: zone))
  }

  private static func prefixDigits(_ cells: inout TableReader) -> PhoneNumber? {
    guard let field = cells.cell(prefix, expected: prefixForm) else { return nil }
    if let digits = CellValue.digitString(cells.csv.bytes, field) { return digits }
    cells.report(prefix, expected: prefixForm)
    return nil
  }

  private mutating func addName(_ field: FieldRange, _ cells: TableReader) {
    let name = cells.string(field)
    nameTexts.append(name)
    if Self.unprefixed.contains(name) || !cells.isZoneName(field) {
      uses.append(.none)
    } else {
      uses.append(Self.byAreaCode.contains(name) ? .onlyBrazil : .any)
    }
  }

  private func check(_ name: Int, _ field: FieldRange, _ prefix: PhoneNumber?, _ cells: inout TableReader) {
    switch uses[name] {
    case .any: return
    case .onlyBrazil:
      guard let prefix, !prefix.startsWith55 else { return }
      cells.report(Self.zone, expected: "a zone other than fixed and mobile, which only prefixes from 55 can have")
    case .none:
      let reserved = Self.unprefixed.joined(separator: ", ")
      cells.report(
        Self.zone,
        expected: cells.isZoneName(field)
          ? "a zone that a prefix can decide, none of \(reserved)" : TableReader.zoneNameForm)
    }
  }
}

extension PhoneNumber {
  fileprivate var startsWith55: Bool {
    digitCount >= 2 && value / PhoneNumber.powerOfTen(digitCount - 2) == 55
  }
}

extension TableDescription {
  package static let zones = TableDescription(ZonesTable.self)
}
