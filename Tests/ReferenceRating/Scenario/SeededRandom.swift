/// SplitMix64: small, and the same everywhere. Not `RandomNumberGenerator`, whose users may change between releases.
package struct SeededRandom {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range; slightly uneven, which does not matter here.
  package mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  package mutating func chance(percent: Int) -> Bool { int(1...100) <= percent }

  /// One of the elements; `choices` is not empty.
  package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[int(0...choices.count - 1)] }

  /// `count` distinct places of the array, in its order; all of it if it has no more.
  package mutating func some<Element>(_ count: Int, of choices: [Element]) -> [Element] {
    var places = Array(choices.indices)
    while places.count > count { places.remove(at: int(0...places.count - 1)) }
    return places.map { choices[$0] }
  }

  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var left = elements
    var result: [Element] = []
    while !left.isEmpty { result.append(left.remove(at: int(0...left.count - 1))) }
    return result
  }

  package mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(int(0...9)) }.joined()
  }
}
