import Testing

@testable import SampleGeneration

@Suite struct RandomnessTests {
  /// The published sequence of SplitMix64 for this seed.
  @Test func splitMix64GivesItsPublishedSequence() {
    var random = SplitMix64(seed: 1_234_567)
    let drawn = (0..<5).map { _ in random.next() }
    #expect(
      drawn == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func theAliasTableKeepsTheWeights() {
    let weights: [UInt32] = [0, 1, 10, 100, 3, 0, 886]
    let table = AliasTable(weights: weights)
    var random = SplitMix64(seed: 5)
    var counts = [Int](repeating: 0, count: weights.count)
    for _ in 0..<1_000_000 { counts[table.sample(&random)] += 1 }
    for (weight, count) in zip(weights, counts) {
      let expected = Int(weight) * 1000
      #expect(abs(count - expected) <= expected / 20 + 100 * min(Int(weight), 1), "weight \(weight): \(count)")
    }
  }

  @Test func durationsHaveTheirMedianAndTail() {
    let durations = LogNormal(median: 72, sigma: 1.15, range: 1...3900)
    var random = SplitMix64(seed: 5)
    let samples = (0..<100_000).map { _ in durations.sample(&random) }.sorted()
    #expect((66...78).contains(samples[50_000]))
    #expect((900...1500).contains(samples[99_000]))
    #expect(samples[99_999] <= 3900)
  }

  @Test func eachBlockOfTwoThousandRowsHasTheSameOddities() {
    let mix = CallMix(seed: 3)
    for block in 0..<16 {
      let kinds = (0..<2000).map { mix.kind(ofRow: block * 2000 + $0) }
      #expect(kinds.count { $0 == .duplicate } == 6)
      #expect(kinds.count { $0 == .finalRecord } == 1)
      #expect(kinds.count { $0 == .ordinary } == 1984)
    }
  }
}
