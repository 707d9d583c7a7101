import ByteScanning
import CallModel

/// One row of a segment (spec 4.1): the columns of `call-records.csv`, then those that only repeats ask for.
///
/// The cells are without quotes and live as long as the reader does not go on.
package struct SegmentRow {
  package enum Column: Int, CaseIterable {
    case globalID, startedAt, direction, caller, called, line, contract, plan, zone, duration, billed, allowance
    case surplus, price, allowanceAmount, amount, cycleStart, source
    // Beyond call-records.csv: what the identity and content of the call hold besides (spec 2.4).
    case kind, own, trunk, accountCode
    /// The ledger's number of the file the call came in.
    case file
    /// Facts as they were read (spec 4.3): direction and forms (`ToldFacts`), leg, and the cells of caller and called
    /// number where they are not what is written. All blank in segments of before 2026-12, which have no such columns.
    case told, leg, callerSent, calledSent
  }

  /// Columns of a row of before 2026-12.
  static let firstColumns = Column.told.rawValue
  static let columns = Column.calledSent.rawValue + 1

  let cells: UnsafePointer<Bytes>
  /// The row as it stands in the segment, with its line end.
  package let raw: Bytes

  package subscript(column: Column) -> Bytes { cells[column.rawValue] }

  package func text(_ column: Column) -> String { String(decoding: self[column], as: UTF8.self) }

  /// Digits, after a `-` if need be; nil for another form.
  package func integer(_ column: Column) -> Int? {
    var cell = self[column][...]
    let isNegative = cell.first == UInt8(ascii: "-")
    if isNegative { cell = cell.dropFirst() }
    guard cell.count > 0, cell.count <= 18 else { return nil }
    var value = 0
    for byte in cell {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return isNegative ? -value : value
  }

  /// An amount, in millionths of a real; at most 6 decimals.
  package func micros(_ column: Column) -> Int64? {
    var value: Int64 = 0
    var decimals = -1
    var cell = self[column][...]
    let isNegative = cell.first == UInt8(ascii: "-")
    if isNegative { cell = cell.dropFirst() }
    guard !cell.isEmpty else { return nil }
    for byte in cell {
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
        continue
      }
      guard byte.isDigit, decimals < 6 else { return nil }
      let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = shifted.addingReportingOverflow(Int64(byte - 48))
      guard !overflows, !overflowsToo else { return nil }
      value = sum
      if decimals >= 0 { decimals += 1 }
    }
    for _ in max(0, decimals)..<6 {
      let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
      guard !overflows else { return nil }
      value = shifted
    }
    return isNegative ? -value : value
  }

  /// The start, seconds since 1970, from `2026-11-01T08:15:30-03:00`.
  package var instant: Int64? {
    let cell = self[.startedAt]
    guard cell.count == 25 || cell.count == 28, let date = Self.date(cell) else { return nil }
    func two(_ at: Int) -> Int? { Self.digits(cell, at, 2) }
    guard let hour = two(11), let minute = two(14), let second = two(17), let offsetHours = two(20),
      let offsetMinutes = two(23)
    else { return nil }
    var offset = offsetHours * 3600 + offsetMinutes * 60
    if cell.count == 28 {
      guard let seconds = two(26) else { return nil }
      offset += seconds
    }
    if cell[19] == UInt8(ascii: "-") { offset = -offset }
    return Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
  }

  package var cycleStart: CivilDate? { self[.cycleStart].count == 10 ? Self.date(self[.cycleStart]) : nil }

  package var isOutbound: Bool { self[.direction].count == 3 }

  /// Of the source cell, `name:line`.
  package var source: (name: Bytes, line: Int)? {
    let cell = self[.source]
    guard let colon = cell.lastIndex(of: UInt8(ascii: ":")), colon + 1 < cell.count, cell.count - colon <= 12
    else { return nil }
    var line = 0
    for byte in cell[(colon + 1)...] {
      guard byte.isDigit else { return nil }
      line = line * 10 + Int(byte - 48)
    }
    return (Bytes(rebasing: cell[..<colon]), line)
  }

  /// - Parameter cell: begins with `YYYY-MM-DD`.
  private static func date(_ cell: Bytes) -> CivilDate? {
    guard let year = digits(cell, 0, 4), let month = digits(cell, 5, 2), let day = digits(cell, 8, 2),
      CivilDate.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// The number of `count` digits at `start`, which lie within the cell; nil if one of them is none.
  @inline(__always)
  private static func digits(_ cell: Bytes, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      guard cell[index].isDigit else { return nil }
      value = value * 10 + Int(cell[index] - 48)
    }
    return value
  }
}

/// Recorded rows that are no rows: the ledger is damaged, or foreign.
package struct DamagedRows: Error, CustomStringConvertible {
  package init() {}
  package var description: String { "damaged or foreign bytes where recorded calls should be" }
}
