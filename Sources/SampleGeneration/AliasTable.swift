/// Draws an index with a probability in proportion to its weight, in constant time (Walker's alias method).
struct AliasTable: Sendable {
  /// Below it the draw stays; in 2^-32. Then comes the index it goes to otherwise.
  private var cells: [(threshold: UInt32, alias: UInt32)]

  /// - Parameter weights: at least one; at least one above 0. Linear in their count.
  init(weights: [UInt32]) {
    let count = UInt64(weights.count)
    let total = weights.reduce(UInt64(0)) { $0 + UInt64($1) }
    precondition(total > 0, "an alias table needs a weight above 0")
    // Scaled so that the mean weight is `total`.
    var scaled = weights.map { UInt64($0) * count }
    var small: [Int] = []
    var large: [Int] = []
    for index in scaled.indices {
      if scaled[index] < total { small.append(index) } else { large.append(index) }
    }
    cells = weights.indices.map { (threshold: UInt32.max, alias: UInt32($0)) }
    while let less = small.popLast(), let more = large.last {
      let share = total.dividingFullWidth((scaled[less] >> 32, scaled[less] << 32)).quotient
      cells[less] = (threshold: UInt32(truncatingIfNeeded: share), alias: UInt32(more))
      scaled[more] -= total - scaled[less]
      if scaled[more] < total {
        large.removeLast()
        small.append(more)
      }
    }
  }

  @inline(__always)
  func sample(_ random: inout SplitMix64) -> Int {
    let bits = random.next()
    let index = Int(truncatingIfNeeded: ((bits >> 32) &* UInt64(truncatingIfNeeded: cells.count)) >> 32)
    let cell = cells[index]
    return UInt32(truncatingIfNeeded: bits) < cell.threshold ? index : Int(cell.alias)
  }
}
