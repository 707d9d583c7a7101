import CallModel

/// `allowances.csv` (spec 2.2).
struct AllowancesTable: RegistryTable {
  static let table = TableName("allowances", rank: 9)
  static let summary = "an allowance of a plan (franquia)"
  static let plan = TableColumn(
    0, "plan", .required, role: .key, refersTo: PlansTable.table, help: "id of the plan")
  static let name = TableColumn(
    1, "name", .required, role: .key, help: "name of the allowance")
  static let kind = TableColumn(
    2, "kind", .required, role: .pricing, help: "minutes, seconds or value")
  static let amount = TableColumn(
    3, "amount", .required, role: .pricing, help: "how much a cycle")
  static let zones = TableColumn(
    4, "zones", .required, role: .pricing, help: "zones it covers, separated by spaces; * for all")
  static let priority = TableColumn(
    5, "priority", role: .pricing, help: "lower comes first (default 1)")
  static let proration = TableColumn(
    6, "proration", role: .pricing, migration: "proration",
    help: "none, or days: a line that begins or ends within a cycle has the part of its days (default none)")
  static let carryOver = TableColumn(
    7, "carry_over", role: .pricing, migration: "carry-over",
    help: "what is left passes on to the next cycle: none, all or minutes N at most (default none)")
  static let columns = [plan, name, kind, amount, zones, priority, proration, carryOver]
  static let ratingColumns = columns
  static let recordedUse = RecordedUse.plan(plan, inPeriod: false)
  static let example = TableExample(
    id: "essencial/locais",
    add: ["--plan essencial --name locais --kind minutes", "--amount 200 --zones local"], change: "--amount 300",
    filter: "plan=essencial")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.allowances }

  private enum Proration: String, CaseIterable {
    case none, days
  }

  private enum Kind: String, CaseIterable {
    case minutes, seconds, value
  }

  /// `plan` is not known yet.
  private(set) var rows: [AllowanceRow] = []
  private(set) var plans: [FieldRange] = []
  private(set) var names: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    plans.append(cells.name(Self.plan, expected: "the id of a plan in \(table: PlansTable.table)"))
    let name = cells.name(Self.name, expected: "the name of an allowance")
    names.append(name)
    let kind = cells.choice(Self.kind, Kind.self)
    rows.append(
      AllowanceRow(
        plan: 0, name: cells.string(name),
        amount: Self.amount(&cells, kind),
        zones: Self.zoneNames(&cells),
        priority: cells.wholeNumber(Self.priority, in: 0...RegistryLimits.maximumOrdinal) ?? 1,
        isProrated: cells.choice(Self.proration, Proration.self) == .days,
        carryOver: cells.carryOver(Self.carryOver, isTime: kind != .value)))
  }

  /// Fills in the references.
  ///
  /// - Parameter plans: by row, the index in `plans.csv`.
  mutating func resolve(plans: [Int32]) {
    for index in rows.indices { rows[index].plan = Int(plans[index]) }
  }

  private static func amount(_ cells: inout TableReader, _ kind: Kind?) -> AllowanceAmount {
    switch kind {
    case .value: .value(valueAmount(&cells))
    case .minutes: .seconds(timeAmount(&cells, secondsPerUnit: 60))
    // The kind is at fault: what can be said of the amount is that it is a decimal.
    case .seconds, nil: .seconds(timeAmount(&cells, secondsPerUnit: 1, mustBeWhole: kind != nil))
    }
  }

  private static func valueAmount(_ cells: inout TableReader) -> Money {
    cells.money(
      amount, maximumMicros: RegistryLimits.maximumAllowanceMicros,
      maximumDecimals: RegistryLimits.allowanceValueDecimals) ?? .zero
  }

  private static func timeAmount(_ cells: inout TableReader, secondsPerUnit: Int64, mustBeWhole: Bool = true) -> Int64 {
    // The limit in millionths of the unit, so that the product below stays within 10^18.
    let maximum = RegistryLimits.maximumAllowanceSeconds * Money.microsPerReal / secondsPerUnit
    guard let millionths = cells.millionths(amount, maximum: maximum) else { return 0 }
    let microseconds = millionths * secondsPerUnit
    if mustBeWhole, microseconds % Money.microsPerReal != 0 {
      cells.report(amount, expected: "an amount that comes to whole seconds")
    }
    return microseconds / Money.microsPerReal
  }

  private static func zoneNames(_ cells: inout TableReader) -> [String] {
    let words = cells.words(zones, expected: "at least one zone, separated by spaces, or * for all")
    for word in words where !cells.isZoneName(word) {
      if !cells.isFaulty(zones) { cells.report(zones, expected: "names of zones with at most one : each") }
    }
    return words.map { cells.string($0) }
  }
}

extension TableDescription {
  package static let allowances = TableDescription(AllowancesTable.self)
}
