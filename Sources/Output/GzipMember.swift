import CZlib

/// One gzip member, whole: members one after the other are a gzip file, so parts can be compressed side by side.
package enum GzipMember {
  /// zlib's usual trade of time for size.
  private static let level: CInt = 6

  /// Appends `bytes`, compressed, to `buffer`.
  ///
  /// - Throws: only if memory runs out.
  package static func append(_ bytes: UnsafeRawBufferPointer, to buffer: TextBuffer) throws(OutputFailure) {
    if bytes.isEmpty { return }
    var stream = z_stream()
    guard summit_deflate_init_gzip(&stream, level) == Z_OK else { throw failure("deflateInit") }
    defer { deflateEnd(&stream) }
    // zlib counts in 32 bits: long input goes in pieces.
    var done = 0
    let piece = 1 << 30
    while true {
      let count = min(piece, bytes.count - done)
      // SAFETY: zlib reads `avail_in` bytes from `next_in` and does not write there.
      stream.next_in = UnsafeMutablePointer(
        mutating: bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) + done)
      stream.avail_in = UInt32(count)
      done += count
      let isLast = done == bytes.count
      try run(&stream, flush: isLast ? Z_FINISH : Z_NO_FLUSH, to: buffer)
      if isLast { return }
    }
  }

  private static func run(_ stream: inout z_stream, flush: CInt, to buffer: TextBuffer) throws(OutputFailure) {
    while true {
      let room = 1 << 16
      let (status, written) = buffer.appendUpTo(room) { start in
        stream.next_out = start
        stream.avail_out = UInt32(room)
        let status = deflate(&stream, flush)
        return (status, room - Int(stream.avail_out))
      }
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw failure("deflate") }
      if status == Z_STREAM_END || (stream.avail_in == 0 && flush == Z_NO_FLUSH && written < room) { return }
    }
  }

  private static func failure(_ call: String) -> OutputFailure {
    OutputFailure(
      path: call, expected: "to compress the results", found: "no memory", remedy: "run with fewer --workers")
  }
}

extension TextBuffer {
  /// Lets `body` write at most `room` bytes at the end; it returns a status and how many it wrote.
  func appendUpTo<Status>(
    _ room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> (Status, Int)
  ) -> (status: Status, written: Int) {
    reserve(room)
    let (status, written) = body(start + count)
    precondition(written >= 0 && written <= room)
    setCount(count + written)
    return (status, written)
  }
}
