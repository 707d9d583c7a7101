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
/// SAFETY of all below: `TextBuffer.write(_:_:)` makes room for as many bytes as its caller says the row can have, and
/// every caller adds up what its cells can be at most.
struct TextCursor {
  var position: UnsafeMutablePointer<UInt8>

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

  /// `value` with exactly `count` digits, 1 to 20, zeros in front.
  @inline(__always)
  mutating func put(digits value: UInt64, count: Int) {
    var rest = value
    var at = count
    while at >= 2 {
      let pair = Self.digitPairs.utf8Start + Int(truncatingIfNeeded: rest % 100) * 2
      rest /= 100
      at -= 2
      position[at] = pair[0]
      position[at + 1] = pair[1]
    }
    if at == 1 { position[0] = UInt8(truncatingIfNeeded: 48 + rest) }
    position += count
  }

  /// `value` in decimal.
  @inline(__always)
  mutating func put(decimal value: Int) {
    let value = UInt64(truncatingIfNeeded: value)
    if value < 10 { return put(UInt8(truncatingIfNeeded: 48 + value)) }
    var count = 2
    var bound: UInt64 = 100
    while value >= bound, count < 19 {
      count += 1
      bound *= 10
    }
    put(digits: value, count: count)
  }

  /// An amount of `micros` millionths, at least 0, with `decimals` (2-6) digits after the point.
  @inline(__always)
  mutating func put(micros: Int64, decimals: Int) {
    if micros == 0 {
      // Most amounts are nothing: covered, or free.
      put(UInt8(ascii: "0"))
      put(UInt8(ascii: "."))
      for _ in 0..<decimals { put(UInt8(ascii: "0")) }
      return
    }
    let (whole, fraction) = UInt64(micros).quotientAndRemainder(dividingBy: 1_000_000)
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
    reserve(maximumBytes)
    let first = start + count
    var cursor = TextCursor(position: first)
    body(&cursor)
    let written = cursor.position - first
    precondition(written <= maximumBytes)
    setCount(count + written)
  }
}
