import CallModel

/// A number, of a line or a DID, belongs to one line on any day (spec 2.2).
///
/// The rows that may have a number are those of `lines.csv`, then those of `dids.csv`, counted on: a *holder*.
extension RegistryChecks {
  func numberFaults() -> [RegistryFault] {
    var holders = holdersByNumber()
    holders.sortByKey()
    var faults: [RegistryFault] = []
    var rowsOfLines: LineRowIndex?
    holders.forEachRepeatedKey { rows in
      let owner = line(ofHolder: Int(rows[rows.startIndex].row))
      guard rows.contains(where: { line(ofHolder: Int($0.row)) != owner }) else { return }
      // Which rows a DID's line has is worked out only if some number stands twice.
      let index = rowsOfLines ?? LineRowIndex(rowsByLine(), lineCount: references.lineCount)
      rowsOfLines = index
      var claims = rows.flatMap { self.claims(ofHolder: Int($0.row), index) }
      claims.forEachConflict { faults.append(numberFault(earlier: $0, later: $1)) }
    }
    return faults
  }

  private var lineRowCount: Int { tables.lines.rowCount }

  private func holdersByNumber() -> [KeyedRow] {
    var holders: [KeyedRow] = []
    holders.reserveCapacity(lineRowCount + tables.dids.rowCount)
    for (row, line) in tables.lines.table.rows.enumerated()
    where line.number != .blank && references.lineOfRow[row] >= 0 {
      holders.append(KeyedRow(key: line.number.value, row: row))
    }
    for (row, did) in tables.dids.table.rows.enumerated()
    where did.number != .blank && references.lineOfDID[row] >= 0 {
      holders.append(KeyedRow(key: did.number.value, row: lineRowCount + row))
    }
    return holders
  }

  private func line(ofHolder holder: Int) -> Int {
    Int(holder < lineRowCount ? references.lineOfRow[holder] : references.lineOfDID[holder - lineRowCount])
  }

  /// A line's row has its number while it is active, a DID on days of its own whenever any row of its line is.
  private func claims(ofHolder holder: Int, _ rowsOfLines: LineRowIndex) -> [Claim] {
    let owner = line(ofHolder: holder)
    var rows = [holder]
    var days = DateRange.unbounded
    if holder >= lineRowCount {
      let did = holder - lineRowCount
      guard tables.dids.isSound(did, DIDsTable.periodColumns) else { return [] }
      rows = rowsOfLines.rows(ofLine: owner)
      days = tables.dids.table.rows[did].activePeriod
    }
    return rows.filter { tables.lines.isSound($0, LinesTable.periodColumns) }
      .compactMap { tables.lines.table.rows[$0].activePeriod.intersection(days) }
      .map { Claim($0, owner: owner, row: holder) }
  }

  private func numberFault(earlier: Claim, later: Claim) -> RegistryFault {
    let expected: FaultText = "a number that no other line has \(earlier.sharedDays(later).phrase)"
    let found: FaultText = "\(number(ofHolder: later.row)), which \(place(ofHolder: earlier.row)) has"
    if later.row < lineRowCount {
      return tables.lines.fault(later.row, LinesTable.number, expected: expected, found: found)
    }
    return tables.dids.fault(later.row - lineRowCount, DIDsTable.number, expected: expected, found: found)
  }

  private func number(ofHolder holder: Int) -> PhoneNumber {
    if holder < lineRowCount { return tables.lines.table.rows[holder].number }
    return tables.dids.table.rows[holder - lineRowCount].number
  }

  private func place(ofHolder holder: Int) -> FaultText {
    if holder < lineRowCount { return linePlace(holder) }
    let row = holder - lineRowCount
    return "\(row: tables.dids.row(row)) (line \(tables.dids.text(tables.dids.table.lines[row])))"
  }
}

/// The rows of each line, by the line's number in `References.lineOfRow`.
private struct LineRowIndex {
  private let rows: [KeyedRow]
  /// By line: where its rows begin; one more at the end.
  private var starts: [Int]

  /// - Parameter rows: in order of line.
  init(_ rows: [KeyedRow], lineCount: Int) {
    self.rows = rows
    starts = [Int](repeating: 0, count: lineCount + 1)
    for row in rows { starts[Int(row.key) + 1] += 1 }
    for line in 0..<lineCount { starts[line + 1] += starts[line] }
  }

  func rows(ofLine line: Int) -> [Int] {
    rows[starts[line]..<starts[line + 1]].map { Int($0.row) }
  }
}
