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
  package private(set) var hasNulBytes = false
  /// Whether quotes are somewhere not as usual (`isOdd`).
  package private(set) var hasOddQuotes = false
  private var capacity: Int
  /// A bit a byte, of the bytes where quotes are not as usual; only after `scan(quote:)`.
  private var odd: UnsafeMutablePointer<UInt64>
  private var oddCapacity = 1

  package init() {
    capacity = 1 << 16
    offsets = .allocate(capacity: capacity)
    odd = .allocate(capacity: 1)
  }

  deinit {
    offsets.deallocate()
    odd.deallocate()
  }

  /// Finds every `separator` and line feed in `bytes` (at most 4 GiB).
  package func scan(_ bytes: UnsafeRawBufferPointer, separator: UInt8) {
    scan(bytes, separator: separator, with: cscan_find_either)
  }

  /// The slow twin of `scan`.
  package func scanScalar(_ bytes: UnsafeRawBufferPointer, separator: UInt8) {
    scan(bytes, separator: separator, with: cscan_find_either_scalar)
  }

  /// Finds every `separator` and line feed outside quotes in `bytes` (at most 4 GiB), which begin with a row.
  ///
  /// - Parameters:
  ///   - keepsLines: a line feed inside quotes is no hit.
  ///   - usesMasks: false for the slow twin.
  package func scan(
    _ bytes: UnsafeRawBufferPointer, separator: UInt8, quote: UInt8, keepsLines: Bool, usesMasks: Bool = true
  ) {
    precondition(bytes.count <= Int(UInt32.max), "a piece of more than 4 GiB")
    note(hits: 0, flags: 0)
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count + 64)
    reserveOdd(bytes.count / 64 + 1)
    var flags: UInt8 = 0
    let scanner = usesMasks ? cscan_find_quoted : cscan_find_quoted_scalar
    // SAFETY: `offsets` has room for 64 more than one hit a byte and `odd` for a bit a byte, as cscan.h asks.
    let hits = scanner(
      base.assumingMemoryBound(to: UInt8.self), bytes.count, separator, quote, keepsLines ? 1 : 0, offsets, odd, &flags)
    note(hits: hits, flags: flags)
  }

  /// Whether quotes are not as usual somewhere in the bytes of `range`, which the last scan with quotes saw.
  package func isOdd(_ range: Range<Int>) -> Bool {
    guard hasOddQuotes, !range.isEmpty else { return false }
    let last = range.upperBound - 1
    for word in (range.lowerBound / 64)...(last / 64) {
      // SAFETY: there is a word for every 64 bytes of what was scanned, and the range is within that.
      var bits = odd[word]
      if word == range.lowerBound / 64 { bits &= ~0 << UInt64(range.lowerBound % 64) }
      if word == last / 64 { bits &= ~0 >> UInt64(63 - last % 64) }
      if bits != 0 { return true }
    }
    return false
  }

  private typealias Scanner = (
    UnsafePointer<UInt8>, Int, UInt8, UInt8, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt8>
  ) -> Int

  private func scan(_ bytes: UnsafeRawBufferPointer, separator: UInt8, with scanner: Scanner) {
    precondition(bytes.count <= Int(UInt32.max), "a piece of more than 4 GiB")
    note(hits: 0, flags: 0)
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count + 64)
    var flags: UInt8 = 0
    // SAFETY: `offsets` has room for 64 more than one hit a byte, as cscan.h asks; `base` is valid for `bytes.count`.
    let hits = scanner(
      base.assumingMemoryBound(to: UInt8.self), bytes.count, separator, UInt8(ascii: "\n"), offsets, &flags)
    note(hits: hits, flags: flags)
  }

  private func note(hits: Int, flags: UInt8) {
    count = hits
    hasHighBytes = flags & UInt8(CSCAN_HAS_HIGH_BYTES) != 0
    hasNulBytes = flags & UInt8(CSCAN_HAS_NUL_BYTES) != 0
    hasOddQuotes = flags & UInt8(CSCAN_HAS_ODD_QUOTES) != 0
  }

  private func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    offsets.deallocate()
    capacity = needed + needed / 4
    offsets = .allocate(capacity: capacity)
  }

  private func reserveOdd(_ needed: Int) {
    guard needed > oddCapacity else { return }
    odd.deallocate()
    oddCapacity = needed + needed / 4
    odd = .allocate(capacity: oddCapacity)
  }
}
