/// Finds names by their bytes: an open-addressing table with linear probing, of ranges of one file's bytes.
///
/// A registry has a name for each of a million lines; the standard dictionary would take a String and a keyed hash
/// for each. The hash here is not keyed: the files are the provider's own.
struct NameTable: Sendable {
  /// Every name once, in order of first appearance.
  private(set) var names: [FieldRange] = []

  /// Upper half: the name's hash; lower half: 1 + its index, 0 in an empty slot. A power of two of them, at most
  /// half in use.
  private var slots: [UInt64]
  private var mask: Int

  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    names.reserveCapacity(capacity)
  }

  /// The index of the name at `field`, which is added if it is new. Constant time on average.
  ///
  /// - Parameter bytes: the file's bytes, the same at each call.
  mutating func insert(_ field: FieldRange, in bytes: [UInt8]) -> (index: Int, isNew: Bool) {
    if (names.count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(bytes, field.indices)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash, Self.areEqual(bytes, names[index].indices, bytes, field.indices) {
        return (index, false)
      }
      slot = (slot + 1) & mask
    }
    names.append(field)
    slots[slot] = hash << 32 | UInt64(names.count)
    return (names.count - 1, true)
  }

  /// The index of the name that equals `field` of `otherBytes`. Constant time on average.
  ///
  /// - Parameter bytes: the bytes that `insert` was given.
  func find(_ field: FieldRange, of otherBytes: [UInt8], in bytes: [UInt8]) -> Int? {
    let hash = Self.hash(otherBytes, field.indices)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash, Self.areEqual(bytes, names[index].indices, otherBytes, field.indices) {
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  /// FNV-1a, its bits mixed at the end (the finalizer of MurmurHash3); the lower 32 bits.
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return hash >> 32
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
