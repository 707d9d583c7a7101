import ByteScanning
import Testing

@testable import ReferenceRating

@Suite("Spec 5.5, rule 3: the scan for separators and its scalar twin")
struct SeparatorIndexTests {
  private static let separator = UInt8(ascii: ";")
  private static let lineEnd = UInt8(ascii: "\n")

  private func hits(_ bytes: [UInt8], from start: Int = 0, separator: UInt8 = separator, scalar: Bool) -> Hits {
    let index = SeparatorIndex()
    bytes.withUnsafeBytes { buffer in
      let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
      if scalar { index.scanScalar(rest, separator: separator) } else { index.scan(rest, separator: separator) }
    }
    return Hits(offsets: (0..<index.count).map { index.offsets[$0] }, hasHighBytes: index.hasHighBytes)
  }

  private struct Hits: Equatable {
    var offsets: [UInt32]
    var hasHighBytes: Bool
  }

  @Test("every length from 0 to 300, with few, many and only separators", arguments: [0, 1, 30, 100])
  func everyLength(percentSeparators: Int) {
    var random = SeededRandom(seed: UInt64(percentSeparators))
    for length in 0...300 {
      let bytes = (0..<length).map { _ in
        random.chance(percent: percentSeparators) ? random.pick([Self.separator, Self.lineEnd]) : UInt8(ascii: "7")
      }
      let expected = bytes.indices.filter { bytes[$0] == Self.separator || bytes[$0] == Self.lineEnd }
      let fast = hits(bytes, scalar: false)
      #expect(fast.offsets == expected.map(UInt32.init), "length \(length)")
      #expect(fast == hits(bytes, scalar: true), "length \(length)")
    }
  }

  @Test("random bytes at every alignment", arguments: UInt64(1)...20)
  func randomBytes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = (0..<random.int(0...3000)).map { _ in UInt8(random.int(0...255)) }
    for start in 0...min(70, bytes.count) {
      let separator = UInt8(random.int(0...255))
      let fast = hits(bytes, from: start, separator: separator, scalar: false)
      #expect(fast == hits(bytes, from: start, separator: separator, scalar: true), "seed \(seed), start \(start)")
    }
  }

  @Test("one byte above 127 is seen wherever it stands")
  func highBytes() {
    for length in 1...200 {
      for place in [0, length / 2, length - 1] {
        var bytes = [UInt8](repeating: 0x7F, count: length)
        #expect(!hits(bytes, scalar: false).hasHighBytes)
        bytes[place] = 0x80
        #expect(hits(bytes, scalar: false).hasHighBytes, "length \(length), place \(place)")
      }
    }
  }

  @Test("an index used again forgets what it held")
  func reuse() {
    let index = SeparatorIndex()
    for text in ["a;b;\u{E9}\n", "", "x", ";"] {
      Array(text.utf8).withUnsafeBytes { index.scan($0, separator: Self.separator) }
      #expect(index.count == text.utf8.count { $0 == Self.separator || $0 == Self.lineEnd })
      #expect(index.hasHighBytes == text.utf8.contains { $0 > 127 })
    }
  }
}
