/// Which lines calls are drawn from.
struct LinePools: Sendable {
  private let activity: AliasTable
  /// Active lines that their trunk alone identifies.
  private let trunkLines: [Int32]
  /// Active lines that their account code alone identifies.
  private let accountLines: [Int32]
  private let inactiveLines: [Int32]
  /// Active lines whose plan has no price for donations, before and after its change.
  private let linesWithoutDonation: [Int32]

  init(roster: LineRoster, catalog: PlanCatalog) {
    let lines = roster.lines
    let unpriced = Set(catalog.plansWithoutDonation)
    // Trunks are given out in the order of lines, so that two lines of one trunk are neighbours in it.
    var trunkUses = [UInt32](repeating: 0, count: lines.reduce(0) { max($0, Int($1.trunk)) } + 1)
    for line in lines { trunkUses[Int(line.trunk)] += 1 }
    func indices(where matches: (LineRoster.Line) -> Bool) -> [Int32] {
      lines.indices.filter { matches(lines[$0]) }.map { Int32($0) }
    }
    let weights = lines.map { $0.isActive ? $0.weight : 0 }
    activity = AliasTable(weights: weights.contains { $0 > 0 } ? weights : lines.map(\.weight))
    trunkLines = indices { $0.isActive && $0.trunk != 0 && trunkUses[Int($0.trunk)] == 1 }
    // Codes repeat once a million lines are reached.
    accountLines = lines.count > 1_000_000 ? [] : indices { $0.isActive && $0.accountCode >= 0 }
    inactiveLines = indices { !$0.isActive }
    linesWithoutDonation = indices {
      $0.isActive && unpriced.contains(Int($0.plan)) && unpriced.contains(Int($0.laterPlan))
    }
  }

  /// An active line, the busy ones more often.
  @inline(__always)
  func line(_ random: inout SplitMix64) -> Int {
    activity.sample(&random)
  }

  func identifiedByTrunk(_ random: inout SplitMix64) -> Int? { draw(trunkLines, &random) }
  func identifiedByAccountCode(_ random: inout SplitMix64) -> Int? { draw(accountLines, &random) }
  func inactive(_ random: inout SplitMix64) -> Int? { draw(inactiveLines, &random) }
  func withoutDonation(_ random: inout SplitMix64) -> Int? { draw(linesWithoutDonation, &random) }

  private func draw(_ lines: [Int32], _ random: inout SplitMix64) -> Int? {
    lines.isEmpty ? nil : Int(lines[random.below(lines.count)])
  }
}
