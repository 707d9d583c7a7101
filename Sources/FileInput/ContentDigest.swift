import CallModel

#if ISAL
  import CXXHash
#endif

/// The identity of a file's content (spec 4.2): over its inflated bytes, regardless of its name and compression.
///
/// Content of at most one block has its XXH3-128 (seed 0, default secret); longer content has the XXH3-128 of the
/// digests of its blocks, 16 bytes each, in order. So blocks can be hashed in any order and by several threads. It
/// recognises what was delivered before; it is no protection against someone who forges files.
package struct ContentDigest: Hashable, Sendable {
  /// Large enough that the second level costs nothing, small enough to be shared out among threads. The digests in a
  /// ledger depend on it: it can never change.
  package static let blockSizeBytes = 1 << 20

  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The digest of one block, which is all of the content or `blockSizeBytes` of it (the last block: what is left).
  ///
  /// - Parameter bytes: at most `blockSizeBytes`; none is the digest of an empty file. Linear in their number.
  package static func block(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    precondition(bytes.count <= blockSizeBytes, "a block is at most blockSizeBytes")
    return hash(bytes)
  }

  /// The digest of all of `bytes`, of any number.
  package static func of(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    if bytes.count <= blockSizeBytes { return block(bytes) }
    let digester = Digester()
    digester.update(bytes)
    return digester.finalize()
  }

  /// The digest of the content whose blocks, in order, have the digests `blocks`.
  ///
  /// - Parameter blocks: of one block: that one; of none: the digest of an empty file.
  package static func combine(blocks: [ContentDigest]) -> ContentDigest {
    if blocks.count == 1 { return blocks[0] }
    // SAFETY: a UInt64 has no padding, so all the array's bytes are initialised.
    return blocks.flatMap { [$0.high.bigEndian, $0.low.bigEndian] }.withUnsafeBytes(hash)
  }

  /// XXH3-128 by libxxhash where the package has it, else by the same algorithm in Swift.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> ContentDigest {
    #if ISAL
      // SAFETY: libxxhash reads `bytes.count` bytes, which the caller keeps for this call; with none, nothing.
      let value = XXH3_128bits(bytes.baseAddress, bytes.count)
      return ContentDigest(high: value.high64, low: value.low64)
    #else
      return XXH3.hash128(bytes)
    #endif
  }
}

extension ContentDigest: LosslessStringConvertible {
  /// 32 lower-case hexadecimal digits, as `xxhsum -H2` prints them.
  package var description: String {
    [high, low].map { $0.padded(to: 16, radix: 16) }.joined()
  }

  /// Nil unless `text` is 32 hexadecimal digits.
  package init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 32, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}

extension ContentDigest {
  /// The 16 bytes of the canonical form, most significant first.
  package var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
  }

  /// Nil unless there are 16 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    let halves = [bytes.prefix(8), bytes.suffix(8)].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    self.init(high: halves[0], low: halves[1])
  }
}
