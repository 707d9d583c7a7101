import Testing

@testable import FileInput

#if ISAL
  import CXXHash
#endif

/// Spec 4.2: content is recognised by its digest.
@Suite struct ContentDigestTests {
  private static let block = ContentDigest.blockSizeBytes

  /// From `xxhsum -H2` of xxHash 0.8, for builds without the library.
  @Test(arguments: [
    ("", "99aa06d3014798d86001c324468d497f"),
    ("a", "a96faf705af16834e6c632b61e964e1f"),
    ("abc", "06b05ab6733a618578af5f94892f3950"),
  ])
  func `known texts have their known digests`(text: String, digest: String) {
    #expect(Array(text.utf8).withUnsafeBytes(XXH3.hash128).description == digest)
    #expect(Array(text.utf8).withUnsafeBytes(ContentDigest.block).description == digest)
  }

  #if ISAL
    @Test func `the Swift hash is that of the library, at every length`() {
      let bytes = sampleRows(bytes: 3 << 20, seed: 9)
      let larger = [4095, 4096, 4097, 65_536, 1_000_003, 1 << 20, 3 << 20]
      for count in Array(0...2100) + larger {
        for offset in count <= 300 ? [0, 1, 3] : [0] where offset + count <= bytes.count {
          let matches = bytes[offset..<offset + count].withUnsafeBytes { piece in
            let expected = XXH3_128bits(piece.baseAddress, piece.count)
            return XXH3.hash128(piece) == ContentDigest(high: expected.high64, low: expected.low64)
          }
          #expect(matches, "\(count) bytes from \(offset)")
        }
      }
    }

    @Test func `the canonical bytes are those of the library`() {
      var hash = XXH128_hash_t(low64: 0x0123_4567_89ab_cdef, high64: 0xfedc_ba98_7654_3210)
      var canonical = XXH128_canonical_t()
      XXH128_canonicalFromHash(&canonical, hash)
      let digest = ContentDigest(high: hash.high64, low: hash.low64)
      #expect(withUnsafeBytes(of: canonical) { Array($0) } == digest.bytes)
      hash.low64 = 0
      #expect(digest.low != hash.low64)
    }
  #endif

  @Test func `content of one block has its own hash, longer content that of its blocks' digests`() {
    for count in [0, 1, 240, 241, Self.block - 1, Self.block] {
      let bytes = sampleRows(bytes: count)
      #expect(digest(of: bytes, pieceBytes: 100_000) == bytes.withUnsafeBytes(XXH3.hash128), "\(count) bytes")
    }
    for count in [Self.block + 1, 2 * Self.block, 3 * Self.block + 17] {
      let bytes = sampleRows(bytes: count)
      let joined = blocks(of: bytes).flatMap(\.bytes)
      #expect(digest(of: bytes, pieceBytes: 100_000) == joined.withUnsafeBytes(XXH3.hash128), "\(count) bytes")
    }
  }

  @Test func `pieces of any size give the digest that blocks hashed apart give`() {
    for count in [0, 5, Self.block - 1, Self.block, Self.block + 1, 2 * Self.block, 2 * Self.block + 5] {
      let bytes = sampleRows(bytes: count, seed: 4)
      let expected = ContentDigest.combine(blocks: blocks(of: bytes))
      for pieceBytes in [997, 65_536, Self.block - 1, Self.block, Self.block + 1, 3 * Self.block] {
        #expect(digest(of: bytes, pieceBytes: pieceBytes) == expected, "\(count) bytes by \(pieceBytes)")
      }
    }
  }

  @Test func `the digest of a beginning can be had on the way`() {
    let bytes = sampleRows(bytes: Self.block + 1000)
    let digester = Digester()
    for end in [0, 100, Self.block, Self.block + 1000] {
      bytes[Int(digester.lengthBytes)..<end].withUnsafeBytes(digester.update)
      #expect(digester.finalize() == digest(of: Array(bytes[..<end]), pieceBytes: bytes.count), "\(end) bytes")
      #expect(digester.lengthBytes == Int64(end))
    }
  }

  @Test func `text and bytes of a digest lead back to it`() {
    let digest = ContentDigest(high: 0x0123, low: 0xfedc_ba98_7654_3210)
    #expect(digest.description == "0000000000000123fedcba9876543210")
    #expect(ContentDigest(digest.description) == digest)
    #expect(ContentDigest(bytes: digest.bytes) == digest)
    let wrong = ["", "12", String(repeating: "g", count: 32), "+" + String(repeating: "1", count: 31)]
    for text in wrong + [String(repeating: "1", count: 33), String(repeating: "é", count: 16)] {
      #expect(ContentDigest(text) == nil, "\(text)")
    }
    #expect(ContentDigest(bytes: [1, 2]) == nil)
  }

  private func blocks(of bytes: [UInt8]) -> [ContentDigest] {
    stride(from: 0, to: bytes.count, by: Self.block).map { start in
      bytes[start..<min(start + Self.block, bytes.count)].withUnsafeBytes(ContentDigest.block)
    }
  }

  private func digest(of bytes: [UInt8], pieceBytes: Int) -> ContentDigest {
    let digester = Digester()
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      bytes[start..<min(start + pieceBytes, bytes.count)].withUnsafeBytes(digester.update)
    }
    return digester.finalize()
  }
}
