/// Computes a `ContentDigest` from content that comes in pieces of any size. One owner at a time.
package final class Digester {
  /// Of the content so far.
  package private(set) var lengthBytes: Int64 = 0

  /// The digests of the full blocks, 16 bytes for each MiB of content.
  private var blocks: [ContentDigest] = []
  /// What has come of the block under way; made when a piece does not hold a whole block.
  private var partial: UnsafeMutableRawBufferPointer?
  private var partialBytes = 0

  package init() {}

  deinit {
    // SAFETY: allocated in `keep`, and nobody else has the pointer.
    partial?.deallocate()
  }

  /// Adds `bytes` to the content. Pieces that hold whole blocks where a block is due are not copied.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    lengthBytes += Int64(bytes.count)
    var rest = bytes
    while !rest.isEmpty {
      let takenBytes = partialBytes == 0 && rest.count >= ContentDigest.blockSizeBytes ? hashWhole(rest) : keep(rest)
      rest = UnsafeRawBufferPointer(rebasing: rest[takenBytes...])
    }
  }

  /// The digest of the content so far. More may be added afterwards: so the digest of a beginning can be had on the way.
  package func finalize() -> ContentDigest {
    guard partialBytes > 0, let partial else { return .combine(blocks: blocks) }
    let last = ContentDigest.block(UnsafeRawBufferPointer(rebasing: partial[..<partialBytes]))
    return .combine(blocks: blocks + [last])
  }

  private func hashWhole(_ bytes: UnsafeRawBufferPointer) -> Int {
    blocks.append(.block(UnsafeRawBufferPointer(rebasing: bytes[..<ContentDigest.blockSizeBytes])))
    return ContentDigest.blockSizeBytes
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) -> Int {
    let block = partial ?? .allocate(byteCount: ContentDigest.blockSizeBytes, alignment: 64)
    partial = block
    let takenBytes = min(bytes.count, block.count - partialBytes)
    // SAFETY: partialBytes + takenBytes ≤ block.count; slicing and copyMemory check it. `bytes` is not ours, so the
    // two do not overlap.
    UnsafeMutableRawBufferPointer(rebasing: block[partialBytes...])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<takenBytes]))
    partialBytes += takenBytes
    if partialBytes == block.count {
      blocks.append(.block(UnsafeRawBufferPointer(block)))
      partialBytes = 0
    }
    return takenBytes
  }
}
