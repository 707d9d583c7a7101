import Glibc

/// Where line feeds are, by the C library's vector search.
package enum LineEnds {
  /// The offset of the first line feed at or after `start`; nil if there is none.
  package static func first(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    // SAFETY: `start` is within the bytes, and no more than what is behind it is searched.
    guard let found = memchr(base + start, 10, bytes.count - start) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// The offset of the last line feed at or after `start`; nil if there is none.
  package static func last(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var index = bytes.count
    // SAFETY: `index` stays within the bytes. A line feed is near the end, or the search is bounded by one row.
    while index > start {
      index -= 1
      if base.load(fromByteOffset: index, as: UInt8.self) == 10 { return index }
    }
    return nil
  }
}
