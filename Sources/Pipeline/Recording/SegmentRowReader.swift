import ByteScanning
import CScan

/// Reads the rows of a segment, or of a part of one that begins and ends with rows. For one thread.
package final class SegmentRowReader {
  private let cells = UnsafeMutablePointer<Bytes>.allocate(capacity: SegmentRow.columns)
  /// Where commas and line ends stand in a block of rows.
  private var hits: UnsafeMutablePointer<UInt32>
  private var hitCapacity = 1 << 10
  /// Cells that stood in quotes, one after the other.
  private var unquoted: UnsafeMutablePointer<UInt8>
  private var unquotedCapacity = 1 << 10

  package init() {
    unquoted = .allocate(capacity: unquotedCapacity)
    hits = .allocate(capacity: hitCapacity)
  }

  deinit {
    cells.deallocate()
    hits.deallocate()
    unquoted.deallocate()
  }

  /// Calls `body` for each row.
  ///
  /// - Throws: `DamagedRows` if the bytes are not whole rows of a segment, after `body` was called for those before.
  package func forEach(in bytes: Bytes, _ body: (SegmentRow) throws -> Void) throws {
    var start = 0
    while start < bytes.count { start = try forEach(inBlockOf: bytes, from: start, body) }
  }

  /// Looks for commas and line ends in some bytes at once: cell by cell they took three times as long.
  ///
  /// - Returns: where the first row begins that has no byte in the block.
  private func forEach(inBlockOf bytes: Bytes, from start: Int, _ body: (SegmentRow) throws -> Void) throws -> Int {
    let blockEnd = min(bytes.count, start + Self.blockBytes)
    let hitCount = findHits(Bytes(rebasing: bytes[start..<blockEnd]))
    var hit = 0
    var at = start
    while at < blockEnd {
      let end: Int
      if let plain = readPlainRow(bytes, block: start, from: at, hits: hit..<hitCount) {
        end = plain
        hit += SegmentRow.columns
      } else {
        guard let read = readRow(bytes, from: at) else { throw DamagedRows() }
        end = read
        while hit < hitCount, start + Int(hits[hit]) < end { hit += 1 }
      }
      try body(SegmentRow(cells: UnsafePointer(cells), raw: Bytes(rebasing: bytes[at..<end])))
      at = end
    }
    return at
  }

  /// So many bytes that what comes before and behind them costs little, and their places stay in the first cache.
  private static let blockBytes = 4 << 10

  private func findHits(_ block: Bytes) -> Int {
    guard let address = block.baseAddress else { return 0 }
    // `cscan_find_either` writes whole words past the last hit.
    let needed = block.count + 64
    if needed > hitCapacity {
      hits.deallocate()
      hitCapacity = needed
      hits = .allocate(capacity: needed)
    }
    var flags: UInt8 = 0
    return cscan_find_either(address, block.count, UInt8(ascii: ","), UInt8(ascii: "\n"), hits, &flags)
  }

  /// Reads the row that begins at `start` if it has all columns, none of them in quotes, and ends within the block.
  ///
  /// - Parameter hits: those from `start` on.
  /// - Returns: where the next row begins; nil: `readRow` is to read it.
  @inline(__always)
  private func readPlainRow(_ bytes: Bytes, block: Int, from start: Int, hits places: Range<Int>) -> Int? {
    guard places.count >= SegmentRow.columns, let address = bytes.baseAddress else { return nil }
    // SAFETY: a cell ends at a hit, which is a byte of the block, and begins at or before it.
    let hits = self.hits + places.lowerBound
    let last = SegmentRow.columns - 1
    var begin = start
    for column in 0...last {
      let end = block + Int(hits[column])
      if address[begin] == UInt8(ascii: "\"") { return nil }
      if (address[end] == UInt8(ascii: "\n")) != (column == last) { return nil }
      cells[column] = Bytes(start: address + begin, count: end - begin)
      begin = end + 1
    }
    return begin
  }

  /// The same for rows in an array.
  package func forEach(in bytes: [UInt8], _ body: (SegmentRow) throws -> Void) throws {
    try bytes.withUnsafeBufferPointer { try forEach(in: $0, body) }
  }

  /// Reads the row that begins at `start`, cell by cell; returns where the next begins.
  private func readRow(_ bytes: Bytes, from start: Int) -> Int? {
    var at = start
    var scratch = 0
    let last = SegmentRow.columns - 1
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

  /// Where the next comma or line end stands, from `start` on; the count of `bytes` if none does.
  private static func cellEnd(_ bytes: Bytes, from start: Int) -> Int {
    var at = start
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
