import Output
import Glibc

/// The different values of a chunk, in the order in which they come, and which each row has.
struct ValueDictionary {
  /// In the form `PLAIN`.
  let values = TextBuffer(capacity: 1 << 12)
  private(set) var count = 0
  private var indices: [UInt32] = []

  /// Where the values begin, and how many bytes each has, its length with it.
  private var places: [(offset: Int, bytes: Int)] = []
  /// Of each hash 1 + the index of a value, 0 where there is none.
  private var slots = [UInt32](repeating: 0, count: 1 << 16)

  /// - Returns: nil if there are too many different values, or hardly fewer than rows.
  init?(_ plain: TextBuffer, count rows: Int, width: Int?) {
    indices.reserveCapacity(rows)
    let bytes = plain.bytes
    var at = 0
    // Rows of one line follow each other: most values are that of the row before.
    var last: (value: UnsafeRawBufferPointer, index: UInt32)?
    for _ in 0..<rows {
      // SAFETY: a value's bytes lie in `bytes`: the chunk wrote them there, a text behind its length.
      let size = width ?? 4 + Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
      let value = UnsafeRawBufferPointer(rebasing: bytes[at..<(at + size)])
      at += size
      if let last, Self.equal(last.value, value) {
        indices.append(last.index)
        continue
      }
      guard let index = index(of: value) else { return nil }
      indices.append(index)
      last = (value, index)
    }
    if rows > 0, count * 2 > rows { return nil }
  }

  private static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    // SAFETY: both have as many bytes.
    return memcmp(a, b, left.count) == 0
  }

  private mutating func index(of value: UnsafeRawBufferPointer) -> UInt32? {
    var slot = Self.hash(value) & (slots.count - 1)
    while slots[slot] != 0 {
      let known = slots[slot] - 1
      let place = places[Int(known)]
      let stored = UnsafeRawBufferPointer(rebasing: values.bytes[place.offset..<(place.offset + place.bytes)])
      if Self.equal(stored, value) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard count < ColumnChunk.maximumDictionary else { return nil }
    places.append((values.count, value.count))
    values.append(value)
    count += 1
    slots[slot] = UInt32(count)
    return UInt32(count - 1)
  }

  /// FNV-1a over words, finished as MurmurHash3 does.
  private static func hash(_ value: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var at = 0
    while at + 8 <= value.count {
      // SAFETY: the eight bytes lie in the value.
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

  /// The width of an index, then the indices.
  func appendIndices(to data: TextBuffer) {
    let width = max(1, UInt32.bitWidth - UInt32(max(0, count - 1)).leadingZeroBitCount)
    data.append(UInt8(width))
    BitPacking.append(indices, width: width, to: data)
  }
}

/// Numbers of a few bits, packed: one run of groups of eight.
enum BitPacking {
  static func append(_ numbers: [UInt32], width: Int, to buffer: TextBuffer) {
    if numbers.isEmpty { return }
    let groups = (numbers.count + 7) / 8
    buffer.append(varint: UInt64(groups) << 1 | 1)
    buffer.reserve(groups * width)
    var word: UInt64 = 0
    var bits = 0
    func put(_ number: UInt32) {
      word |= UInt64(number) << UInt64(bits)
      bits += width
      while bits >= 8 {
        buffer.appendReserved(UInt8(truncatingIfNeeded: word))
        word >>= 8
        bits -= 8
      }
    }
    for number in numbers { put(number) }
    for _ in numbers.count..<(groups * 8) { put(0) }
  }
}
