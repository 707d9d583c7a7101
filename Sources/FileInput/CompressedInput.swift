/// A window on the compressed bytes of a file, refilled a block at a time. One owner at a time.
///
/// ```
///  storage   | kept bytes | block read last          | free |
///            0        giveBackBytes                 end
///                     position: anywhere from 0 to end
/// ```
///
/// Invariant: 0 ≤ position ≤ end ≤ giveBackBytes + blockSizeBytes, and the bytes before `end` are the file's, in order,
/// as far back as `giveBackBytes` or the file's first.
struct CompressedInput: ~Copyable {
  /// Large enough that the system calls do not count, small enough to stay in the second-level cache.
  static let standardBlockSizeBytes = 256 << 10
  /// The bit buffer of an inflater (64 bits) may hold this many bytes that it has to give back.
  static let giveBackBytes = 8

  private(set) var file: OpenFile

  private let storage: UnsafeMutableRawBufferPointer
  private var position = Self.giveBackBytes
  private var end = Self.giveBackBytes
  /// Where in the file the byte at `end` is.
  private var endOffset: Int64 = 0

  init(file: OpenFile, blockSizeBytes: Int) {
    precondition(blockSizeBytes > 0, "a block has at least one byte")
    self.file = file
    // SAFETY: freed in deinit, and never reached but through `position` and `end`.
    storage = .allocate(byteCount: Self.giveBackBytes + blockSizeBytes, alignment: 16)
    UnsafeMutableRawBufferPointer(rebasing: storage[..<Self.giveBackBytes]).initializeMemory(
      as: UInt8.self, repeating: 0)
  }

  deinit {
    // SAFETY: allocated in init; the type is not copyable, so this happens once.
    storage.deallocate()
  }

  /// Starts again with another file.
  mutating func restart(file: OpenFile) {
    self.file = file
    position = Self.giveBackBytes
    end = Self.giveBackBytes
    endOffset = 0
  }

  /// Goes on at a place of the file.
  mutating func seek(to offset: Int64) throws(FileFailure) {
    // What lies before it may be given back.
    endOffset = max(0, offset - Int64(Self.giveBackBytes))
    position = end
    let skipped = Int(offset - endOffset)
    while unread.count < skipped {
      advance(by: unread.count)
      guard try refill() else { return }
    }
    advance(by: skipped)
  }

  /// The bytes not yet consumed; valid until `refill`.
  var unread: UnsafeRawBufferPointer {
    // SAFETY: position ≤ end ≤ storage.count (invariant); slicing checks it again.
    UnsafeRawBufferPointer(rebasing: storage[position..<end])
  }

  /// Where in the file the next unread byte is.
  var offset: Int64 {
    endOffset - Int64(end - position)
  }

  /// Consumes bytes of `unread`, or with a negative count takes back bytes just consumed.
  mutating func advance(by countBytes: Int) {
    let target = position + countBytes
    precondition((0...end).contains(target), "an inflater consumed bytes that it was not given")
    position = target
  }

  /// Reads the next block, once everything is consumed.
  ///
  /// - Returns: false at the end of the file.
  mutating func refill() throws(FileFailure) -> Bool {
    precondition(position == end, "refilled over unread bytes")
    let kept = UnsafeRawBufferPointer(rebasing: storage[end - Self.giveBackBytes..<end])
    // SAFETY: both ranges lie within storage, as giveBackBytes ≤ end; copyMemory allows them to overlap.
    storage.copyMemory(from: kept)
    position = Self.giveBackBytes
    end = position
    let block = UnsafeMutableRawBufferPointer(rebasing: storage[position...])
    let count = try file.read(into: block, at: endOffset)
    end += count
    endOffset += Int64(count)
    return count > 0
  }

  /// Consumes one byte; nil at the end of the file.
  mutating func nextByte() throws(FileFailure) -> UInt8? {
    if position == end {
      guard try refill() else { return nil }
    }
    defer { position += 1 }
    return storage[position]
  }

  /// Consumes zero bytes, up to the first other one or the end of the file.
  mutating func skipZeros() throws(FileFailure) {
    while true {
      position = storage[position..<end].firstIndex { $0 != 0 } ?? end
      guard position == end else { return }
      guard try refill() else { return }
    }
  }
}
