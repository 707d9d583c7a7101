import CallModel
import Testing

@testable import Registry

/// A walk of numbers, the same for a seed.
private struct SeededNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// 0 ..< `bound`.
  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  /// Of `digitCount` digits, few of them different, so that prefixes and numbers meet.
  mutating func number(_ digitCount: Int) -> PhoneNumber {
    let value = (0..<digitCount).reduce(UInt64(0)) { value, _ in value * 10 + UInt64([0, 1, 5][next(below: 3)]) }
    return PhoneNumber(value: value, digitCount: digitCount)
  }
}

@Suite("Look-up tables against a look at every entry (spec 3.2, 3.3)")
struct LookupTests {
  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `the trie finds the longest prefix, the last of equal ones`(seed: UInt64) {
    var numbers = SeededNumbers(seed)
    // Every few seeds with the prefix of no digit, which each number has.
    let shortest = seed % 5 == 0 ? 0 : 1
    let prefixes = (0..<numbers.next(below: 120)).map { index in
      (prefix: numbers.number(shortest + numbers.next(below: 7)), value: index)
    }
    let storage = TableStorage()
    let trie = PrefixTrie(prefixes, in: storage)
    for _ in 0..<500 {
      let number = numbers.number(numbers.next(below: PhoneNumber.maximumDigits + 1))
      let text = Self.digits(number)
      let fitting = prefixes.filter { text.hasPrefix(Self.digits($0.prefix)) }
      let longest = fitting.map(\.prefix.digitCount).max()
      let expected = fitting.last { $0.prefix.digitCount == longest }
      let found = trie.find(number)
      #expect(found?.value == expected?.value, "seed \(seed), \(text)")
      #expect(found?.digitCount == longest, "seed \(seed), \(text)")
      #expect(trie.value(of: number) == expected?.value, "seed \(seed), \(text)")
    }
  }

  @Test func `the value of many prefixes, from six digits on, is that of the walk from the first`() {
    var numbers = SeededNumbers(99)
    let prefixes = (0..<5_000).map { (prefix: numbers.number(numbers.next(below: 10)), value: $0) }
    let storage = TableStorage()
    let trie = PrefixTrie(prefixes, in: storage)
    for _ in 0..<20_000 {
      let number = numbers.number(numbers.next(below: PhoneNumber.maximumDigits + 1))
      #expect(trie.value(of: number) == trie.find(number)?.value, "\(number)")
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `the narrowest range that holds a number on the day is found, whether ranges share numbers or not`(seed: UInt64)
  {
    var numbers = SeededNumbers(seed)
    let sharesNumbers = seed % 2 == 0
    let first: UInt64 = 554_833_330_000
    var items: [(range: ClosedRange<UInt64>, row: Int, period: DateRange)] = []
    for row in 0..<numbers.next(below: 40) {
      let start = first + UInt64(sharesNumbers ? numbers.next(below: 400) : row * 20 + numbers.next(below: 10))
      // Widths differ, so that the narrowest is one.
      let width = sharesNumbers ? row + 1 : numbers.next(below: 10)
      let day = Int32(20_000 + numbers.next(below: 20))
      let period = DateRange(
        first: CivilDate(daysSinceEpoch: day), last: CivilDate(daysSinceEpoch: day + Int32(numbers.next(below: 20))))
      items.append((start...(start + UInt64(width)), row, period))
    }
    let storage = TableStorage()
    let index = RangeIndex(items, in: storage)
    for _ in 0..<1_000 {
      let value = first - 10 + UInt64(numbers.next(below: 900))
      let date = CivilDate(daysSinceEpoch: Int32(20_000 + numbers.next(below: 40)))
      let expected = items.filter { $0.range.contains(value) && $0.period.first <= date && date <= $0.period.last }
        .min { $0.range.count < $1.range.count }
      let found = index.find(PhoneNumber(value: value, digitCount: 12), on: date)
      #expect(found == expected?.row, "seed \(seed), \(value) on \(date)")
    }
  }

  private static func digits(_ number: PhoneNumber) -> String {
    number.digitCount == 0 ? "" : number.description
  }
}
