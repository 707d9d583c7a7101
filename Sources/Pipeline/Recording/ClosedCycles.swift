import CallModel
import Rating
import Registry

/// The closed cycles, in the numbers of today's registry: which rows are late for them (spec 4.3). Immutable while workers
/// use it.
package struct ClosedCycles: Sendable {
  /// Days of a line that a cycle holds, both inclusive.
  package struct Holding: Sendable {
    /// The line's number (`Registry.lineID(ofRow:)`).
    package var line: Int
    package var first: CivilDate
    package var last: CivilDate
    /// The cycle's index.
    package var cycle: Int

    package init(line: Int, first: CivilDate, last: CivilDate, cycle: Int) {
      self.line = line
      self.first = first
      self.last = last
      self.cycle = cycle
    }
  }

  /// Recorded rows of a closed cycle, as charged.
  package struct Piece: Sendable {
    package var cycle: Int
    package var firstStart: Int64
    package var lastStart: Int64
    package var read: @Sendable () throws -> [UInt8]

    package init(cycle: Int, firstStart: Int64, lastStart: Int64, read: @escaping @Sendable () throws -> [UInt8]) {
      self.cycle = cycle
      self.firstStart = firstStart
      self.lastStart = lastStart
      self.read = read
    }
  }

  /// No row that starts later is late, or a version of a closed call; seconds since 1970.
  package let until: Int64
  private let ofLine: [Int: [Holding]]
  private let keys: [CycleAccountKey: Int]
  /// All rows of closed cycles.
  let pieces: [Piece]

  package static let none = ClosedCycles(until: .min, holdings: [], keys: [:], pieces: [])

  package init(until: Int64, holdings: [Holding], keys: [CycleAccountKey: Int], pieces: [Piece]) {
    self.until = until
    ofLine = Dictionary(grouping: holdings, by: \.line)
    self.keys = keys
    self.pieces = pieces
  }

  /// The cycle that a row of that line and day, account and cycle is late for, if there is one: the cycle that holds line
  /// and day comes first.
  func cycle(ofLine line: Int, on date: CivilDate, _ key: CycleAccountKey) -> Int? {
    ofLine[line]?.first { $0.first <= date && date <= $0.last }?.cycle ?? keys[key]
  }
}
