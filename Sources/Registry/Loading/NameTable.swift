/// Finds names by their bytes: an open-addressing table with linear probing, of ranges of one file's bytes.
///
/// A registry has a name for each of a million lines; the standard dictionary would take a String and a keyed hash
/// for each. The hash here is not keyed: the files are the provider's own.
struct NameTable: Sendable {
  /// Every name once, in order of first appearance.
  private(set) var names: [FieldRange] = []

  /// A power of two of them, at most half in use.
  private var slots: [Slot]

  /// A name of up to 8 bytes is held here as a whole, so that looking it up touches no other memory.
  private struct Slot {
    var key: Key
    /// 1 + the name's index, 0 in an empty slot.
    var position: UInt32

    static let empty = Slot(key: Key(word: 0, count: 0), position: 0)
  }

  /// What tells names apart without their bytes: the bytes themselves up to 8 of them, else a hash.
  private struct Key: Equatable {
    var word: UInt64
    var count: UInt32

    static let exactCount = 8
    var isExact: Bool { count <= Self.exactCount }

    /// The finalizer of MurmurHash3.
    var hash: Int {
      var hash = word ^ UInt64(count) << 56
      hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
      hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
      return Int(truncatingIfNeeded: hash >> 32)
    }
  }

  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: .empty, count: size)
    names.reserveCapacity(capacity)
  }

  /// The index of the name at `field`, which is added if it is new. Constant time on average.
  ///
  /// - Parameter bytes: the file's bytes, the same at each call.
  mutating func insert(_ field: FieldRange, in bytes: [UInt8]) -> (index: Int, isNew: Bool) {
    if (names.count + 1) * 2 > slots.count { grow() }
    let key = Self.key(bytes, field)
    let slot = slot(of: key, field, in: bytes, namesIn: bytes)
    if slots[slot].position != 0 { return (Int(slots[slot].position) - 1, false) }
    names.append(field)
    slots[slot] = Slot(key: key, position: UInt32(truncatingIfNeeded: names.count))
    return (names.count - 1, true)
  }

  /// The index of the name that equals `field` of `otherBytes`. Constant time on average.
  ///
  /// - Parameter bytes: the bytes that `insert` was given.
  func find(_ field: FieldRange, of otherBytes: [UInt8], in bytes: [UInt8]) -> Int? {
    let slot = slot(of: Self.key(otherBytes, field), field, in: otherBytes, namesIn: bytes)
    return slots[slot].position == 0 ? nil : Int(slots[slot].position) - 1
  }

  /// The slot that has the name, or the empty one where it would be.
  private func slot(of key: Key, _ field: FieldRange, in otherBytes: [UInt8], namesIn bytes: [UInt8]) -> Int {
    let mask = slots.count - 1
    var slot = key.hash & mask
    while slots[slot].position != 0 {
      if slots[slot].key == key {
        let name = names[Int(slots[slot].position) - 1]
        if key.isExact || Self.areEqual(bytes, name.indices, otherBytes, field.indices) { break }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .empty, count: old.count * 2)
    for entry in old where entry.position != 0 {
      var slot = entry.key.hash & (slots.count - 1)
      while slots[slot].position != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  private static func key(_ bytes: [UInt8], _ field: FieldRange) -> Key {
    var word: UInt64 = 0
    if field.count <= Key.exactCount {
      for index in field.indices { word = word << 8 | UInt64(bytes[index]) }
    } else {
      // FNV-1a.
      word = 0xCBF2_9CE4_8422_2325
      for index in field.indices { word = (word ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    }
    return Key(word: word, count: field.count)
  }

  private static func areEqual(_ left: [UInt8], _ leftRange: Range<Int>, _ right: [UInt8], _ rightRange: Range<Int>)
    -> Bool
  {
    guard leftRange.count == rightRange.count else { return false }
    let distance = rightRange.lowerBound - leftRange.lowerBound
    for index in leftRange where left[index] != right[index + distance] { return false }
    return true
  }
}
