import Glibc

/// Bytes that grow, with no count of references: what each value of each row passes through must not keep one.
struct ByteStore {
  private var start: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    start = .allocate(byteCount: capacity, alignment: 16)
    self.capacity = capacity
  }

  func deallocate() { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  mutating func removeAll() { count = 0 }

  // SAFETY of all below: `reserve` makes room for what is then written.

  @inline(__always)
  private mutating func reserve(_ extra: Int) {
    if count + extra > capacity { grow(extra) }
  }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    capacity = max(capacity * 2, count + extra)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    grown.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = grown
  }

  /// A text in the form `PLAIN`, four bytes of length before it.
  @inline(__always)
  mutating func append(text: UnsafeBufferPointer<UInt8>) {
    reserve(4 + text.count)
    (start + count).storeBytes(of: UInt32(text.count).littleEndian, as: UInt32.self)
    if let address = text.baseAddress { memcpy(start + count + 4, address, text.count) }
    count += 4 + text.count
  }

  /// - Parameter width: 4 or 8 bytes.
  @inline(__always)
  mutating func append(_ value: Int64, width: Int) {
    reserve(8)
    // What is beyond the width is written over.
    (start + count).storeBytes(of: value.littleEndian, as: Int64.self)
    count += width
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let address = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(start + count, address, bytes.count)
    count += bytes.count
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    (start + count).storeBytes(of: byte, as: UInt8.self)
    count += 1
  }

  /// Seven bits a byte, the lowest first.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Numbers of a few bits, packed: one run of groups of eight.
  mutating func append(packed numbers: UnsafeBufferPointer<UInt32>, width: Int) {
    if numbers.isEmpty { return }
    let groups = (numbers.count + 7) / 8
    append(varint: UInt64(groups) << 1 | 1)
    reserve(groups * width + 8)
    let end = count + groups * width
    var word: UInt64 = 0
    var bits = 0
    for number in numbers {
      word |= UInt64(number) << UInt64(bits)
      bits += width
      if bits >= 32 {
        (start + count).storeBytes(of: UInt32(truncatingIfNeeded: word).littleEndian, as: UInt32.self)
        count += 4
        word >>= 32
        bits -= 32
      }
    }
    while count < end {
      (start + count).storeBytes(of: UInt8(truncatingIfNeeded: word), as: UInt8.self)
      count += 1
      word >>= 8
    }
  }
}
