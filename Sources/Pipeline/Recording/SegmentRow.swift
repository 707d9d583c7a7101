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
    guard cell.count == 25 || cell.count == 28, let date = Self.date(cell[..<10]) else { return nil }
    func two(_ at: Int) -> Int64? {
      guard cell[at].isDigit, cell[at + 1].isDigit else { return nil }
      return Int64(cell[at] - 48) * 10 + Int64(cell[at + 1] - 48)
    }
    guard let hour = two(11), let minute = two(14), let second = two(17), let offsetHours = two(20),
      let offsetMinutes = two(23)
    else { return nil }
    var offset = offsetHours * 3600 + offsetMinutes * 60
    if cell.count == 28 {
      guard let seconds = two(26) else { return nil }
      offset += seconds
    }
    if cell[19] == UInt8(ascii: "-") { offset = -offset }
    return Int64(date.daysSinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  package var cycleStart: CivilDate? { Self.date(self[.cycleStart][...]) }

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

  private static func date(_ cell: Slice<Bytes>) -> CivilDate? {
    guard cell.count == 10 else { return nil }
    let start = cell.startIndex
    func number(_ from: Int, _ count: Int) -> Int? {
      var value = 0
      for index in from..<(from + count) {
        guard cell[start + index].isDigit else { return nil }
        value = value * 10 + Int(cell[start + index] - 48)
      }
      return value
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      CivilDate.exists(year: year, month: month, day: day)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }
}

/// Recorded rows that are no rows: the ledger is damaged, or foreign.
package struct DamagedRows: Error, CustomStringConvertible {
  package init() {}
  package var description: String { "damaged or foreign bytes where recorded calls should be" }
}

/// Reads the rows of a segment, or of a part of one that begins and ends with rows. For one thread.
package final class SegmentRowReader {
  private let cells = UnsafeMutablePointer<Bytes>.allocate(capacity: SegmentRow.Column.allCases.count)
  /// Cells that stood in quotes, one after the other.
  private var unquoted: UnsafeMutablePointer<UInt8>
  private var unquotedCapacity = 1 << 10

  package init() {
    unquoted = .allocate(capacity: unquotedCapacity)
  }

  deinit {
    cells.deallocate()
    unquoted.deallocate()
  }

  /// Calls `body` for each row.
  ///
  /// - Throws: `DamagedRows` if the bytes are not whole rows of a segment, after `body` was called for those before.
  package func forEach(in bytes: Bytes, _ body: (SegmentRow) throws -> Void) throws {
    var at = 0
    while at < bytes.count {
      guard let end = readRow(bytes, from: at) else { throw DamagedRows() }
      try body(SegmentRow(cells: UnsafePointer(cells), raw: Bytes(rebasing: bytes[at..<end])))
      at = end
    }
  }

  /// The same for rows in an array.
  package func forEach(in bytes: [UInt8], _ body: (SegmentRow) throws -> Void) throws {
    try bytes.withUnsafeBufferPointer { try forEach(in: $0, body) }
  }

  /// Reads the row that begins at `start`; returns where the next begins.
  private func readRow(_ bytes: Bytes, from start: Int) -> Int? {
    var at = start
    var scratch = 0
    let last = SegmentRow.Column.allCases.count - 1
    for column in 0...last {
      if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
        guard let end = unquote(bytes, from: at + 1, column: column, &scratch) else { return nil }
        at = end
      } else {
        let begin = at
        at = Self.cellEnd(bytes, from: begin)
        cells[column] = Bytes(rebasing: bytes[begin..<at])
      }
      guard at < bytes.count else { return nil }
      let isEnd = bytes[at] == UInt8(ascii: "\n")
      at += 1
      if isEnd {
        if column == last { return at }
        guard column + 1 == SegmentRow.firstColumns else { return nil }
        for missing in (column + 1)...last { cells[missing] = .none }
        return at
      }
    }
    return nil
  }

  /// Where the next comma or line end stands, from `start` on; the count of `bytes` if none does. Eight bytes at a time.
  @inline(__always)
  private static func cellEnd(_ bytes: Bytes, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let comma = ones * UInt64(UInt8(ascii: ","))
    let lineEnd = ones * UInt64(UInt8(ascii: "\n"))
    let raw = UnsafeRawBufferPointer(bytes)
    var at = start
    while at + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      // A byte that is 0 borrows from its top bit, and so may those above it: the lowest one tells.
      let commas = word ^ comma
      let lineEnds = word ^ lineEnd
      let hits = ((commas &- ones) & ~commas | (lineEnds &- ones) & ~lineEnds) & (ones << 7)
      if hits != 0 { return at + hits.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "\n") { at += 1 }
    return at
  }

  /// Reads a quoted cell; returns where its closing quote ends.
  private func unquote(_ bytes: Bytes, from start: Int, column: Int, _ scratch: inout Int) -> Int? {
    if scratch == 0 { reserve(for: bytes, from: start) }
    let begin = scratch
    var at = start
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
          at += 1
        } else {
          cells[column] = Bytes(start: unquoted + begin, count: scratch - begin)
          return at + 1
        }
      }
      guard scratch < unquotedCapacity else { return nil }
      unquoted[scratch] = bytes[at]
      scratch += 1
      at += 1
    }
    return nil
  }

  /// Makes room for all quoted cells of the row around `start`: it has a bounded number of bytes.
  private func reserve(for bytes: Bytes, from start: Int) {
    let needed = min(bytes.count - start, SegmentRowReader.maximumRowBytes)
    guard needed > unquotedCapacity else { return }
    unquoted.deallocate()
    unquotedCapacity = needed
    unquoted = .allocate(capacity: needed)
  }

  /// A row of the source has at most 64 KiB, twice that from latin-1, and the registry's texts are bounded, too.
  private static let maximumRowBytes = 1 << 20
}
