import CallModel

/// Keys that no two rows may share, and rows that must be there (spec 2.2).
extension RegistryChecks {
  func zoneFaults() -> [RegistryFault] {
    let zones = tables.zones
    var keys: [KeyedRow] = []
    keys.reserveCapacity(zones.rowCount)
    for (row, zone) in zones.table.rows.enumerated() where zone.prefix != .blank {
      keys.append(KeyedRow(key: zone.prefix.bits, row: row))
    }
    return Self.duplicates(&keys, in: zones, ZonesTable.prefix, expected: "a prefix that no other row has") {
      "\(zones.table.rows[$0].prefix)"
    }
  }

  func holidayFaults() -> [RegistryFault] {
    let holidays = tables.holidays
    var keys: [KeyedRow] = []
    for (row, holiday) in holidays.table.rows.enumerated() where holidays.isSound(row, HolidaysTable.date.bit) {
      keys.append(KeyedRow(key: UInt64(UInt32(bitPattern: holiday.date.daysSinceEpoch)), row: row))
    }
    return Self.duplicates(&keys, in: holidays, HolidaysTable.date, expected: "a date that no other row has") {
      "\(holidays.table.rows[$0].date)"
    }
  }

  func allowanceFaults() -> [RegistryFault] {
    let allowances = tables.allowances
    var names = NameTable()
    var keys: [KeyedRow] = []
    for (row, name) in allowances.table.names.enumerated() {
      let plan = references.planOfAllowance[row]
      guard !name.isEmpty, plan >= 0 else { continue }
      let nameIndex = names.insert(name, in: allowances.bytes).index
      keys.append(KeyedRow(key: UInt64(plan) << 32 | UInt64(nameIndex), row: row))
    }
    return Self.duplicates(
      &keys, in: allowances, AllowancesTable.name, expected: "a name that no other allowance of the plan has"
    ) {
      allowances.text(allowances.table.names[$0])
    }
  }

  /// A zone has one label, and a number stands once.
  static func faults(
    ofLabels labels: DecodedTable<ZoneLabelsTable>, hiddenNumbers: DecodedTable<HiddenNumbersTable>
  ) -> [RegistryFault] {
    References.keys(of: labels, ZoneLabelsTable.zone, labels.table.zones).faults
      + References.keys(of: hiddenNumbers, HiddenNumbersTable.number, hiddenNumbers.table.numbers).faults
  }

  /// A plan without rates can price no call: its file was left out or its id was written in another way.
  func planFaults() -> [RegistryFault] {
    guard tables.rates.isComplete else { return [] }
    let plans = tables.plans
    // In the registers a plan is entered before its rates: there it needs them once a line has it.
    let needed = rules == nil ? nil : Set(references.planOfLine)
    var hasRate = Set<Int32>()
    for plan in references.planOfRate { hasRate.insert(plan) }
    var names = NameTable(capacity: plans.rowCount)
    var faults: [RegistryFault] = []
    for (row, id) in plans.table.ids.enumerated() where !id.isEmpty {
      let (index, isNew) = names.insert(id, in: plans.bytes)
      let plan = Int32(truncatingIfNeeded: index)
      guard isNew, !hasRate.contains(plan), needed?.contains(plan) ?? true else { continue }
      faults.append(
        plans.fault(
          row, PlansTable.id, expected: "a plan with at least one row in \(table: RatesTable.table)",
          found: "\(plans.text(id)), which has none"))
    }
    return faults
  }

  /// The later rows of each key.
  private static func duplicates<Table>(
    _ keys: inout [KeyedRow], in table: DecodedTable<Table>, _ column: TableColumn, expected: FaultText,
    text: (Int) -> String
  ) -> [RegistryFault] {
    keys.sortByKey()
    var faults: [RegistryFault] = []
    keys.forEachRepeatedKey { rows in
      let first = Int(rows[rows.startIndex].row)
      for later in rows.dropFirst() {
        let row = Int(later.row)
        faults.append(
          table.fault(row, column, expected: expected, found: "\(text(row)), which \(row: table.row(first)) has"))
      }
    }
    return faults
  }
}
