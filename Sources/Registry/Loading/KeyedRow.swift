/// A row of a table under a key by which rows are brought together.
struct KeyedRow: Sendable {
  var key: UInt64
  var row: UInt32

  init(key: UInt64, row: Int) {
    self.key = key
    self.row = UInt32(truncatingIfNeeded: row)
  }
}

extension [KeyedRow] {
  /// Sorts by key; rows of one key keep their order. Linear: a radix sort from the lowest digit, which leaves out the
  /// digits that are the same in every key.
  mutating func sortByKey() {
    if isInOrder { return }
    var union: UInt64 = 0
    var common = UInt64.max
    for element in self {
      union |= element.key
      common &= element.key
    }
    let varying = union & ~common
    var buffer = self
    for shift in stride(from: 0, to: UInt64.bitWidth, by: Self.digitBits) where varying >> shift & Self.digitMask != 0 {
      Self.scatter(self, by: shift, into: &buffer)
      swap(&self, &buffer)
    }
  }

  /// Calls `body` with the rows of each key that several rows have. The array must be in order of key.
  func forEachRepeatedKey(_ body: (ArraySlice<KeyedRow>) -> Void) {
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, self[end].key == self[start].key { end += 1 }
      if end - start > 1 { body(self[start..<end]) }
      start = end
    }
  }

  /// 2048 counters stay in the first-level cache.
  private static let digitBits = 11
  private static let digitMask: UInt64 = 1 << digitBits - 1

  private var isInOrder: Bool {
    for index in indices.dropFirst() where self[index - 1].key > self[index].key { return false }
    return true
  }

  private static func scatter(_ source: [KeyedRow], by shift: Int, into target: inout [KeyedRow]) {
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for element in source { starts[Int(element.key >> shift & digitMask)] += 1 }
    var start = 0
    for digit in starts.indices {
      let count = starts[digit]
      starts[digit] = start
      start += count
    }
    for element in source {
      let digit = Int(element.key >> shift & digitMask)
      target[starts[digit]] = element
      starts[digit] += 1
    }
  }
}
