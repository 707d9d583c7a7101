import CZlib
import Glibc
import Testing

@testable import FileInput

/// The engines themselves: what they are given is all they touch (spec 5.5), and they agree.
@Suite struct RawInflaterTests {
  @Test(arguments: InflateEngine.allCases, [0, 1, 6, 9] as [CInt])
  func `reads of any size, far beyond the window, give the same bytes`(engine: InflateEngine, level: CInt) {
    let content = sampleRows(bytes: 700_000, seed: 21)
    let compressed = deflated(content, level: level, strategy: Z_DEFAULT_STRATEGY)
    for seed in 1...12 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let largest = [70, 3_000, 40_000, 70_000, 200_000][Int(seed) % 5]
      let outcome = pump(engine, compressed) { Int.random(in: 1...largest, using: &generator) }
      #expect(outcome == content, "seed \(seed)")
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `matches as far back as a window are found across every seam`(engine: InflateEngine) {
    // 32 KiB of noise, again and again: every match reaches back the whole window.
    var generator = SeededGenerator(seed: 5)
    let noise = (0..<32_768 - 300).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    let content = (0..<12).flatMap { _ in noise }
    let compressed = deflated(content, level: 9, strategy: Z_DEFAULT_STRATEGY)
    for sizeBytes in [257, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 65_824, 98_304, 131_073] {
      #expect(pump(engine, compressed) { sizeBytes } == content, "\(sizeBytes) bytes")
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `no byte outside the buffers is touched, be the data sound or not`(engine: InflateEngine) throws {
    let content = sampleRows(bytes: 2000, seed: 3) + [UInt8](repeating: 7, count: 3000)
    for level in [0, 1, 9] as [CInt] {
      let sound = deflated(content, level: level, strategy: Z_DEFAULT_STRATEGY)
      for seed in 1...300 as ClosedRange<UInt64> {
        var generator = SeededGenerator(seed: seed)
        var compressed = sound
        if seed % 4 != 0 {
          // Half of the damage to the code tables at the start, the delicate part.
          let end = Bool.random(using: &generator) ? 80 : compressed.count
          let index = Int.random(in: 0..<end, using: &generator)
          compressed[index] ^= UInt8.random(in: 1...255, using: &generator)
        }
        let largest = seed % 2 == 0 ? 4096 : 64
        let outcome = pump(engine, compressed) { Int.random(in: 1...largest, using: &generator) }
        #expect(seed % 4 != 0 || outcome == content, "seed \(seed)")
      }
    }
  }

  @Test(arguments: InflateEngine.allCases)
  func `checksums of pieces are those of the whole`(engine: InflateEngine) {
    let bytes = sampleRows(bytes: 5000)
    for cut in [0, 1, 15, 16, 17, 255, 4999, 5000] {
      let inflater = engine.makeInflater()
      let first = bytes[..<cut].withUnsafeBytes { inflater.checksum(0, adding: $0) }
      let whole = bytes[cut...].withUnsafeBytes { inflater.checksum(first, adding: $0) }
      #expect(whole == checksum(of: bytes), "cut at \(cut)")
    }
  }

  /// Inflates with input and output each against an inaccessible page, alternately at their end and at their start:
  /// a byte too many crashes the test.
  private func pump(_ engine: InflateEngine, _ compressed: [UInt8], size: () -> Int) -> [UInt8]? {
    let inflater = engine.makeInflater()
    inflater.begin()
    let input = FencedBuffer(capacityBytes: 1 << 18)
    let output = FencedBuffer(capacityBytes: 1 << 18)
    var content: [UInt8] = []
    var position = 0
    var idleSteps = 0
    for step in 0... {
      let piece = compressed[position..<min(position + size(), compressed.count)]
      let source = input.buffer(bytes: piece.count, atEnd: step % 3 != 0)
      source.copyBytes(from: piece)
      let room = output.buffer(bytes: size(), atEnd: step % 2 == 0)
      let result = inflater.inflate(UnsafeRawBufferPointer(source), into: room)
      content += room[..<result.producedBytes]
      position += result.consumedBytes
      switch result.status {
      case .finished: return position == compressed.count ? content : nil
      case .unfinished:
        idleSteps = result.producedBytes == 0 && result.consumedBytes == 0 ? idleSteps + 1 : 0
        if idleSteps > 2 { return nil }
      default: return nil
      }
    }
    return nil
  }
}

/// Memory between two inaccessible pages.
final class FencedBuffer {
  private let mapping: UnsafeMutableRawBufferPointer
  private let inner: UnsafeMutableRawBufferPointer

  /// - Parameter capacityBytes: a multiple of the page size.
  init(capacityBytes: Int) {
    let pageBytes = Int(getpagesize())
    let sizeBytes = capacityBytes + 2 * pageBytes
    let start = mmap(nil, sizeBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    mapping = UnsafeMutableRawBufferPointer(start: start, count: sizeBytes)
    inner = UnsafeMutableRawBufferPointer(rebasing: mapping[pageBytes..<pageBytes + capacityBytes])
    precondition(mprotect(inner.baseAddress, capacityBytes, PROT_READ | PROT_WRITE) == 0)
  }

  deinit {
    munmap(mapping.baseAddress, mapping.count)
  }

  func buffer(bytes: Int, atEnd: Bool) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: atEnd ? inner.suffix(bytes) : inner.prefix(bytes))
  }
}
