#if ISAL
  import CISAL
  import Glibc

  /// ISA-L behind `RawInflater`.
  final class ISALInflater: RawInflater {
    /// About 80 KiB: the decoding tables and the window. On the heap, made once.
    private let state: UnsafeMutablePointer<inflate_state>

    private init(_ state: UnsafeMutablePointer<inflate_state>) { self.state = state }

    convenience init() {
      // SAFETY: zeroed memory of the struct's own size and alignment is a valid `inflate_state` (integers, pointers
      // and arrays of them); isal_inflate_init sets what must not be zero.
      let raw = UnsafeMutableRawPointer.allocate(
        byteCount: MemoryLayout<inflate_state>.size, alignment: MemoryLayout<inflate_state>.alignment)
      memset(raw, 0, MemoryLayout<inflate_state>.size)
      let state = raw.bindMemory(to: inflate_state.self, capacity: 1)
      isal_inflate_init(state)
      self.init(state)
    }

    deinit {
      // SAFETY: allocated in init, and nobody else has the pointer.
      state.deallocate()
    }

    func begin() {
      // SAFETY: `state` is initialised for as long as this object lives. The mode stays raw DEFLATE.
      isal_inflate_reset(state)
    }

    func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> InflateStep {
      let inputBytes = min(input.count, InflateStep.maximumBytes)
      let outputBytes = min(output.count, InflateStep.maximumBytes)
      // SAFETY: ISA-L reads within avail_in of next_in and writes within avail_out of next_out; both buffers outlive
      // the call, and the pointers are replaced before the next. It does not write to its input.
      state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      state.pointee.avail_in = UInt32(inputBytes)
      state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      state.pointee.avail_out = UInt32(outputBytes)
      let status = status(isal_inflate(state))
      // After invalid data its counters mean nothing: avail_in was seen to wrap below 0.
      guard status == .unfinished || status == .finished else { return InflateStep(status: status) }
      let takenBytes = inputBytes - Int(state.pointee.avail_in)
      let consumedBytes = status == .finished ? takenBytes - takeBackBufferedBytes() : takenBytes
      let producedBytes = outputBytes - Int(state.pointee.avail_out)
      guard (-CompressedInput.giveBackBytes...inputBytes).contains(consumedBytes),
        (0...outputBytes).contains(producedBytes)
      else { return InflateStep(status: .invalid(reason: "data that leads ISA-L out of its buffers")) }
      return InflateStep(consumedBytes: consumedBytes, producedBytes: producedBytes, status: status)
    }

    func copy() -> any RawInflater {
      // SAFETY: a struct of integers and arrays, window and tables included; its two pointers are to the caller's buffers,
      // which each call sets anew.
      let copy = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
      copy.initialize(from: state, count: 1)
      return ISALInflater(copy)
    }

    func checksum(_ previous: UInt32, adding bytes: UnsafeRawBufferPointer) -> UInt32 {
      guard let start = bytes.baseAddress, !bytes.isEmpty else { return previous }
      // SAFETY: `start` and the count are those of one buffer that the caller keeps for this call.
      return crc32_gzip_refl(previous, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    /// ISA-L takes input by up to 8 bytes at a time into a bit buffer, and leaves there what follows the stream.
    private func takeBackBufferedBytes() -> Int {
      let bytes = Int(max(0, state.pointee.read_in_length)) / 8
      state.pointee.read_in = 0
      state.pointee.read_in_length = 0
      return bytes
    }

    private func status(_ code: CInt) -> InflateStep.Status {
      switch code {
      case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW:
        state.pointee.block_state == ISAL_BLOCK_FINISH ? .finished : .unfinished
      case ISAL_INVALID_BLOCK: .invalid(reason: "invalid block")
      case ISAL_INVALID_SYMBOL: .invalid(reason: "invalid symbol")
      case ISAL_INVALID_LOOKBACK: .invalid(reason: "invalid distance too far back")
      default: .invalid(reason: "ISA-L code \(code)")
      }
    }
  }
#endif
