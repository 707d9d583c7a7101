import CallModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the next byte of a row goes: the hot form of `TextBuffer.append`, with the position in a register.
///
/// SAFETY of all below: `TextBuffer.write(_:_:)` makes room for as many bytes as its caller says the row can have and
/// `slackBytes` more, and every caller adds up what its cells can be at most.
struct TextCursor {
  var position: UnsafeMutablePointer<UInt8>

  /// "0.000000", the first byte lowest.
  private static let zeroAmount: UInt64 = 0x3030_3030_3030_2E30

  /// "00" to "99", one after the other.
  private static let digitPairs: StaticString = """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    position.pointee = byte
    position += 1
  }

  @inline(__always)
  mutating func put(_ source: UnsafePointer<UInt8>, _ count: Int) {
    memcpy(position, source, count)
    position += count
  }

  @inline(__always)
  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { put(start, $0.count) } }
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    put(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// `DD/MM/YYYY`, as a Brazilian bill writes it.
  mutating func put(brazilian date: CivilDate) {
    let (year, month, day) = date.components
    put(twoDigits: day)
    put(UInt8(ascii: "/"))
    put(twoDigits: month)
    put(UInt8(ascii: "/"))
    put(digits: UInt64(year), count: 4)
  }

  /// `value`, 0 to 99, with two digits.
  @inline(__always)
  mutating func put(twoDigits value: Int) {
    let pair = Self.digitPairs.utf8Start + value * 2
    position[0] = pair[0]
    position[1] = pair[1]
    position += 2
  }

  /// The lowest `count` bytes of `word`, the lowest first, at most 8. Eight are written: the others are garbage, which the
  /// row's next cells overwrite (`slackBytes`).
  @inline(__always)
  mutating func put(word: UInt64, count: Int) {
    UnsafeMutableRawPointer(position).storeBytes(of: word.littleEndian, as: UInt64.self)
    position += count
  }

  /// Two bytes, the lower first.
  @inline(__always)
  mutating func put(pair: UInt16) {
    UnsafeMutableRawPointer(position).storeBytes(of: pair.littleEndian, as: UInt16.self)
    position += 2
  }

  /// `value`, below 10 to the power of `count`, with exactly `count` digits, 1 to 20, zeros in front.
  @inline(__always)
  mutating func put(digits value: UInt64, count: Int) {
    if count <= 8 { return putUpToEight(value, count) }
    let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
    if count <= 16 {
      putUpToEight(high, count - 8)
    } else {
      let (top, middle) = high.quotientAndRemainder(dividingBy: 100_000_000)
      putUpToEight(top, count - 16)
      putUpToEight(middle, 8)
    }
    putUpToEight(low, 8)
  }

  /// What a cell may overwrite behind it.
  static let slackBytes = 8

  @inline(__always)
  private mutating func putUpToEight(_ value: UInt64, _ count: Int) {
    // The last `count` of the eight, in front.
    put(word: Self.eightDigits(value) >> UInt64(truncatingIfNeeded: (8 - count) * 8), count: count)
  }

  /// The eight digits of `value`, below 100,000,000, the first in the lowest byte: to two fours,
  /// four pairs and eight digits, each step in all of the word at once. `TextCursorTests` holds it against the obvious.
  @inline(__always)
  static func eightDigits(_ value: UInt64) -> UInt64 {
    let top = value / 10_000
    let fours = top | (value &- top &* 10_000) << 32
    // x * 5243 >> 19 is x / 100 for x below 10,000, x * 103 >> 10 is x / 10 for x below 100.
    let hundreds = (fours &* 5_243) >> 19 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    return (tens | (pairs &- tens &* 10) << 8) | 0x3030_3030_3030_3030
  }

  /// `value` in decimal.
  @inline(__always)
  mutating func put(decimal value: Int) {
    let value = UInt64(truncatingIfNeeded: value)
    if value < 10 { return put(UInt8(truncatingIfNeeded: 48 + value)) }
    if value < 10_000 { return putUpToEight(value, value < 100 ? 2 : value < 1_000 ? 3 : 4) }
    if value > UInt64(Int64.max) {
      put(UInt8(ascii: "-"))
      return put(digits: 0 &- value, count: "\(0 &- value)".utf8.count)
    }
    var count = 5
    var bound: UInt64 = 100_000
    while value >= bound, count < 19 {
      count += 1
      bound *= 10
    }
    if value >= bound { count += 1 }
    put(digits: value, count: count)
  }

  /// An amount of `micros` millionths with `decimals` (2-6) digits after the point.
  @inline(__always)
  mutating func put(micros: Int64, decimals: Int) {
    if micros == 0 {
      // Most amounts are nothing: covered, or free.
      return put(word: Self.zeroAmount, count: 2 + decimals)
    }
    if micros < 0 { put(UInt8(ascii: "-")) }
    let (whole, fraction) = micros.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    put(decimal: Int(whole))
    put(UInt8(ascii: "."))
    put(digits: fraction, count: 6)
    position -= 6 - decimals
  }

  /// `YYYY-MM-DD`. The year has four digits: layouts accept 1970 to 2199.
  @inline(__always)
  mutating func put(_ date: CivilDate) {
    let (year, month, day) = date.components
    put(twoDigits: year / 100)
    put(twoDigits: year % 100)
    put(UInt8(ascii: "-"))
    put(twoDigits: month)
    put(UInt8(ascii: "-"))
    put(twoDigits: day)
  }
}

extension TextBuffer {
  /// Lets `body` write a row of at most `maximumBytes`.
  @inline(__always)
  func write(_ maximumBytes: Int, _ body: (inout TextCursor) -> Void) {
    reserve(maximumBytes + TextCursor.slackBytes)
    let first = start + count
    var cursor = TextCursor(position: first)
    body(&cursor)
    let written = cursor.position - first
    precondition(written <= maximumBytes)
    setCount(count + written)
  }
}
