import CallModel

/// `rates.csv` (spec 2.2).
package struct RatesTable: RegistryTable {
  static let table = TableName("rates", rank: 16)
  static let summary = "a price of a plan (tarifa)"
  package static let plan = TableColumn(
    0, "plan", .required, isIdentity: true, role: .key, refersTo: PlansTable.table, help: "id of the plan")
  package static let zone = TableColumn(
    1, "zone", .required, role: .key, help: "name of the zone")
  static let pricePerMinute = TableColumn(
    2, "price_per_minute", .required, role: .pricing, help: "R$ a minute")
  static let connectionFee = TableColumn(
    3, "connection_fee", role: .pricing, help: "R$ a call (default 0)")
  static let minimum = TableColumn(
    4, "minimum_s", role: .pricing, help: "least billed seconds (default 30)")
  static let step = TableColumn(
    5, "step_s", role: .pricing, help: "seconds a step (default 6)")
  static let from = TableColumn(
    6, "from_s", role: .key, help: "first billed second with this price (default 0)")
  package static let band = TableColumn(
    7, "band", role: .key, refersTo: BandsTable.table, help: "when it holds: a band; blank: whenever no band holds")
  static let validFrom = TableColumn(
    8, "valid_from", role: .from, help: "first day; blank: always")
  static let validUntil = TableColumn(
    9, "valid_until", role: .until, help: "last day; blank: no end")
  static let columns = [
    plan, zone, pricePerMinute, connectionFee, minimum, step, from, band, validFrom, validUntil,
  ]
  static let ratingColumns = columns
  static let isRequired = true
  static let isLarge = true
  static let recordedUse = RecordedUse.plan(plan, inPeriod: true)
  static let example = TableExample(
    id: "essencial/vc1", add: ["--plan essencial --zone vc1 --price-per-minute 0.39"],
    change: "--price-per-minute 0.42 --from 2026-12-01", filter: "plan=essencial")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.rates }

  static let judgedTogether = [[plan, zone]]

  static let periodColumns = validFrom.bit | validUntil.bit

  /// `plan` and `band` are not known yet.
  private(set) var rows: [RateRow] = []
  private(set) var plans: [FieldRange] = []
  private(set) var zones: [FieldRange] = []
  /// Blank: no band.
  private(set) var bands: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    plans.reserveCapacity(count)
    zones.reserveCapacity(count)
    bands.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let maximumSeconds = RegistryLimits.maximumSeconds
    let maximumPrice = RegistryLimits.maximumPriceMicros
    plans.append(cells.name(Self.plan, expected: "the id of a plan in \(table: PlansTable.table)"))
    let zone = cells.zoneName(Self.zone) ?? .blank
    zones.append(zone)
    let row = RateRow(
      plan: 0, zone: cells.string(zone),
      pricePerMinute: cells.money(Self.pricePerMinute, maximumMicros: maximumPrice) ?? .zero,
      connectionFee: cells.money(Self.connectionFee, maximumMicros: maximumPrice) ?? .zero,
      minimumSeconds: cells.wholeNumber(Self.minimum, in: 0...maximumSeconds) ?? 30,
      stepSeconds: cells.wholeNumber(Self.step, in: 1...maximumSeconds) ?? 6,
      fromSecond: cells.wholeNumber(Self.from, in: 0...maximumSeconds) ?? 0,
      band: nil,
      validity: cells.period(Self.validFrom, Self.validUntil),
      fileLine: cells.csv.rowLine)
    rows.append(row)
    bands.append(cells.name(Self.band, expected: "the name of a band in \(table: BandsTable.table)"))
  }

  /// Fills in the references.
  ///
  /// - Parameters: plans, bands: by row, the index in its table; a band below 0 is none.
  mutating func resolve(plans: [Int32], bands: [Int32]) {
    for index in rows.indices {
      rows[index].plan = Int(plans[index])
      rows[index].band = bands[index] < 0 ? nil : Int(bands[index])
    }
  }
}

extension TableDescription {
  package static let rates = TableDescription(RatesTable.self)
}
