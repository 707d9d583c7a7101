import CallModel

/// Lines: one row of an id, one line of a number, and one reset day of a pool, on any day (spec 2.2).
extension RegistryChecks {
  /// Rows of one line id must be active on different days.
  func linePeriodFaults() -> [RegistryFault] {
    let lines = tables.lines
    // Every id on one row, as nearly always: nothing to compare.
    if references.lineCount == lines.rowCount { return [] }
    var faults: [RegistryFault] = []
    rowsByLine().forEachRepeatedKey { rows in
      var claims = rows.filter { lines.isSound(Int($0.row), LinesTable.periodColumns) }
        .map { Claim(lines.table.rows[Int($0.row)].activePeriod, owner: Int($0.row), row: Int($0.row)) }
      claims.forEachConflict { earlier, later in
        faults.append(
          lines.fault(
            later.row, LinesTable.id,
            expected: "an id that no other row has \(earlier.sharedDays(later).phrase)",
            found: "\(lines.text(lines.table.ids[later.row])), which \(row: lines.row(earlier.row)) has"))
      }
    }
    return faults
  }

  /// The lines of one pool (a contract, where the plan's allowances belong to it) must have one cycle.
  func resetDayFaults() -> [RegistryFault] {
    var keys: [KeyedRow] = []
    let suspects = contractsWithSeveralResetDays()
    if !suspects.contains(true) { return [] }
    for row in 0..<tables.lines.rowCount where isPooled(row) && suspects[Int(references.contractOfLine[row])] {
      let pool = UInt64(references.contractOfLine[row]) << 32 | UInt64(references.planOfLine[row])
      keys.append(KeyedRow(key: pool, row: row))
    }
    keys.sortByKey()
    var faults: [RegistryFault] = []
    keys.forEachRepeatedKey { rows in
      var claims = rows.map { row in
        let line = tables.lines.table.rows[Int(row.row)]
        return Claim(line.activePeriod, owner: line.resetDay, row: Int(row.row))
      }
      claims.forEachConflict { faults.append(resetDayFault(earlier: $0, later: $1)) }
    }
    return faults
  }

  /// The rows of `lines.csv` that have an id, in order of `References.lineOfRow`.
  func rowsByLine() -> [KeyedRow] {
    var rows: [KeyedRow] = []
    rows.reserveCapacity(tables.lines.rowCount)
    for (row, line) in references.lineOfRow.enumerated() where line >= 0 {
      rows.append(KeyedRow(key: UInt64(line), row: row))
    }
    rows.sortByKey()
    return rows
  }

  /// `lines.csv:12 (line L1)`, `lines L1`
  func linePlace(_ row: Int) -> FaultText {
    "\(line: tables.lines.row(row), id: tables.lines.text(tables.lines.table.ids[row]))"
  }

  private func resetDayFault(earlier: Claim, later: Claim) -> RegistryFault {
    tables.lines.fault(
      later.row, LinesTable.resetDay,
      expected: """
        \(earlier.owner), as \(linePlace(earlier.row)) has, with which it shares the contract's allowances \
        \(earlier.sharedDays(later).phrase)
        """,
      found: "\(later.owner)")
  }

  /// Whether the line's allowances belong to its contract, and its row says so without fault.
  private func isPooled(_ row: Int) -> Bool {
    let plan = references.planOfLine[row]
    guard plan >= 0, references.contractOfLine[row] >= 0 else { return false }
    guard tables.lines.isSound(row, LinesTable.resetDay.bit | LinesTable.periodColumns) else { return false }
    return planIsPooled[Int(plan)]
  }

  /// By contract: whether its pooled lines differ in their reset days. Most registries have none, at the cost of one
  /// pass over the lines.
  private func contractsWithSeveralResetDays() -> [Bool] {
    var suspects = [Bool](repeating: false, count: tables.contracts.rowCount)
    guard planIsPooled.contains(true) else { return suspects }
    var resetDays = [Int8](repeating: 0, count: tables.contracts.rowCount)
    for row in 0..<tables.lines.rowCount where isPooled(row) {
      let contract = Int(references.contractOfLine[row])
      let resetDay = Int8(tables.lines.table.rows[row].resetDay)
      if resetDays[contract] == 0 { resetDays[contract] = resetDay }
      if resetDays[contract] != resetDay { suspects[contract] = true }
    }
    return suspects
  }
}
