/// Numbers that follow from a seed and what they are for, and from nothing else: not from the order of requests.
///
/// FNV-1a (Fowler, Noll, Vo) over the bytes, mixed as SplitMix64 does (Steele, Lea, Flood 2014).
package struct SeededDraw: Sendable {
  private var state: UInt64

  /// - Parameter purpose: another text gives other numbers.
  package init(seed: UInt64, purpose: String) {
    state = Self.digest(Array(purpose.utf8), from: 0xCBF2_9CE4_8422_2325 ^ Self.mixed(seed))
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// True with `probability`, 0 to 1.
  package mutating func chance(_ probability: Double) -> Bool {
    Double(next() >> 11) * 0x1p-53 < probability
  }

  /// `count` characters out of `alphabet`, which is not empty.
  mutating func text(_ count: Int, of alphabet: [Character]) -> String {
    String((0..<count).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] })
  }

  static func digest(_ bytes: some Sequence<UInt8>, from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
