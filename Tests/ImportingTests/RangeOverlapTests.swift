import Testing

@testable import Importing

/// Kept rows are looked up by ranges of starts: those of the repeats of all shards overlap, and each look is a scan.
@Suite("Kept rows are looked up once for ranges that overlap")
struct RangeOverlapTests {
  @Test func `overlapping ranges become one`() {
    #expect(Self.joined([5...9, 1...3, 2...6]) == [1...9])
    #expect(Self.joined([.min...0, 0...0, 0...7]) == [.min...7])
  }

  @Test func `a range within another does not shorten it`() {
    #expect(Self.joined([1...9, 2...3]) == [1...9])
  }

  @Test func `what lies between two ranges is in none`() {
    #expect(Self.joined([8...9, 1...2, 4...6]) == [1...2, 4...6, 8...9])
    #expect(Self.joined([]).isEmpty)
  }

  private static func joined(_ ranges: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] { ranges.withoutOverlap() }
}
