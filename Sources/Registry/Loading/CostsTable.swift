import CallModel

/// `costs.csv` (spec 11.5).
struct CostsTable: RegistryTable {
  static let table = TableName("costs", rank: 15)
  static let summary = "what a carrier takes for calls (custo)"
  static let carrier = TableColumn(
    0, "carrier", role: .key, help: "name of the carrier, for reports")
  static let trunk = TableColumn(
    1, "trunk", role: .key, help: "the trunk of the calls; blank: any that no other row is for")
  static let prefix = TableColumn(
    2, "prefix", role: .key, help: "first digits of the called number, as calls are recorded; blank: all")
  static let pricePerMinute = TableColumn(
    3, "price_per_minute", .required, help: "R$ a minute")
  static let minimum = TableColumn(
    4, "minimum_s", help: "least seconds (default 30)")
  static let step = TableColumn(
    5, "step_s", help: "seconds a step (default 6)")
  static let validFrom = TableColumn(
    6, "valid_from", role: .from, help: "first day; blank: always")
  static let validUntil = TableColumn(
    7, "valid_until", role: .until, help: "last day; blank: no end")
  static let columns = [carrier, trunk, prefix, pricePerMinute, minimum, step, validFrom, validUntil]
  static let isBesideRating = true
  static let judgedTogether = [[trunk, prefix]]
  static let migration: String? = "costs"
  static let example = TableExample(
    id: "Operadora/TRK1/5511",
    add: ["--carrier Operadora --trunk TRK1 --prefix 5511", "--price-per-minute 0.018"],
    change: "--price-per-minute 0.02 --from 2026-12-01", filter: "carrier=Operadora")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.costs }

  private(set) var rates: [CarrierRate] = []

  private static let prefixForm: FaultText = "up to \(PhoneNumber.maximumDigits) digits"

  mutating func reserve(rows count: Int) { rates.reserveCapacity(count) }

  mutating func append(_ cells: inout TableReader) {
    let maximumSeconds = RegistryLimits.maximumSeconds
    rates.append(
      CarrierRate(
        carrier: cells.text(Self.carrier), trunk: cells.text(Self.trunk), prefix: Self.prefix(&cells),
        pricePerMinute: cells.money(Self.pricePerMinute, maximumMicros: RegistryLimits.maximumPriceMicros) ?? .zero,
        minimumSeconds: cells.wholeNumber(Self.minimum, in: 0...maximumSeconds) ?? 30,
        stepSeconds: cells.wholeNumber(Self.step, in: 1...maximumSeconds) ?? 6,
        validity: cells.period(Self.validFrom, Self.validUntil)))
  }

  private static func prefix(_ cells: inout TableReader) -> PhoneNumber {
    guard let field = cells.cell(prefix, expected: prefixForm) else { return .blank }
    if let number = PhoneNumber(text: cells.string(field)) { return number }
    cells.report(prefix, expected: prefixForm)
    return .blank
  }

  /// Two rows with the same trunk and prefix do not hold on one day.
  static func faults(of costs: DecodedTable<CostsTable>) -> [RegistryFault] {
    let rates = costs.table.rates
    let judged = trunk.bit | prefix.bit | validFrom.bit | validUntil.bit
    let order = rates.indices.filter { costs.isSound($0, judged) }.sorted { left, right in
      let (a, b) = (rates[left], rates[right])
      if ID(a.trunk) != ID(b.trunk) { return precedesInByteOrder(a.trunk, b.trunk) }
      if a.prefix != b.prefix { return a.prefix.bits < b.prefix.bits }
      return (a.validity.first, left) < (b.validity.first, right)
    }
    return zip(order, order.dropFirst()).compactMap { earlier, later -> RegistryFault? in
      let (a, b) = (rates[earlier], rates[later])
      guard ID(a.trunk) == ID(b.trunk), a.prefix == b.prefix, b.validity.first <= a.validity.last else { return nil }
      return costs.fault(
        later, validFrom, expected: "days on which no other row of the trunk and prefix holds",
        found: "\(b.validity.first), on which \(row: costs.row(earlier)) holds")
    }
  }
}

extension TableDescription {
  package static let costs = TableDescription(CostsTable.self)
}
