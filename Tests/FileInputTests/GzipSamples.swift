import CZlib
import Glibc
import Testing

@testable import FileInput

/// One gzip member with any header RFC 1952 allows.
struct GzipMember {
  var content: [UInt8]
  var level: CInt = 6
  var strategy: CInt = Z_DEFAULT_STRATEGY
  var name: [UInt8]?
  var comment: [UInt8]?
  var extra: [UInt8]?
  var hasHeaderChecksum = false
  /// Added to the stored values, to make them wrong.
  var checksumError: UInt32 = 0
  var lengthError: UInt32 = 0

  init(_ content: [UInt8], level: CInt = 6) {
    self.content = content
    self.level = level
  }

  init(_ content: String) {
    self.init(Array(content.utf8))
  }

  var header: [UInt8] {
    var flags: UInt8 = hasHeaderChecksum ? 2 : 0
    if extra != nil { flags |= 4 }
    if name != nil { flags |= 8 }
    if comment != nil { flags |= 16 }
    var bytes: [UInt8] = [0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 0, 3]
    if let extra { bytes += littleEndian(UInt32(extra.count), bytes: 2) + extra }
    if let name { bytes += name + [0] }
    if let comment { bytes += comment + [0] }
    return hasHeaderChecksum ? bytes + littleEndian(checksum(of: bytes) & 0xffff, bytes: 2) : bytes
  }

  var bytes: [UInt8] {
    header + deflated(content, level: level, strategy: strategy)
      + littleEndian(checksum(of: content) &+ checksumError, bytes: 4)
      + littleEndian(UInt32(truncatingIfNeeded: content.count) &+ lengthError, bytes: 4)
  }
}

func checksum(of bytes: [UInt8]) -> UInt32 {
  bytes.isEmpty ? 0 : UInt32(crc32_z(0, bytes, bytes.count))
}

func littleEndian(_ value: UInt32, bytes count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
}

/// A raw DEFLATE stream by zlib.
func deflated(_ content: [UInt8], level: CInt, strategy: CInt) -> [UInt8] {
  var stream = z_stream()
  let size = CInt(MemoryLayout<z_stream>.size)
  precondition(deflateInit2_(&stream, level, Z_DEFLATED, -15, 8, strategy, ZLIB_VERSION, size) == Z_OK)
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))) + 16)
  var input = content + [0]
  let produced = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      // SAFETY: both arrays outlive the call, which writes at most avail_out bytes.
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(content.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
      return output.count - Int(stream.avail_out)
    }
  }
  return Array(output.prefix(produced))
}

/// How to read a gzip file.
struct Reading {
  var engine = InflateEngine.standard
  var blockSizeBytes = CompressedInput.standardBlockSizeBytes
  var bufferBytes = 1 << 16
  var limits = ExpansionLimits.standard
}

/// All the inflated bytes of the gzip file at `path`.
func inflate(path: String, _ reading: Reading = Reading()) throws(FileFailure) -> [UInt8] {
  let stream = GzipStream(
    file: try OpenFile(path: path), limits: reading.limits, engine: reading.engine,
    blockSizeBytes: reading.blockSizeBytes)
  var content: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: reading.bufferBytes, alignment: 1)
  defer { buffer.deallocate() }
  while true {
    let count = try stream.read(into: buffer)
    content += buffer[..<count]
    if count == 0 { return content }
  }
}

/// Rows like those of a CDR file, from a seed.
func sampleRows(bytes count: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  var rows: [UInt8] = []
  while rows.count < count {
    let number = UInt64.random(in: 11_000_000_00...99_999_999_99, using: &generator)
    let row = "\(String(generator.next(), radix: 16));2026-11-01 08:15:\(number % 60);55\(number);\(number % 600);OUT\n"
    rows += Array(row.utf8)
  }
  return Array(rows.prefix(count))
}

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
