import CScan
import Glibc

/// A piece of a segment in memory. For one thread.
final class SearchBlock {
  let capacity: Int
  private let bytes: UnsafeMutableRawPointer
  private var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit { bytes.deallocate() }

  /// Reads from `offset` on, as far as there is room and file.
  ///
  /// - Parameter startsWithLineEnd: a line end is put before what is read.
  /// - Returns: how many bytes there are now; 0 if none could be read.
  func fill(from descriptor: CInt, at offset: Int64, startsWithLineEnd: Bool) -> Int {
    count = 0
    if startsWithLineEnd {
      bytes.storeBytes(of: UInt8(ascii: "\n"), as: UInt8.self)
      count = 1
    }
    let first = count
    while count < capacity {
      // SAFETY: at most the `capacity - count` bytes behind `count` are written.
      let done = pread(descriptor, bytes + count, capacity - count, off_t(offset) + off_t(count - first))
      if done < 0, errno == EINTR { continue }
      guard done > 0 else { break }
      count += done
    }
    return count == first ? 0 : count
  }

  /// Where `needle` stands.
  func matches(_ needle: [UInt8]) -> [Int] {
    var matches: [Int] = []
    let start = bytes.assumingMemoryBound(to: UInt8.self)
    var at = 0
    while at < count {
      // SAFETY: the search looks at the `count - at` bytes behind `at`, all of which were read.
      let found = cscan_search(start + at, count - at, needle, needle.count)
      if found < 0 { break }
      matches.append(at + found)
      at += found + 1
    }
    return matches
  }
}
