import ByteScanning

/// A few short texts that a field is compared with: each is two words, so that comparing touches no array.
struct ValueSet: Sendable {
  private struct Word: BitwiseCopyable, Equatable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var count = -1
  }

  /// Values of at most 16 bytes, up to four of them: what switches use.
  private var first = Word()
  private var second = Word()
  private var third = Word()
  private var fourth = Word()
  /// All others.
  private var others: [[UInt8]] = []
  private let hasOthers: Bool

  private static let wordBytes = 16

  init(_ values: [String]) {
    var words: [Word] = []
    for value in values {
      let bytes = Array(value.utf8)
      if bytes.count <= Self.wordBytes, words.count < 4 {
        words.append(bytes.withUnsafeBufferPointer { Self.word($0) })
      } else {
        others.append(bytes)
      }
    }
    hasOthers = !others.isEmpty
    words += Array(repeating: Word(), count: 4 - words.count)
    (first, second, third, fourth) = (words[0], words[1], words[2], words[3])
  }

  func contains(_ value: Bytes) -> Bool {
    if value.count <= Self.wordBytes {
      let word = Self.word(value)
      if word == first || word == second || word == third || word == fourth { return true }
    }
    return hasOthers && others.contains { value.equals($0) }
  }

  /// Two overlapping loads hold all bytes of a value of 8 to 16, or of 4 to 7; shorter ones are put together.
  private static func word(_ value: Bytes) -> Word {
    let raw = UnsafeRawBufferPointer(value)
    let count = raw.count
    if count >= 8 {
      return Word(
        low: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        high: raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), count: count)
    }
    if count >= 4 {
      return Word(
        low: UInt64(raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self)),
        high: UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)), count: count)
    }
    var word = Word(low: 0, high: 0, count: count)
    for byte in raw { word.low = word.low << 8 | UInt64(byte) }
    return word
  }
}
