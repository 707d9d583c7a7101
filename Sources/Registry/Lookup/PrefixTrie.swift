import CallModel

/// Longest-prefix look-up over digits: a trie whose nodes are eleven words in one array.
package struct PrefixTrie: Sendable {
  /// Ten children, then the value plus one; 0 is none.
  private static let width = 11
  private let cells: FixedTable<UInt32>

  /// - Parameter prefixes: in this order: a later one replaces an equal one before it.
  init(_ prefixes: [(prefix: PhoneNumber, value: Int)], in storage: TableStorage) {
    var cells = [UInt32](repeating: 0, count: Self.width)
    cells.reserveCapacity((prefixes.count * 2 + 1) * Self.width)
    for (prefix, value) in prefixes { Self.insert(prefix, value, &cells) }
    self.cells = storage.fixed(cells)
  }

  private static func insert(_ prefix: PhoneNumber, _ value: Int, _ cells: inout [UInt32]) {
    var node = 0
    var divisor = PhoneNumber.powerOfTen(max(0, prefix.digitCount - 1))
    for _ in 0..<prefix.digitCount {
      let cell = node + Int(prefix.value / divisor % 10)
      if cells[cell] == 0 {
        cells[cell] = UInt32(cells.count)
        cells.append(contentsOf: repeatElement(0, count: Self.width))
      }
      node = Int(cells[cell])
      divisor = max(1, divisor / 10)
    }
    cells[node + Self.width - 1] = UInt32(value + 1)
  }

  /// The value of the longest prefix of `number`, and that prefix's length. O(digits).
  package func find(_ number: PhoneNumber) -> (value: Int, digitCount: Int)? {
    var node = 0
    var best: (value: Int, digitCount: Int)?
    var remaining = number.digitCount
    var divisor = PhoneNumber.powerOfTen(max(0, remaining - 1))
    var value = number.value
    while true {
      let stored = cells[node + Self.width - 1]
      if stored != 0 { best = (Int(stored) - 1, number.digitCount - remaining) }
      if remaining == 0 { return best }
      let digit = value / divisor
      value -= digit * divisor
      divisor /= 10
      remaining -= 1
      let child = cells[node + Int(digit)]
      if child == 0 { return best }
      node = Int(child)
    }
  }
}
