import CallModel
import GRDB
import Registry

/// What rows of more than one kind, or whole groups of them, are judged by (spec 2.2): one function a rule.
extension CheckedRegion {
  /// Of changed lines: who else has their numbers, on days that may be others now; ranges that overlap; their pools.
  mutating func takeOfLines(_ change: ChangedRows) throws {
    try takeNumbers(ChangedRows.values(of: LinesTable.number, in: change.now))
    try takeERPNumbers(of: .lines, LinesTable.erpID, ChangedRows.values(of: LinesTable.erpID, in: change.now))
    for line in change.names.sorted() {
      let dids = try reader.rows(of: .dids, where: "\(DIDsTable.line.quoted) = ?", [line])
      add(dids)
      try takeNumbers(ChangedRows.values(of: DIDsTable.number, in: dids))
    }
    let earlier = Set(change.was.map(Self.claimedRange))
    for row in change.now {
      if !earlier.contains(Self.claimedRange(row)) { try takeOverlapping(row) }
      if let contract = row.values[LinesTable.contract.index], let plan = row.values[LinesTable.plan.index],
        try isPooled(plan)
      {
        try takePool(contract: contract, plan: plan)
      }
    }
  }

  /// A number belongs to one line on any day: takes the lines and DIDs that have it.
  mutating func takeNumbers(_ numbers: Set<String>) throws {
    for number in numbers.sorted() {
      try take(.lines, [(LinesTable.number, number)])
      try take(.dids, [(DIDsTable.number, number)])
    }
  }

  /// The ERP knows a contract by one number, its id if it has no other: takes the contracts that have those of the rows.
  mutating func takeERPNumbers(ofContracts rows: [RegisterRow]) throws {
    var numbers = ChangedRows.values(of: ContractsTable.erpID, in: rows)
    for number in numbers.compactMap({ Int($0) }) { try take(.contracts, [(ContractsTable.id, "\(number)")]) }
    for row in rows where row.values[ContractsTable.erpID.index] == nil && ERPCell.number(row.id) != nil {
      numbers.insert(row.id)
    }
    try takeERPNumbers(of: .contracts, ContractsTable.erpID, numbers)
  }

  /// Takes the rows that have one of these numbers at the ERP, in one pass: no index has them. A number may have zeros in
  /// front.
  private mutating func takeERPNumbers(
    of table: TableDescription, _ column: TableColumn, _ numbers: Set<String>
  ) throws {
    let list = numbers.compactMap { Int($0) }.sorted().map(String.init).joined(separator: ",")
    guard !list.isEmpty else { return }
    let isOne = "CAST(\(column.quoted) AS INTEGER) IN (SELECT value FROM json_each(?))"
    let condition = "\(column.quoted) IS NOT NULL AND \(isOne)"
    add(try reader.rows(of: table, where: condition, ["[\(list)]"]))
  }

  /// What the rule of ranges asks of a row: a row that had the same before has no other rivals now.
  private static func claimedRange(_ row: RegisterRow) -> [String?] {
    [
      row.id, "\(row.period.first)", "\(row.period.last)", row.values[LinesTable.rangeStart.index],
      row.values[LinesTable.rangeEnd.index],
    ]
  }

  /// Of two ranges that overlap one must hold the other: takes the lines whose range overlaps that of a row.
  private mutating func takeOverlapping(_ row: RegisterRow) throws {
    guard let first = row.values[LinesTable.rangeStart.index], let last = row.values[LinesTable.rangeEnd.index] else {
      return
    }
    let (start, end) = (LinesTable.rangeStart.quoted, LinesTable.rangeEnd.quoted)
    // No index has the ranges, so that another would lead to the rows one by one. Digits of one length have the order of
    // their numbers.
    let overlaps = "\(start) <= ? AND \(end) >= ? AND length(\(start)) = length(?)"
    add(try reader.fetch(.lines, "NOT INDEXED WHERE closed IS NULL AND \(overlaps)", [last, first, first]))
  }

  /// The lines of a pool have one reset day: takes them if they do not, or not always.
  private mutating func takePool(contract: String, plan: String) throws {
    let isOfPool = "\(LinesTable.contract.quoted) = ? AND \(LinesTable.plan.quoted) = ?"
    let days = try reader.values(
      of: .lines, "count(DISTINCT \(LinesTable.resetDay.quoted))", where: isOfPool, [contract, plan])
    if days != ["1"] { try take(.lines, [(LinesTable.contract, contract), (LinesTable.plan, plan)]) }
  }

  private func isPooled(_ plan: String) throws -> Bool {
    try reader.rows(of: .plans, id: plan).contains(where: Self.isPooled)
  }

  private static func isPooled(_ plan: RegisterRow) -> Bool {
    plan.values[PlansTable.allowanceScope.index] == AllowanceScope.contract.rawValue
  }

  /// Of plans whose allowances come to belong to contracts: the pools.
  mutating func takePools(_ change: ChangedRows) throws {
    let earlier = Set(change.was.filter(Self.isPooled).map { ID($0.id) })
    for plan in change.now where Self.isPooled(plan) && !earlier.contains(ID(plan.id)) {
      let contracts = try reader.values(
        of: .lines, LinesTable.contract.quoted,
        where: "\(LinesTable.plan.quoted) = ? GROUP BY \(LinesTable.contract.quoted)"
          + " HAVING min(\(LinesTable.resetDay.quoted)) <> max(\(LinesTable.resetDay.quoted))", [plan.id])
      for contract in contracts { try takePool(contract: contract, plan: plan.id) }
    }
  }

  /// Of removed rates: a line whose plan has none any more.
  mutating func takeUnpriced(_ change: ChangedRows) throws {
    for plan in ChangedRows.values(of: RatesTable.plan, in: change.was).sorted() {
      let left = try reader.rows(of: .rates, where: "\(RatesTable.plan.quoted) = ?", [plan], limit: 1)
      if left.isEmpty { add(try reader.rows(of: .lines, where: "\(LinesTable.plan.quoted) = ?", [plan], limit: 1)) }
    }
  }

  /// Bands of one price never hold together: takes the prices that have a changed band.
  mutating func takePriced(_ change: ChangedRows) throws {
    let price = "\(RatesTable.plan.quoted), \(RatesTable.zone.quoted)"
    for band in change.names.sorted() {
      let prices = """
        SELECT \(price) FROM \(TableDescription.rates.registerName)
        WHERE closed IS NULL AND \(RatesTable.band.quoted) = ?
        """
      add(try reader.rows(of: .rates, where: "(\(price)) IN (\(prices))", [band]))
    }
  }

  /// Of partitions whose categories may be others: a line of each category, that which ends last, since some rules leave
  /// out what has ended.
  mutating func takeMembers(_ change: ChangedRows) throws {
    for partition in change.names.sorted() {
      let until = "ifnull(\(LinesTable.activeUntil.quoted), '9999-12-31')"
      let last = """
        row IN (SELECT row FROM (SELECT row, max(\(until)) FROM \(TableDescription.lines.registerName)
          WHERE closed IS NULL AND \(LinesTable.partition.quoted) = ? GROUP BY \(LinesTable.category.quoted)))
        """
      add(try reader.rows(of: .lines, where: last, [partition]))
    }
  }
}
