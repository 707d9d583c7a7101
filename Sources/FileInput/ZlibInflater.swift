import CZlib

/// zlib behind `RawInflater`.
final class ZlibInflater: RawInflater {
  /// On the heap, because zlib keeps a pointer back to it.
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // SAFETY: zeroed as zlib asks: default allocation functions, no input. Ended in deinit.
    guard summit_inflate_init_raw(stream) == Z_OK else { fatalError("zlib: no memory, or not the version built for") }
  }

  private init(copyOf other: ZlibInflater) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // SAFETY: `other` is initialised; zlib copies its state and window, and sets the pointer back. Ended in deinit.
    guard inflateCopy(stream, other.stream) == Z_OK else { fatalError("zlib: no memory for another inflater") }
  }

  deinit {
    // SAFETY: initialised in init, and nobody else has the pointer.
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  func begin() {
    // SAFETY: `stream` is initialised for as long as this object lives.
    inflateReset(stream)
  }

  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> InflateStep {
    let inputBytes = min(input.count, InflateStep.maximumBytes)
    let outputBytes = min(output.count, InflateStep.maximumBytes)
    // SAFETY: zlib reads within avail_in of next_in and writes within avail_out of next_out; both buffers outlive the
    // call, and the pointers are replaced before the next. It does not write to its input.
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(inputBytes)
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(outputBytes)
    let code = CZlib.inflate(stream, Z_NO_FLUSH)
    return InflateStep(
      consumedBytes: inputBytes - Int(stream.pointee.avail_in),
      producedBytes: outputBytes - Int(stream.pointee.avail_out), status: status(code))
  }

  func copy() -> any RawInflater { ZlibInflater(copyOf: self) }

  func checksum(_ previous: UInt32, adding bytes: UnsafeRawBufferPointer) -> UInt32 {
    // zlib answers a null pointer with the initial value, not the previous one.
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return previous }
    // SAFETY: `start` and the count are those of one buffer that the caller keeps for this call.
    return UInt32(truncatingIfNeeded: crc32_z(UInt(previous), start.assumingMemoryBound(to: UInt8.self), bytes.count))
  }

  private func status(_ code: CInt) -> InflateStep.Status {
    switch code {
    case Z_OK, Z_BUF_ERROR: .unfinished
    case Z_STREAM_END: .finished
    case Z_MEM_ERROR: .outOfMemory
    default: .invalid(reason: reason(code))
    }
  }

  private func reason(_ code: CInt) -> String {
    // SAFETY: zlib's messages are constant strings.
    guard let message = stream.pointee.msg else { return "zlib code \(code)" }
    return String(cString: message)
  }
}
