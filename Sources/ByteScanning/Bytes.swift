import Glibc

/// Bytes that someone else owns and keeps in place: a field of a row while its chunk is being read.

public typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer where Element == UInt8 {
  /// The same bytes, compared as a whole.
  @inlinable
  @inline(__always)
  public func equals(_ other: Bytes) -> Bool {
    guard count == other.count else { return false }
    // SAFETY: both pointers are valid for `count` bytes; an empty buffer may have no address and is not read.
    return count == 0 || memcmp(baseAddress.unsafelyUnwrapped, other.baseAddress.unsafelyUnwrapped, count) == 0
  }

  @inlinable

  @inline(__always)
  public func equals(_ other: [UInt8]) -> Bool {
    other.withUnsafeBufferPointer { equals($0) }
  }

  /// Whether one of the bytes is `byte`: for short texts, eight at a time.
  @inlinable
  @inline(__always)
  public func has(_ byte: UInt8) -> Bool {
    let raw = UnsafeRawBufferPointer(self)
    guard count >= 8 else {
      for other in self where other == byte { return true }
      return false
    }
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    // A byte's upper bit is set in the result if it is 0, and maybe if one below it is.
    func hasZero(_ word: UInt64) -> Bool {
      (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
    }
    var at = 0
    while at + 8 < count {
      // SAFETY: eight bytes from `at` on are within the text; the last load ends with it.
      if hasZero(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern) { return true }
      at += 8
    }
    return hasZero(raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) ^ pattern)
  }

  /// Copies the bytes to `target`, which has room for them: a short text without a call.
  @inlinable
  @inline(__always)
  public func copy(to target: UnsafeMutableRawPointer) {
    guard let source = UnsafeRawPointer(baseAddress) else { return }
    // SAFETY of all below: each load and store is within the text; those of its end overlap others.
    func copy<Word: BitwiseCopyable>(_ type: Word.Type, at offset: Int) {
      target.storeBytes(of: source.loadUnaligned(fromByteOffset: offset, as: type), toByteOffset: offset, as: type)
    }
    if count >= 8 {
      if count > 64 { return target.copyMemory(from: source, byteCount: count) }
      var at = 0
      while at + 8 < count {
        copy(UInt64.self, at: at)
        at += 8
      }
      copy(UInt64.self, at: count - 8)
    } else if count >= 4 {
      copy(UInt32.self, at: 0)
      copy(UInt32.self, at: count - 4)
    } else if count > 0 {
      copy(UInt8.self, at: 0)
      copy(UInt8.self, at: count / 2)
      copy(UInt8.self, at: count - 1)
    }
  }

  /// Byte order, a prefix before what it begins: negative, 0 or positive.
  @inlinable
  @inline(__always)
  public func compare(_ other: Bytes) -> Int {
    let common = Swift.min(count, other.count)
    if common > 0 {
      // SAFETY: both are valid for `common` bytes.
      let order = memcmp(baseAddress.unsafelyUnwrapped, other.baseAddress.unsafelyUnwrapped, common)
      if order != 0 { return Int(order) }
    }
    return count - other.count
  }

  @inlinable

  @inline(__always)
  public var isASCII: Bool {
    var all: UInt8 = 0
    for byte in self { all |= byte }
    return all < 0x80
  }

  /// Whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
  public var isValidUTF8: Bool {
    isASCII || String(validating: self, as: UTF8.self) != nil
  }
}

extension UInt8 {
  @inlinable @inline(__always) public var isDigit: Bool { self &- 48 <= 9 }
}
