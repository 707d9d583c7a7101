#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that somebody else owns and keeps in place: a field of a row while its chunk is being read.

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
