import CallModel

/// `lines.csv` (spec 2.2).
struct LinesTable: RegistryTable {
  static let file = RegistryFile.lines
  static let id = TableColumn(0, "id", .required, isIdentity: true)
  static let contract = TableColumn(1, "contract", .required)
  static let number = TableColumn(2, "number", .required)
  static let plan = TableColumn(3, "plan", .required)
  static let resetDay = TableColumn(4, "reset_day", .required)
  static let activeFrom = TableColumn(5, "active_from")
  static let activeUntil = TableColumn(6, "active_until")
  static let active = TableColumn(7, "active")
  static let trunk = TableColumn(8, "trunk")
  static let accountCode = TableColumn(9, "account_code")
  static let rangeStart = TableColumn(10, "range_start")
  static let rangeEnd = TableColumn(11, "range_end")
  static let creditLimit = TableColumn(12, "credit_limit")
  static let columns = [
    id, contract, number, plan, resetDay, activeFrom, activeUntil, active, trunk, accountCode, rangeStart, rangeEnd,
    creditLimit,
  ]

  static let periodColumns = activeFrom.bit | activeUntil.bit
  static let rangeColumns = rangeStart.bit | rangeEnd.bit

  /// `contract` and `plan` are not known yet.
  private(set) var rows: [LineRow] = []
  private(set) var ids: [FieldRange] = []
  private(set) var contracts: [FieldRange] = []
  private(set) var plans: [FieldRange] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    ids.reserveCapacity(count)
    contracts.reserveCapacity(count)
    plans.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let id = cells.name(Self.id, expected: "the id of a line")
    ids.append(id)
    contracts.append(cells.name(Self.contract, expected: "the id of a contract in contracts.csv"))
    let number = cells.brazilianNumber(Self.number) ?? .blank
    plans.append(cells.name(Self.plan, expected: "the id of a plan in plans.csv"))
    rows.append(
      LineRow(
        id: cells.string(id), contract: 0, number: number, plan: 0,
        resetDay: cells.wholeNumber(Self.resetDay, in: 1...25) ?? 1,
        activePeriod: cells.period(Self.activeFrom, Self.activeUntil),
        isActive: cells.yesNo(Self.active) ?? true,
        trunk: cells.text(Self.trunk),
        accountCode: cells.text(Self.accountCode),
        numberRange: Self.numberRange(&cells),
        creditLimit: cells.money(Self.creditLimit, maximumMicros: RegistryLimits.maximumAllowanceMicros)))
  }

  /// Fills in the references, in place.
  ///
  /// - Parameters: contracts, plans: by row, the index in its table.
  mutating func resolve(contracts: [Int32], plans: [Int32]) {
    for index in rows.indices {
      rows[index].contract = Int(contracts[index])
      rows[index].plan = Int(plans[index])
    }
  }

  /// Both ends or neither, of equal length, the first not above the last.
  private static func numberRange(_ cells: inout TableReader) -> ClosedRange<UInt64>? {
    let start = cells.brazilianNumber(rangeStart)
    let end = cells.brazilianNumber(rangeEnd)
    guard let start, let end else {
      if start != nil, cells.isBlank(rangeEnd), !cells.isFaulty(rangeEnd) {
        cells.report(rangeEnd, expected: "the last number of the range that range_start begins")
      } else if end != nil, cells.isBlank(rangeStart), !cells.isFaulty(rangeStart) {
        cells.report(rangeStart, expected: "the first number of the range that range_end ends")
      }
      return nil
    }
    if start.digitCount != end.digitCount {
      cells.report(rangeEnd, expected: "\(start.digitCount) digits, as range_start (\(start)) has")
      return nil
    }
    if start.value > end.value {
      cells.report(rangeEnd, expected: "range_start (\(start)) or a greater number")
      return nil
    }
    return start.value...end.value
  }
}
