/// Distinct texts, numbered from 0 in the order they came: an open-addressing table over UTF-8 bytes.
///
/// Texts are equal if their bytes are. (Swift's `String` calls two spellings of `é` equal; a registry's key does not.)
package struct TextTable: Sendable {
  package private(set) var count = 0
  private var bytes: [UInt8] = []
  /// Where text `i` begins in `bytes`; it ends where the next begins.
  private var starts: [Int] = [0]
  private var hashes: [UInt32] = []
  /// Slots hold a text's number plus one; 0 is free. The size is a power of two, at most three quarters full.
  private var slots: [UInt32]

  package init(expectedCount: Int = 16) {
    var size = 32
    while size * 3 / 4 < expectedCount { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    starts.reserveCapacity(expectedCount + 1)
    hashes.reserveCapacity(expectedCount)
  }

  /// The text's number, a new one if it was not there.
  package mutating func intern(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The text's number, a new one if it was not there.
  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(text)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, isEqual(index, text) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(count + 1)
    hashes.append(hash)
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    count += 1
    if count * 4 > slots.count * 3 { grow() }
    return count - 1
  }

  /// The text's number, or nil.
  package func find(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(text)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, isEqual(index, text) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  package func find(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { find($0) }
  }

  /// The bytes of text `index`.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> {
    bytes[starts[index]..<starts[index + 1]]
  }

  package func text(_ index: Int) -> String {
    String(decoding: utf8(index), as: UTF8.self)
  }

  private func isEqual(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == text.count else { return false }
    for offset in text.indices where bytes[start + offset] != text[offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for index in 0..<count {
      var slot = Int(hashes[index]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// FNV-1a with a final mix: texts are short, and nobody gains by colliding in his own registry.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 32
    return UInt32(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 32)
  }
}

/// Whether `left` comes before `right` in byte order, the order of everything that is sorted by text (spec 2.5).
package func precedesInByteOrder(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
