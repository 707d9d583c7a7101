/// How long a request waits that the platform did not answer: 5 s, 10 s, 20 s … to an hour, each a quarter more or less, so
/// that many do not come back at once.
struct BackOff: Sendable {
  static let firstSeconds: Int64 = 5
  static let longestSeconds: Int64 = 3_600

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// - Parameter attempts: made so far, 1 or more.
  mutating func seconds(afterAttempts attempts: Int) -> Int64 {
    let doublings = min(max(0, attempts - 1), 20)
    let middle = min(Self.longestSeconds, Self.firstSeconds << doublings)
    let quarter = middle / 4
    return middle - quarter + Int64(next() % UInt64(2 * quarter + 1))
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
