import CallModel

/// Where the lines and the numbers they call are: area codes (CN) by how many telephones they have.
struct AreaCodes: Sendable {
  /// Shares of the largest areas; any other has 6.
  private static let weights: [Int: UInt32] = [
    11: 160, 19: 42, 21: 84, 27: 24, 31: 60, 41: 44, 47: 28, 48: 40, 51: 48, 61: 34, 62: 30, 71: 34, 81: 32, 85: 30,
  ]

  private let table: AliasTable
  /// For each area code, its others with the same first digit.
  private let neighbours: [[Int]]

  init() {
    table = AliasTable(weights: AreaCode.all.map { Self.weights[$0] ?? 6 })
    neighbours = (0..<100).map { code in AreaCode.all.filter { $0 / 10 == code / 10 && $0 != code } }
  }

  func sample(_ random: inout SplitMix64) -> Int {
    AreaCode.all[table.sample(&random)]
  }

  /// Another area code.
  func sample(otherThan code: Int, _ random: inout SplitMix64) -> Int {
    let drawn = sample(&random)
    return drawn == code ? neighbour(of: code, &random) : drawn
  }

  /// Another one with the same first digit (`vc2`); each has some.
  func neighbour(of code: Int, _ random: inout SplitMix64) -> Int {
    neighbours[code][random.below(neighbours[code].count)]
  }

  /// One with another first digit (`vc3`).
  func distant(from code: Int, _ random: inout SplitMix64) -> Int {
    for _ in 0..<16 {
      let drawn = sample(&random)
      if drawn / 10 != code / 10 { return drawn }
    }
    return code / 10 == 1 ? 21 : 11
  }
}
