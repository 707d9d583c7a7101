import CallModel

/// Longest-prefix look-up over digits: a trie whose nodes are ten cells in one array.
///
/// A cell holds what its digit leads to: the value of the prefix that ends there and the node of longer ones. So prefixes
/// that nothing continues, which are most, have no node, and a step reads one cell: the table is a quarter of what a node
/// for each prefix would take, and fits the cache.
package struct PrefixTrie: Sendable {
  private struct Cell: BitwiseCopyable {
    /// The first cell of the next node; 0: no longer prefix begins so.
    var node: UInt32 = 0
    /// The value plus one; 0: no prefix ends here.
    var value: UInt32 = 0
  }

  private static let width = 10
  private let cells: FixedTable<Cell>
  /// Of the prefix with no digit, plus one.
  private let emptyValue: UInt32

  /// - Parameter prefixes: in this order: a later one replaces an equal one before it.
  init(_ prefixes: [(prefix: PhoneNumber, value: Int)], in storage: TableStorage) {
    var cells = [Cell](repeating: Cell(), count: Self.width)
    var emptyValue: UInt32 = 0
    for (prefix, value) in prefixes {
      if prefix.digitCount == 0 {
        emptyValue = UInt32(value + 1)
      } else {
        Self.insert(prefix, value, &cells)
      }
    }
    self.cells = storage.fixed(cells)
    self.emptyValue = emptyValue
  }

  private static func insert(_ prefix: PhoneNumber, _ value: Int, _ cells: inout [Cell]) {
    var digits = Digits(prefix)
    var cell = digits.next()
    while digits.left > 0 {
      if cells[cell].node == 0 {
        cells[cell].node = UInt32(cells.count)
        cells.append(contentsOf: repeatElement(Cell(), count: width))
      }
      cell = Int(cells[cell].node) + digits.next()
    }
    cells[cell].value = UInt32(value + 1)
  }

  /// The value of the longest prefix of `number`, and that prefix's length. O(digits).
  package func find(_ number: PhoneNumber) -> (value: Int, digitCount: Int)? {
    var bestValue = emptyValue
    var bestCount = 0
    var node = 0
    var digits = Digits(number)
    while digits.left > 0 {
      let cell = cells[node + digits.next()]
      if cell.value != 0 {
        bestValue = cell.value
        bestCount = number.digitCount - digits.left
      }
      if cell.node == 0 { break }
      node = Int(cell.node)
    }
    return bestValue == 0 ? nil : (Int(bestValue) - 1, bestCount)
  }

  /// The digits of a number from the first on, without a division by what is not a constant.
  private struct Digits {
    /// Digits that were not given yet.
    private(set) var left: Int
    /// The rest, so scaled that its first digit is the 17th from the right.
    private var rest: UInt64

    @inline(__always)
    init(_ number: PhoneNumber) {
      left = number.digitCount
      rest = number.value * PhoneNumber.powerOfTen(PhoneNumber.maximumDigits - number.digitCount)
    }

    /// Only while `left` is above 0.
    @inline(__always)
    mutating func next() -> Int {
      let scale = PhoneNumber.powerOfTen(PhoneNumber.maximumDigits - 1)
      let digit = rest / scale
      rest = (rest - digit * scale) * 10
      left -= 1
      return Int(truncatingIfNeeded: digit)
    }
  }
}
