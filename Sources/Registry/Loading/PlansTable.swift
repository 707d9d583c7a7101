import CallModel

/// `plans.csv` (spec 2.2, 11.1).
package struct PlansTable: RegistryTable {
  static let table = TableName("plans", rank: 6)
  static let summary = "a charging plan (plano de cobrança)"
  static let id = TableColumn(
    0, "id", .required, isIdentity: true, role: .key, help: "name of the plan")
  static let name = TableColumn(
    1, "name", help: "what customers call it")
  static let grace = TableColumn(
    2, "grace_s", role: .pricing, help: "calls no longer than this are free, in seconds (default 3)")
  static let rounding = TableColumn(
    3, "rounding", role: .pricing, help: "half-up, up, down or half-even (default half-up)")
  static let decimals = TableColumn(
    4, "decimals", role: .pricing, help: "of amounts of calls, 2 to 6 (default 4)")
  package static let allowanceScope = TableColumn(
    5, "allowance_scope", role: .pricing, help: "line or contract: who shares an allowance (default line)")
  static let chargeRounding = TableColumn(
    6, "charge_rounding", role: .pricing, migration: "charge-rounding",
    help: "cut or exact: whether the fraction of a centavo of each call is cut (default exact)")
  static let columns = [id, name, grace, rounding, decimals, allowanceScope, chargeRounding]
  static let ratingColumns = columns
  static let isRequired = true
  static let recordedUse = RecordedUse.plan(id, inPeriod: false)
  static let example = TableExample(
    id: "essencial", add: ["--id essencial --name Essencial", "--allowance-scope line"], change: "--name 'Essencial 2'",
    filter: "allowance_scope=contract")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.plans }

  private(set) var rows: [PlanRow] = []
  private(set) var ids: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    ids.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let id = cells.name(Self.id, expected: "the id of a plan")
    ids.append(id)
    rows.append(
      PlanRow(
        id: cells.string(id),
        name: cells.text(Self.name),
        graceSeconds: cells.wholeNumber(Self.grace, in: 0...RegistryLimits.maximumSeconds) ?? 3,
        rounding: cells.choice(Self.rounding, RoundingMode.self) ?? .halfUp,
        decimals: cells.wholeNumber(Self.decimals, in: 2...Money.maximumDecimals) ?? 4,
        allowanceScope: cells.choice(Self.allowanceScope, AllowanceScope.self) ?? .line,
        chargeRounding: cells.choice(Self.chargeRounding, ChargeRounding.self) ?? .exact))
  }
}

extension TableDescription {
  package static let plans = TableDescription(PlansTable.self)
}
