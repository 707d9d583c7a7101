import Glibc

/// The different values of a chunk, in the order in which they come, and which each row has.
struct ValueDictionary {
  /// In the form `PLAIN`.
  private(set) var values = ByteStore(capacity: 1 << 12)
  private(set) var count = 0
  /// Values that were noted, one for each row that has one.
  private(set) var rows = 0

  /// Bytes of a value; nil: each has its own number.
  private let width: Int?
  private let indices: UnsafeMutablePointer<UInt32>
  /// Where the values begin, and behind the last one their end.
  private let places: UnsafeMutablePointer<Int>
  /// Of each hash 1 + the index of a value, 0 where there is none.
  private let slots: UnsafeMutablePointer<UInt32>
  /// That of the row before.
  private var last = 0

  private static let slotCount = 1 << 16

  /// - Parameter capacity: most rows.
  init(width: Int?, capacity: Int) {
    self.width = width
    indices = .allocate(capacity: capacity)
    places = .allocate(capacity: ColumnChunk.maximumDictionary + 1)
    places[0] = 0
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: 0, count: Self.slotCount)
  }

  func deallocate() {
    values.deallocate()
    indices.deallocate()
    places.deallocate()
    slots.deallocate()
  }

  mutating func removeAll() {
    if count > 0 { slots.update(repeating: 0, count: Self.slotCount) }
    values.removeAll()
    count = 0
    rows = 0
  }

  // SAFETY of all below: there are no more rows than `indices` has room for, and no more values than `places` has; a
  // value's bytes lie in `values` from its place to the next.

  @inline(__always)
  private mutating func note(_ index: Int) {
    indices[rows] = UInt32(truncatingIfNeeded: index)
    rows += 1
    last = index
  }

  /// Notes the value of the row before once more; there is one.
  @inline(__always)
  mutating func noteLast() { note(last) }

  @inline(__always)
  private func isText(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let place = places[index] + 4
    guard places[index + 1] - place == text.count else { return false }
    guard let address = text.baseAddress, let stored = values.bytes.baseAddress else { return true }
    return memcmp(stored + place, address, text.count) == 0
  }

  /// Notes the text if it is that of the row before: rows of one line follow each other.
  @inline(__always)
  mutating func noteIfLast(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard rows > 0, isText(text, at: last) else { return false }
    note(last)
    return true
  }

  /// - Returns: false, and nothing is noted, if there are too many different values.
  mutating func note(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var slot = Self.hash(text) & (Self.slotCount - 1)
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if isText(text, at: known) {
        note(known)
        return true
      }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    guard count < ColumnChunk.maximumDictionary else { return false }
    values.append(text: text)
    add(slot)
    return true
  }

  /// - Returns: false, and nothing is noted, if there are too many different values.
  @inline(__always)
  mutating func note(_ value: Int64, width: Int) -> Bool {
    let mixed = UInt64(bitPattern: value) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 48)
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if number(known, width: width) == value {
        note(known)
        return true
      }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    guard count < ColumnChunk.maximumDictionary else { return false }
    values.append(value, width: width)
    add(slot)
    return true
  }

  @inline(__always)
  private func number(_ index: Int, width: Int) -> Int64 {
    let bytes = values.bytes
    return width == 8
      ? Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: Int64.self))
      : Int64(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: Int32.self)))
  }

  private mutating func add(_ slot: Int) {
    count += 1
    places[count] = values.count
    slots[slot] = UInt32(count)
    note(count - 1)
  }

  /// FNV-1a over words, finished as MurmurHash3 does.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let value = UnsafeRawBufferPointer(text)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var at = 0
    while at + 8 <= value.count {
      hash = (hash ^ value.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x100_0000_01B3
      hash ^= hash >> 29
      at += 8
    }
    while at < value.count {
      hash = (hash ^ UInt64(value[at])) &* 0x100_0000_01B3
      at += 1
    }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: (hash ^ hash >> 33) & 0x7FFF_FFFF)
  }

  /// The values row by row, in the form `PLAIN`.
  func appendRows(to plain: inout ByteStore) {
    for row in 0..<rows {
      let index = Int(indices[row])
      plain.append(UnsafeRawBufferPointer(rebasing: values.bytes[places[index]..<places[index + 1]]))
    }
  }

  /// The width of an index, then the indices.
  func appendIndices(to data: inout ByteStore) {
    let width = max(1, UInt32.bitWidth - UInt32(max(0, count - 1)).leadingZeroBitCount)
    data.append(UInt8(width))
    data.append(packed: UnsafeBufferPointer(start: indices, count: rows), width: width)
  }
}
