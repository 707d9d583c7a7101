/// Bands: no two windows of one band on one day, and which bands hold at the same time (spec 2.2, 3.4).
extension RegistryChecks {
  func bandFaults() -> [RegistryFault] {
    let bands = tables.bands
    var faults: [RegistryFault] = []
    for windows in soundWindowsByBand() {
      for day in BandsTable.dayNames.indices {
        var claims = windows.filter { bands.table.rows[$0].days >> UInt8(day) & 1 == 1 }.map { row in
          let window = bands.table.rows[row]
          return Claim(minutes: window.fromMinute..<window.untilMinute, owner: row, row: row)
        }
        claims.forEachConflict { faults.append(bandFault(earlier: $0.row, later: $1.row, day: day)) }
      }
    }
    return faults
  }

  /// By band: the rows of its windows that are without fault.
  func soundWindowsByBand() -> [[Int]] {
    let bands = tables.bands
    var windows = [[Int]](repeating: [], count: bands.table.nameTexts.count)
    for (row, window) in bands.table.rows.enumerated() where bands.faultyColumns[row] == 0 {
      windows[window.band].append(row)
    }
    return windows
  }

  /// A time at which windows of both bands hold, for a message; nil if there is none.
  func commonTime(_ left: [Int], _ right: [Int]) -> String? {
    for leftRow in left {
      for rightRow in right {
        let (one, other) = (tables.bands.table.rows[leftRow], tables.bands.table.rows[rightRow])
        let from = max(one.fromMinute, other.fromMinute)
        let until = min(one.untilMinute, other.untilMinute)
        if one.days & other.days != 0, from < until {
          let day = (one.days & other.days).trailingZeroBitCount
          return "\(BandsTable.dayNames[day]) \(Self.clock(from))-\(Self.clock(until))"
        }
      }
    }
    return nil
  }

  private func bandFault(earlier: Int, later: Int, day: Int) -> RegistryFault {
    let window = tables.bands.table.rows[later]
    return tables.bands.fault(
      later, BandsTable.from,
      expected: "a time outside the band's other windows on \(BandsTable.dayNames[day])",
      found: "\(text(window)), while \(row: tables.bands.row(earlier)) has \(text(tables.bands.table.rows[earlier]))")
  }

  private func text(_ window: BandWindowRow) -> String {
    "\(Self.clock(window.fromMinute))-\(Self.clock(window.untilMinute))"
  }

  /// `HH:MM`
  private static func clock(_ minute: Int) -> String {
    let (hours, minutes) = (minute / 60, minute % 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }
}
