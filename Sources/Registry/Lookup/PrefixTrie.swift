import CallModel

/// Longest-prefix look-up over digits: a trie whose nodes are ten cells in one array.
///
/// A cell holds what its digit leads to: the value of the prefix that ends there and the node of longer ones. So prefixes
/// that nothing continues, which are most, have no node, and a step reads one cell: the table is a quarter of what a node
/// for each prefix would take, and fits the cache. `value(of:)` begins behind the first digits of a number, at a table of
/// all of them.
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
  /// By the value of a number's first digits: the node behind them, and the value of the longest prefix among them.
  private let roots: FixedTable<Cell>
  private let rootDigits: Int

  /// 80 KiB, made at once; a registry of many prefixes takes 8 MB, of which calls use few lines.
  private static let usualRootDigits = 4
  private static let largeRootDigits = 6
  private static let largeCount = 4_096

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
    rootDigits = prefixes.count < Self.largeCount ? Self.usualRootDigits : Self.largeRootDigits
    roots = storage.fixed(Self.roots(rootDigits, cells, emptyValue))
    self.cells = storage.fixed(cells)
    self.emptyValue = emptyValue
  }

  private static func roots(_ digitCount: Int, _ cells: [Cell], _ emptyValue: UInt32) -> [Cell] {
    let count = Int(PhoneNumber.powerOfTen(digitCount))
    var roots = [Cell](repeating: Cell(node: 0, value: emptyValue), count: count)
    /// Fills what begins at `first`, `width` roots for each digit of `node`.
    func fill(_ first: Int, _ width: Int, node: Int, best: UInt32) {
      for digit in 0..<Self.width {
        let cell = cells[node + digit]
        let value = cell.value == 0 ? best : cell.value
        let start = first + digit * width
        if width == 1 {
          roots[start] = Cell(node: cell.node, value: value)
        } else if cell.node != 0 {
          fill(start, width / Self.width, node: Int(cell.node), best: value)
        } else if value != emptyValue {
          for root in start..<(start + width) { roots[root].value = value }
        }
      }
    }
    fill(0, count / width, node: 0, best: emptyValue)
    return roots
  }

  /// Has what `value(of:)` will look at first brought near.
  @inline(__always)
  func prefetch(_ number: PhoneNumber) {
    if number.digitCount >= rootDigits { roots.prefetch(split(number).root) }
  }

  /// The same for what it will look at next, once the first is there.
  @inline(__always)
  func prefetchNode(_ number: PhoneNumber) {
    guard number.digitCount > rootDigits else { return }
    let (root, tail) = split(number)
    let node = roots[root].node
    if node == 0 { return }
    var digits = Digits(tail, count: number.digitCount - rootDigits)
    cells.prefetch(Int(node) + digits.next())
  }

  /// The value of the first `rootDigits`, and of those behind them: by constants where the number has a usual length.
  @inline(__always)
  private func split(_ number: PhoneNumber) -> (root: Int, tail: UInt64) {
    @inline(__always) func cut(_ power: UInt64) -> (root: Int, tail: UInt64) {
      let root = number.value / power
      return (Int(truncatingIfNeeded: root), number.value &- root &* power)
    }
    switch number.digitCount - rootDigits {
    case 6: return cut(1_000_000)
    case 7: return cut(10_000_000)
    case 8: return cut(100_000_000)
    case 9: return cut(1_000_000_000)
    case let left: return cut(PhoneNumber.powerOfTen(left))
    }
  }

  /// The value of the longest prefix of `number`: `find` without the prefix's length, in fewer steps.
  package func value(of number: PhoneNumber) -> Int? {
    if number.digitCount < rootDigits { return find(number)?.value }
    let (root, tail) = split(number)
    var cell = roots[root]
    var best = cell.value
    if cell.node != 0 {
      var digits = Digits(tail, count: number.digitCount - rootDigits)
      while cell.node != 0, digits.left > 0 {
        cell = cells[Int(cell.node) + digits.next()]
        if cell.value != 0 { best = cell.value }
      }
    }
    return best == 0 ? nil : Int(best) - 1
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

    /// The digits of a value of `count`.
    @inline(__always)
    init(_ value: UInt64, count: Int) {
      left = count
      rest = value * PhoneNumber.powerOfTen(PhoneNumber.maximumDigits - count)
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
