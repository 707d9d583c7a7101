/// Numbers as bytes, least significant first.
struct WordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ word: UInt32) { append(word, 4) }
  mutating func append(_ word: UInt64) { append(word, 8) }
  mutating func append(_ number: Int) { append(UInt64(bitPattern: Int64(number))) }
  mutating func append(_ more: [UInt8]) { bytes += more }

  private mutating func append(_ word: some FixedWidthInteger, _ count: Int) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * index))) }
  }
}

/// Reads what `WordWriter` wrote; nil beyond the end.
struct WordReader {
  private let all: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { all = bytes }

  var isAtEnd: Bool { at == all.count }

  mutating func word32() -> UInt32? { word(4).map(UInt32.init(truncatingIfNeeded:)) }
  mutating func word64() -> UInt64? { word(8) }
  /// A number that is 0 or more.
  mutating func count() -> Int? { word(8).flatMap { Int(exactly: $0) } }

  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count >= 0, all.count - at >= count else { return nil }
    defer { at += count }
    return Array(all[at..<(at + count)])
  }

  private mutating func word(_ count: Int) -> UInt64? {
    guard all.count - at >= count else { return nil }
    var word: UInt64 = 0
    for index in 0..<count { word |= UInt64(all[at + index]) << (8 * UInt64(index)) }
    at += count
    return word
  }
}
