import CallModel
import Scheduling

/// The slow twin: asks each minute's local time whether it matches; written from the rule, not from the product.
struct SlowAgenda {
  let fields: [AgendaField: Set<Int>]

  /// Instants after `start` up to `end` at which it runs, ascending.
  ///
  /// Goes through instants minute by minute. A minute's local time counts the first time it is shown. Where the clock
  /// jumps, the local times it left out count at the instants that the clock before the jump would have shown them.
  func times(after start: Int64, through end: Int64, _ zone: TimeZoneRules) -> [Int64] {
    var found: Set<Int64> = []
    var shown: Set<Int64> = []
    // A day and more before, so that what was shown and what was skipped before the start is known.
    var instant = start / 60 * 60 - 3 * 86_400
    var previousOffset = Int64(zone.offset(at: instant - 60))
    while instant <= end {
      let offset = Int64(zone.offset(at: instant))
      if offset > previousOffset {
        for skipped in stride(from: instant + previousOffset, to: instant + offset, by: 60) where matches(skipped) {
          found.insert(skipped - previousOffset)
        }
      }
      let local = instant + offset
      if shown.insert(local).inserted, matches(local) { found.insert(instant) }
      previousOffset = offset
      instant += 60
    }
    return found.filter { $0 > start && $0 <= end }.sorted()
  }

  private func matches(_ local: Int64) -> Bool {
    let date = CivilDate(daysSinceEpoch: Int32(local / 86_400))
    let (_, month, day) = date.components
    let values: [AgendaField: Int] = [
      .minute: Int(local / 60 % 60), .hour: Int(local / 3_600 % 24), .dayOfMonth: day, .month: month,
      // 1970-01-01 was a Thursday.
      .dayOfWeek: (Int(date.daysSinceEpoch) + 4) % 7,
    ]
    return values.allSatisfy { fields[$0.key]?.contains($0.value) ?? true }
  }
}

/// Numbers that follow from a seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
