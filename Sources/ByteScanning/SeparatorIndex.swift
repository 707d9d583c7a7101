import CScan

/// Where the separators and line ends of a piece of text are: one pass over the bytes, 64 at a time.
///
/// The buffer is kept from piece to piece, so scanning allocates only when a piece is larger than all before it.
/// Not for use by two threads at once.
package final class SeparatorIndex {
  /// Offsets of the hits, ascending; `count` of them are valid. Stays in place until the next `scan`.
  package private(set) var offsets: UnsafeMutablePointer<UInt32>
  package private(set) var count = 0
  /// Whether a byte of 0x80 or more was seen: without one the text is ASCII, and so valid UTF-8.
  package private(set) var hasHighBytes = false
  private var capacity: Int

  package init() {
    capacity = 1 << 16
    offsets = .allocate(capacity: capacity)
  }

  deinit { offsets.deallocate() }

  /// Finds every `separator` and line feed in `bytes` (at most 4 GiB).
  package func scan(_ bytes: UnsafeRawBufferPointer, separator: UInt8) {
    scan(bytes, separator: separator, with: cscan_find_either)
  }

  /// The slow twin of `scan`.
  package func scanScalar(_ bytes: UnsafeRawBufferPointer, separator: UInt8) {
    scan(bytes, separator: separator, with: cscan_find_either_scalar)
  }

  private typealias Scanner = (
    UnsafePointer<UInt8>, Int, UInt8, UInt8, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt8>
  ) -> Int

  private func scan(_ bytes: UnsafeRawBufferPointer, separator: UInt8, with scanner: Scanner) {
    precondition(bytes.count <= Int(UInt32.max), "a piece of more than 4 GiB")
    count = 0
    hasHighBytes = false
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count + 64)
    var high: UInt8 = 0
    // SAFETY: `offsets` has room for 64 more than one hit a byte, as cscan.h asks; `base` is valid for `bytes.count`.
    count = scanner(
      base.assumingMemoryBound(to: UInt8.self), bytes.count, separator, UInt8(ascii: "\n"), offsets, &high)
    hasHighBytes = high != 0
  }

  private func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    offsets.deallocate()
    capacity = needed + needed / 4
    offsets = .allocate(capacity: capacity)
  }
}
