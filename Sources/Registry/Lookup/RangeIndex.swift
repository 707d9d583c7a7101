import CallModel

/// Which line rows have a range that holds a number: an interval tree laid out in an array.
///
/// Sorted by first number; `furthest` of a node is the greatest last number in its subtree, so whole subtrees that end
/// too early are passed over: O(log n + hits) a look-up.
package struct RangeIndex: Sendable {
  private struct Node: BitwiseCopyable {
    var first: UInt64
    var last: UInt64
    var furthest: UInt64
    var row: UInt32
    var firstDay: CivilDate
    var lastDay: CivilDate
  }

  private let nodes: FixedTable<Node>
  /// Whether no two rows share a number, at any time: then at most one node can hold it.
  private let isDisjoint: Bool

  package var isEmpty: Bool { nodes.count == 0 }

  init(_ items: [(range: ClosedRange<UInt64>, row: Int, period: DateRange)], in storage: TableStorage) {
    var nodes = items.map {
      Node(
        first: $0.range.lowerBound, last: $0.range.upperBound, furthest: 0, row: UInt32($0.row),
        firstDay: $0.period.first, lastDay: $0.period.last)
    }
    nodes.sort { ($0.first, $0.last, $0.row) < ($1.first, $1.last, $1.row) }
    _ = Self.fillFurthest(0..<nodes.count, &nodes)
    isDisjoint = nodes.indices.dropFirst().allSatisfy { nodes[$0 - 1].last < nodes[$0].first }
    self.nodes = storage.fixed(nodes)
  }

  private static func fillFurthest(_ range: Range<Int>, _ nodes: inout [Node]) -> UInt64 {
    guard !range.isEmpty else { return 0 }
    let middle = (range.lowerBound + range.upperBound) / 2
    let left = fillFurthest(range.lowerBound..<middle, &nodes)
    let right = fillFurthest((middle + 1)..<range.upperBound, &nodes)
    nodes[middle].furthest = max(nodes[middle].last, left, right)
    return nodes[middle].furthest
  }

  /// The row with the narrowest range that holds `number` and is active on `date`.
  ///
  /// Ranges are of one length at both ends, so comparing values compares numbers of that length only.
  package func find(_ number: PhoneNumber, on date: CivilDate) -> Int? {
    guard !isEmpty else { return nil }
    if isDisjoint { return findAlone(number.value, date) }
    var best: Node?
    search(0..<nodes.count, number.value, date, &best)
    return best.map { Int($0.row) }
  }

  /// `find` where ranges share no number: one way down the array.
  private func findAlone(_ number: UInt64, _ date: CivilDate) -> Int? {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].first <= number { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let node = nodes[low - 1]
    return node.last >= number && node.firstDay <= date && date <= node.lastDay ? Int(node.row) : nil
  }

  private func search(_ range: Range<Int>, _ number: UInt64, _ date: CivilDate, _ best: inout Node?) {
    guard !range.isEmpty else { return }
    let middle = (range.lowerBound + range.upperBound) / 2
    let node = nodes[middle]
    guard node.furthest >= number else { return }
    search(range.lowerBound..<middle, number, date, &best)
    guard node.first <= number else { return }
    if node.last >= number, node.firstDay <= date, date <= node.lastDay, isNarrower(node, than: best) { best = node }
    search((middle + 1)..<range.upperBound, number, date, &best)
  }

  private func isNarrower(_ node: Node, than best: Node?) -> Bool {
    guard let best else { return true }
    return node.last - node.first < best.last - best.first
  }
}
