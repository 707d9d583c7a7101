import CZlib

/// The parts of a zip file, for what a workbook is to be looked into.
struct ZipParts {
  private struct Damaged: Error {}

  private let bytes: [UInt8]
  private var places: [String: (offset: Int, packed: Int, size: Int, method: Int)] = [:]

  var names: [String] { Array(places.keys) }

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    let end = bytes.indices.dropLast(21).last { bytes[$0...].starts(with: [0x50, 0x4B, 5, 6]) }
    guard let end else { throw Damaged() }
    var at = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(at, 4) == 0x0201_4B50 else { throw Damaged() }
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + number(at + 28, 2))], as: UTF8.self)
      places[name] = (number(at + 42, 4), number(at + 20, 4), number(at + 24, 4), number(at + 10, 2))
      at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2)
    }
  }

  private func number(_ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  func text(_ name: String) throws -> String {
    guard let place = places[name] else { throw Damaged() }
    let start = place.offset + 30 + number(place.offset + 26, 2) + number(place.offset + 28, 2)
    let packed = Array(bytes[start..<(start + place.packed)])
    return String(decoding: place.method == 0 ? packed : try inflate(packed, size: place.size), as: UTF8.self)
  }

  private func inflate(_ packed: [UInt8], size: Int) throws -> [UInt8] {
    var stream = z_stream()
    // A head of its own: 15 bits of window, none of zlib's frame.
    guard summit_inflate_init_raw(&stream) == Z_OK else { throw Damaged() }
    defer { inflateEnd(&stream) }
    var packed = packed
    var plain = [UInt8](repeating: 0, count: size)
    let status = packed.withUnsafeMutableBufferPointer { input in
      plain.withUnsafeMutableBufferPointer { output in
        // SAFETY: zlib reads and writes within the counts it is given, of buffers that live as long as the call.
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return CZlib.inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { throw Damaged() }
    return plain
  }
}
