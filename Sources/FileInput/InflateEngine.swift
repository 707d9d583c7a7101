/// Which library inflates.
package enum InflateEngine: CaseIterable, Sendable {
  /// Always there: the slow twin.
  case zlib
  #if ISAL
    /// With the package trait `ISAL`.
    case isal
  #endif

  /// The fastest one compiled in.
  package static var standard: InflateEngine {
    #if ISAL
      .isal
    #else
      .zlib
    #endif
  }

  func makeInflater() -> any RawInflater {
    switch self {
    case .zlib: ZlibInflater()
    #if ISAL
      case .isal: ISALInflater()
    #endif
    }
  }
}

/// Inflates raw DEFLATE streams (RFC 1951), one after the other, and computes the CRC-32 that gzip wants (RFC 1952).
///
/// The framing around them is `GzipStream`'s, the same for every engine. One owner at a time.
protocol RawInflater: AnyObject {
  /// Forgets everything, ready for a new stream. To be called before the first.
  func begin()

  /// Takes some of `input` and fills some of `output`, as far as either goes.
  ///
  /// After `.finished` or `.invalid`, only `begin` may follow. Never traps or reads or writes outside the two buffers,
  /// regardless of the bytes.
  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> InflateStep

  /// Another one that goes on from here by itself, as often as one likes. To be called before `.finished` or `.invalid`.
  func copy() -> any RawInflater

  /// The CRC-32 of all the bytes so far, from that of the bytes before `bytes` (0 at the start).
  func checksum(_ previous: UInt32, adding bytes: UnsafeRawBufferPointer) -> UInt32
}

/// What one call of `RawInflater.inflate` did.
struct InflateStep {
  enum Status: Equatable {
    /// Call again: with room for output, and with input if there was none left.
    case unfinished
    /// The stream is complete and all its bytes delivered.
    case finished
    case invalid(reason: String)
    case outOfMemory
  }

  /// Negative if the engine gives back bytes it had taken in an earlier call, down to
  /// `-CompressedInput.giveBackBytes`.
  var consumedBytes = 0
  /// 0 or more, and no more than there was room for.
  var producedBytes = 0
  var status: Status

  /// The most bytes handed to a library at once: their counters have 32 bits.
  static let maximumBytes = 1 << 30
}
