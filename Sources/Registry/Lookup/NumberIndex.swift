import CallModel

/// Which line rows have a number, as their own or as a DID.
package struct NumberIndex: Sendable {
  /// One row that has the number, in one period.
  private struct Entry {
    var key: UInt64
    var row: UInt32
    var isDID: Bool
    var period: DateRange
  }

  /// The entries of a number stand together, lines' own numbers before DIDs.
  private let entries: [Entry]
  /// The first entry of each number's bits.
  private var firsts: IntegerTable

  /// - Parameter items: number, line row, whether the number is a DID, when the row is active.
  init(_ items: [(number: PhoneNumber, row: Int, isDID: Bool, period: DateRange)]) {
    var sorted = items.map { Entry(key: $0.number.bits, row: UInt32($0.row), isDID: $0.isDID, period: $0.period) }
    sorted.sort {
      if $0.key != $1.key { return $0.key < $1.key }
      if $0.isDID != $1.isDID { return $1.isDID }
      return $0.row < $1.row
    }
    firsts = IntegerTable(capacity: sorted.count)
    for (index, entry) in sorted.enumerated() where index == 0 || sorted[index - 1].key != entry.key {
      firsts.insert(entry.key, index)
    }
    entries = sorted
  }

  /// The row that has `number` on `date`, a line's own number before a DID.
  package func find(_ number: PhoneNumber, on date: CivilDate) -> (row: Int, isDID: Bool)? {
    guard var index = firsts.find(number.bits) else { return nil }
    while index < entries.count, entries[index].key == number.bits {
      if entries[index].period.contains(date) { return (Int(entries[index].row), entries[index].isDID) }
      index += 1
    }
    return nil
  }
}
