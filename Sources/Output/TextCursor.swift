import ByteScanning
import CallModel
import Glibc

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

  /// A cell, quoted if need be.
  @inline(__always)
  mutating func put(cell: UnsafeBufferPointer<UInt8>) {
    if cell.count == 0 { return }
    if CSVText.needsQuotesQuickly(cell) { return put(quoted: cell) }
    cell.copy(to: UnsafeMutableRawPointer(position))
    position += cell.count
  }

  @inline(never)
  private mutating func put(quoted cell: UnsafeBufferPointer<UInt8>) {
    put(UInt8(ascii: "\""))
    for byte in cell {
      put(byte)
      if byte == UInt8(ascii: "\"") { put(byte) }
    }
    put(UInt8(ascii: "\""))
  }

  /// The same for a text with `slackBytes` readable behind it: one of usual length without a call.
  @inline(__always)
  mutating func put(padded source: UnsafePointer<UInt8>, _ count: Int) {
    if count > Self.slackBytes { return put(source, count) }
    let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(position))
    to.storeBytes(of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    to.storeBytes(
      of: from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self), toByteOffset: 16, as: SIMD16<UInt8>.self)
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

  /// `HH:MM:SS` of a second of the day, 0 to 86,399.
  @inline(__always)
  mutating func put(clock second: Int) {
    let value = UInt64(truncatingIfNeeded: second)
    let minutes = value / 60
    let hour = minutes / 60
    // The second and third pair have a colon before them.
    var clock = Self.pair(hour) | 0x0000_3A00_003A_0000
    clock |= Self.pair(minutes &- hour &* 60) << 24
    clock |= Self.pair(value &- minutes &* 60) << 48
    put(word: clock, count: 8)
  }

  /// The two digits of `value`, 0 to 99, the first in the lower byte.
  @inline(__always)
  private static func pair(_ value: UInt64) -> UInt64 {
    // x * 103 >> 10 is x / 10 for x below 100.
    let tens = (value &* 103) >> 10
    return (tens | (value &- tens &* 10) << 8) | 0x3030
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
  static let slackBytes = 32

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
    if value < 10_000 {
      let count = value < 100 ? 2 : value < 1_000 ? 3 : 4
      return put(word: Self.fourDigits(value) >> UInt64(truncatingIfNeeded: (4 - count) * 8), count: count)
    }
    putLong(decimal: value)
  }

  @inline(never)
  private mutating func putLong(decimal value: UInt64) {
    if value < 100_000_000 {
      return putUpToEight(
        value, 5 + (value >= 100_000 ? 1 : 0) + (value >= 1_000_000 ? 1 : 0) + (value >= 10_000_000 ? 1 : 0))
    }
    if value > UInt64(Int64.max) {
      put(UInt8(ascii: "-"))
      return put(digits: 0 &- value, count: "\(0 &- value)".utf8.count)
    }
    var count = 9
    var bound: UInt64 = 1_000_000_000
    while value >= bound, count < 19 {
      count += 1
      bound *= 10
    }
    if value >= bound { count += 1 }
    put(digits: value, count: count)
  }

  /// The four digits of `value`, below 10,000, the first in the lowest byte.
  @inline(__always)
  private static func fourDigits(_ value: UInt64) -> UInt64 {
    let hundreds = (value &* 5_243) >> 19
    let pairs = hundreds | (value &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F
    return (tens | (pairs &- tens &* 10) << 8) | 0x3030_3030
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
