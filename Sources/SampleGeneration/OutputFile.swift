import CZlib
import Glibc

/// A file being written, plain or as one gzip member. Not safe to share between threads.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var deflater: Deflater?

  /// Creates the file, which must not exist. Throws `GenerationError.system`.
  init(path: String, gzip: Bool) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw GenerationError.last(operation: "create the file", path: path) }
    deflater = gzip ? try Deflater(path: path) : nil
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func write(_ bytes: [UInt8]) throws {
    guard let deflater else { return try writeAll(bytes[...]) }
    try deflater.deflate(bytes, isLast: false, emit: writeAll)
  }

  /// Ends the gzip member. The descriptor is closed with the object.
  func finish() throws {
    try deflater?.deflate([], isLast: true, emit: writeAll)
  }

  private func writeAll(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      // SAFETY: the pointer and its count are those of `rest`, and are used within the closure only.
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        throw GenerationError.last(operation: "write", path: path)
      }
    }
  }
}

/// zlib's compressor at level 6, the default of `gzip`.
private final class Deflater {
  private let path: String
  /// On the heap at one address, since zlib keeps a pointer to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private var output = [UInt8](repeating: 0, count: ByteBuffer.blockSizeBytes)

  private static let level: Int32 = 6

  init(path: String) throws {
    self.path = path
    // SAFETY: allocated and initialised here, freed in `deinit`, never moved between.
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = summit_deflate_init_gzip(stream, Self.level)
    guard code == Z_OK else { throw GenerationError.compression(path: path, code: code) }
  }

  deinit {
    // SAFETY: the end of the one owner; `deflateEnd` accepts a stream whose initialisation failed.
    deflateEnd(stream)
    stream.deallocate()
  }

  func deflate(_ input: [UInt8], isLast: Bool, emit: (ArraySlice<UInt8>) throws -> Void) throws {
    var consumed = 0
    while true {
      let (code, read, written) = step(input[consumed...], isLast: isLast)
      guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
        throw GenerationError.compression(path: path, code: code)
      }
      consumed += read
      try emit(output[..<written])
      if isLast ? code == Z_STREAM_END : written < output.count { return }
    }
  }

  private func step(_ input: ArraySlice<UInt8>, isLast: Bool) -> (code: Int32, read: Int, written: Int) {
    // SAFETY: zlib reads only the input's bytes and writes only the output's, both alive for the call; it does not
    // write through `next_in`, which is mutable for want of const in old C.
    input.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        let code = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        return (code, source.count - Int(stream.pointee.avail_in), target.count - Int(stream.pointee.avail_out))
      }
    }
  }
}

extension GenerationError {
  /// The failure that `errno` tells of.
  static func last(operation: String, path: String) -> GenerationError {
    let code = errno
    // SAFETY: `strerror` answers with a C string that lasts until this thread calls it again; copied at once.
    return .system(operation: operation, path: path, code: code, reason: String(cString: strerror(code)))
  }
}
