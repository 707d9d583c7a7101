/// Whole numbers looked up by whole numbers: open addressing, filled once.
package struct IntegerTable: Sendable {
  /// 0 is a free slot. The size is a power of two, at most half full.
  private var keys: [UInt64]
  private var values: [UInt32]

  /// - Parameter capacity: how many keys will be inserted at most.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt32](repeating: 0, count: size)
  }

  /// Sets the value of `key`, which must not be 0.
  mutating func insert(_ key: UInt64, _ value: Int) {
    precondition(key != 0)
    var slot = slot(key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    values[slot] = UInt32(value)
  }

  /// The value of `key`, or nil; key 0 has none.
  package func find(_ key: UInt64) -> Int? {
    var slot = slot(key)
    while true {
      let stored = keys[slot]
      if stored == 0 { return nil }
      if stored == key { return Int(values[slot]) }
      slot = (slot + 1) & (keys.count - 1)
    }
  }

  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & (keys.count - 1)
  }
}
