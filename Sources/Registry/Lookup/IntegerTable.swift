/// Whole numbers looked up by whole numbers: open addressing, filled once.
package struct IntegerTable: Sendable {
  private struct Slot: BitwiseCopyable {
    /// 0 is a free slot.
    var key: UInt64 = 0
    var value: UInt32 = 0
  }

  /// The size is a power of two, at most half full.
  private let slots: FixedTable<Slot>
  private let mask: Int

  /// - Parameter items: keys, none of them 0, and their values.
  init(_ items: [(key: UInt64, value: Int)], in storage: TableStorage) {
    var size = 16
    while size < items.count * 2 { size *= 2 }
    var slots = [Slot](repeating: Slot(), count: size)
    for (key, value) in items {
      precondition(key != 0)
      var slot = Self.slot(key, size - 1)
      while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & (size - 1) }
      slots[slot] = Slot(key: key, value: UInt32(value))
    }
    self.slots = storage.fixed(slots)
    mask = size - 1
  }

  /// Has what `find` will look at brought near.
  @inline(__always)
  func prefetch(_ key: UInt64) {
    slots.prefetch(Self.slot(key, mask))
  }

  /// The value of `key`, or nil; key 0 has none.
  package func find(_ key: UInt64) -> Int? {
    var slot = Self.slot(key, mask)
    while true {
      let stored = slots[slot]
      if stored.key == 0 { return nil }
      if stored.key == key { return Int(stored.value) }
      slot = (slot + 1) & mask
    }
  }

  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
  }
}
