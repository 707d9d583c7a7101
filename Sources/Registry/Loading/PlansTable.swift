import CallModel

/// `plans.csv` (spec 2.2).
struct PlansTable: RegistryTable {
  static let file = RegistryFile.plans
  static let id = TableColumn(0, "id", .required, isIdentity: true)
  static let name = TableColumn(1, "name")
  static let grace = TableColumn(2, "grace_s")
  static let rounding = TableColumn(3, "rounding")
  static let decimals = TableColumn(4, "decimals")
  static let allowanceScope = TableColumn(5, "allowance_scope")
  static let columns = [id, name, grace, rounding, decimals, allowanceScope]

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
        allowanceScope: cells.choice(Self.allowanceScope, AllowanceScope.self) ?? .line))
  }
}
