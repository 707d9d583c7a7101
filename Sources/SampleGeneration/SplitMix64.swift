/// The generator of pseudo-random numbers: SplitMix64 (Steele, Lea, Flood 2014), 8 bytes of state.
///
/// Written out here because the bytes generated from a seed must not change with a library or a machine.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A generator of its own for each `stream` of one seed: rows need not be made in order.
  @inline(__always)
  init(seed: UInt64, stream: UInt64) {
    state = Self.mix(seed &+ Self.mix(stream &+ 0x9E37_79B9_7F4A_7C15))
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// Uniform in 0 ..< `bound` (by multiplication, Lemire 2019; the bias is below 2^-32); `bound` from 1 to 2^32.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// Uniform in `range`, which holds at most 2^32 values.
  @inline(__always)
  mutating func inside(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound &+ below(range.upperBound &- range.lowerBound &+ 1)
  }

  /// True `perMille` times of 1000.
  @inline(__always)
  mutating func chance(perMille: Int) -> Bool {
    below(1000) < perMille
  }

  /// Uniform in 0 ..< 1, of 53 bits.
  @inline(__always)
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
