/// Bytes being formatted, reused from block to block: no `String` is made per row.
struct ByteBuffer {
  private(set) var bytes: [UInt8] = []

  /// Formatted bytes go to the file once there are so many: large enough for few system calls, small enough for a cache.
  static let blockSizeBytes = 256 * 1024
  /// No row that is generated is longer.
  private static let longestRowBytes = 512

  init() {
    bytes.reserveCapacity(Self.blockSizeBytes + Self.longestRowBytes)
  }

  var isFull: Bool { bytes.count >= Self.blockSizeBytes }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  @inline(__always)
  mutating func append(_ text: [UInt8]) {
    bytes.append(contentsOf: text)
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// `value` in decimal with at least `width` digits, 0 to 20, leading zeros as needed.
  @inline(__always)
  mutating func append(decimal value: UInt64, width: Int = 1) {
    var digits = width
    var bound = Self.powersOfTen[min(digits, 19)]
    while digits < 19, value >= bound {
      digits += 1
      bound = Self.powersOfTen[digits]
    }
    let end = bytes.count + digits
    for _ in 0..<digits { bytes.append(0x30) }
    var rest = value
    var index = end
    for _ in 0..<digits {
      index -= 1
      bytes[index] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  mutating func append(decimal value: Int, width: Int = 1) {
    append(decimal: UInt64(value), width: width)
  }

  /// Two digits: 0 to 99.
  @inline(__always)
  mutating func append(pair value: Int) {
    bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value / 10))
    bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
  }

  /// 8 hexadecimal digits.
  @inline(__always)
  mutating func append(hexadecimal value: UInt32) {
    var shift: UInt32 = 32
    while shift > 0 {
      shift &-= 4
      let digit = UInt8(truncatingIfNeeded: (value >> shift) & 15)
      bytes.append(digit < 10 ? 0x30 &+ digit : 0x57 &+ digit)
    }
  }

  /// 10 to the powers 0-19.
  private static let powersOfTen: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { product, _ in product * 10 }
  }
}
