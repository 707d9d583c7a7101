import CallModel

/// `lines.csv` (spec 2.2, 6.2).
package struct LinesTable: RegistryTable {
  static let table = TableName("lines", rank: 7)
  static let summary = "a line (ramal SIP), or a period of it"
  static let id = TableColumn(
    0, "id", .required, isIdentity: true, role: .key, help: "name of the line")
  package static let contract = TableColumn(
    1, "contract", .required, role: .pricing, refersTo: ContractsTable.table, help: "id of its contract")
  package static let number = TableColumn(
    2, "number", .required, role: .pricing, help: "billing number (número para binagem): 55, area code, 8 or 9 digits")
  package static let plan = TableColumn(
    3, "plan", .inHeader, role: .pricing, refersTo: PlansTable.table,
    help: "id of its charging plan (plano de cobrança); blank: outbound calls are suspended (no-plan)"
  )
  package static let resetDay = TableColumn(
    4, "reset_day", .required, role: .pricing,
    help: "day of the month on which allowances restart (vencimento), 1 to 25")
  static let activeFrom = TableColumn(
    5, "active_from", role: .from, help: "first day (data ativação); blank: always")
  package static let activeUntil = TableColumn(
    6, "active_until", role: .until, help: "last day; blank: no end")
  static let active = TableColumn(
    7, "active", role: .pricing, help: "yes or no (ativo; default yes)")
  static let trunk = TableColumn(
    8, "trunk", role: .pricing, help: "name by which calls give the line")
  static let accountCode = TableColumn(
    9, "account_code", role: .pricing, help: "6 digits by which calls give the line (código da conta)")
  package static let rangeStart = TableColumn(
    10, "range_start", role: .pricing, help: "first of a range of numbers")
  package static let rangeEnd = TableColumn(
    11, "range_end", role: .pricing, help: "last of a range of numbers")
  static let creditLimit = TableColumn(
    12, "credit_limit", help: "R$ of surplus a cycle (limite de crédito)")
  static let bidType = TableColumn(
    13, "bid_type", help: "terminal or trunk (bid type)")
  static let description = TableColumn(
    14, "description", help: "text (descrição)")
  static let extensionNumber = TableColumn(
    15, "extension", help: "extension (ramal)")
  package static let partition = TableColumn(
    16, "partition", refersTo: PartitionsTable.table, help: "code of its partition (partição assinante)")
  package static let category = TableColumn(
    17, "category", refersTo: CategoriesTable.table, help: "its category at the platform (categoria)")
  static let summitPlan = TableColumn(
    18, "summit_plan", help: "its plan at the platform (plano)")
  static let costCentre = TableColumn(
    19, "cost_centre", refersTo: CostCentresTable.table, help: "its cost centre (centro de custo)")
  static let callLimit = TableColumn(
    20, "call_limit", help: "calls at a time, 1 or more (limite chamadas)")
  static let licence = TableColumn(
    21, "licence", refersTo: LicencesTable.table, help: "its licence at the platform (licença)")
  static let terminal = TableColumn(
    22, "terminal", role: .platform, help: "filled by the platform")
  static let credential = TableColumn(
    23, "credential", role: .secret, help: "filled by the platform")
  static let platformState = TableColumn(
    24, "platform_state", role: .platform, help: "filled by the platform")
  package static let erpID = TableColumn(
    25, "erp_id", migration: "lines-erp-id", help: "its number at the ERP (id_sip)")
  static let columns = [
    id, contract, number, plan, resetDay, activeFrom, activeUntil, active, trunk, accountCode, rangeStart, rangeEnd,
    creditLimit, bidType, description, extensionNumber, partition, category, summitPlan, costCentre, callLimit, licence,
    terminal, credential, platformState, erpID,
  ]
  static let ratingColumns = [
    id, contract, number, plan, resetDay, activeFrom, activeUntil, active, trunk, accountCode, rangeStart, rangeEnd,
    creditLimit,
  ]
  static let isRequired = true
  static let isLarge = true
  static let recordedUse = RecordedUse.line(id, inPeriod: true)
  static let example = TableExample(
    id: "L20", add: ["--id L20 --contract 2001 --number 554833330020", "--plan essencial --reset-day 10"],
    change: "--plan empresa --from 2026-12-10", filter: "contract=2001")
  static var place: WritableKeyPath<DecodedTables, DecodedTable<Self>> { \.lines }

  static let periodColumns = activeFrom.bit | activeUntil.bit
  static let rangeColumns = rangeStart.bit | rangeEnd.bit
  private static let platformColumns =
    bidType.bit | partition.bit | category.bit | summitPlan.bit | costCentre.bit | callLimit.bit | licence.bit

  /// `contract` and `plan` are not known yet.
  private(set) var rows: [LineRow] = []
  private(set) var ids: [FieldRange] = []
  private(set) var contracts: [FieldRange] = []
  /// Blank: no plan.
  private(set) var plans: [FieldRange] = []
  /// What rows name for the platform, of those that do.
  private(set) var platformCells: [PlatformCells] = []
  /// Of the rows that have one.
  private(set) var erpIDs: [ERPCell] = []

  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(count)
    ids.reserveCapacity(count)
    contracts.reserveCapacity(count)
    plans.reserveCapacity(count)
  }

  mutating func append(_ cells: inout TableReader) {
    let id = cells.name(Self.id, expected: "the id of a line")
    ids.append(id)
    contracts.append(cells.name(Self.contract, expected: "the id of a contract in \(table: ContractsTable.table)"))
    let number = cells.brazilianNumber(Self.number) ?? .blank
    plans.append(cells.name(Self.plan, expected: "the id of a plan in \(table: PlansTable.table)"))
    if let erpID = cells.erpID(Self.erpID) { erpIDs.append(ERPCell(row: rows.count, number: erpID)) }
    if cells.presentColumns & Self.platformColumns != 0 { appendPlatformCells(&cells) }
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

  private mutating func appendPlatformCells(_ cells: inout TableReader) {
    _ = cells.choice(Self.bidType, BidType.self)
    _ = cells.wholeNumber(Self.callLimit, in: 1...RegistryLimits.maximumOrdinal)
    let found = PlatformCells(row: rows.count, &cells)
    if !found.isBlank { platformCells.append(found) }
  }

  /// Fills in the references, in place.
  ///
  /// - Parameters:
  ///   - contracts, plans: by row, the index in its table; a plan below 0 is none.
  ///   - noPlan: the index that stands for no plan.
  /// - Returns: whether some row has no plan.
  mutating func resolve(contracts: [Int32], plans: [Int32], noPlan: Int) -> Bool {
    var isOneWithoutPlan = false
    for index in rows.indices {
      rows[index].contract = Int(contracts[index])
      rows[index].plan = plans[index] < 0 ? noPlan : Int(plans[index])
      if plans[index] < 0 { isOneWithoutPlan = true }
    }
    return isOneWithoutPlan
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

/// What a row of `lines.csv` names for the platform (spec 6.2).
struct PlatformCells: Sendable {
  let row: Int
  let partition: FieldRange
  let category: FieldRange
  let summitPlan: FieldRange
  let costCentre: FieldRange
  let licence: FieldRange

  init(row: Int, _ cells: inout TableReader) {
    self.row = row
    partition = cells.name(LinesTable.partition, expected: "the code of a partition")
    category = cells.name(LinesTable.category, expected: "a category")
    summitPlan = cells.name(LinesTable.summitPlan, expected: "a plan of the platform")
    costCentre = cells.name(LinesTable.costCentre, expected: "a cost centre")
    licence = cells.name(LinesTable.licence, expected: "a licence")
  }

  var isBlank: Bool {
    partition.isEmpty && category.isEmpty && summitPlan.isEmpty && costCentre.isEmpty && licence.isEmpty
  }
}

/// Whether a line is one telephone or a trunk of them (spec 6.2).
private enum BidType: String, CaseIterable {
  case terminal, trunk
}

extension TableDescription {
  package static let lines = TableDescription(LinesTable.self)
}
