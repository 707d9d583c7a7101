extension ReferenceRegistry {
  /// The line of a number on a day: by number, DID, then range (spec 3.2).
  func line(ofNumber number: String, on day: Day) -> LineRow? {
    let active = lines.filter { $0.period.contains(day) }
    if let line = active.first(where: { $0.number == number }) { return line }
    for did in dids where did.number == number && did.period.contains(day) {
      if let line = active.first(where: { $0.id == did.line }) { return line }
    }
    return narrowestRange(holding: number, among: active)
  }

  /// range_start ≤ number ≤ range_end, all of the same length. All digits: text order is the order of numbers.
  private func narrowestRange(holding number: String, among active: [LineRow]) -> LineRow? {
    var found: (line: LineRow, width: Int)?
    for line in active {
      guard let range = line.range, range.start.utf8.count == number.utf8.count else { continue }
      guard range.end.utf8.count == number.utf8.count else { continue }
      guard let start = Int(range.start), let end = Int(range.end), let value = Int(number) else { continue }
      guard start <= value, value <= end else { continue }
      if found.map({ end - start < $0.width }) ?? true { found = (line, end - start) }
    }
    return found?.line
  }

  /// The line a call belongs to (spec 3.2): the first way that finds a line active on the day.
  func line(ofCall number: String?, trunk: Text, accountCode: Text, on day: Day) -> LineRow? {
    if let number, let line = line(ofNumber: number, on: day) { return line }
    let active = lines.filter { $0.period.contains(day) }
    return onlyLine(among: active.filter { !trunk.isBlank && $0.trunk == trunk })
      ?? line(ofAccountCode: accountCode, on: day)
  }

  func line(ofAccountCode accountCode: Text, on day: Day) -> LineRow? {
    onlyLine(among: lines.filter { $0.period.contains(day) && !accountCode.isBlank && $0.accountCode == accountCode })
  }

  /// "Only if exactly one line id among the rows active that day has that value."
  private func onlyLine(among rows: [LineRow]) -> LineRow? {
    Set(rows.map(\.id)).count == 1 ? rows.first : nil
  }
}
