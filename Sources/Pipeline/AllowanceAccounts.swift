import CallModel
import Rating
import Registry

/// What is left of a migrant line's allowances when one of its rows first calls in a cycle: the calls of the same
/// cycle under the contract before have taken theirs (`PartitionPlan`).
struct CarryBook: Sendable {
  struct Key: Hashable, Sendable {
    var row: Int
    var cycleStart: CivilDate
  }

  var left: [Key: [Int64]] = [:]
}

/// The open allowance accounts of one line or pool: by plan and cycle.
///
/// A line has one or two at a time; they are looked for from the last. The memory is used again for the next line, so
/// that a usual run allocates none.
struct AllowanceAccounts {
  private struct Entry: BitwiseCopyable {
    var plan: Int
    var cycleStart: CivilDate
    /// The row, for migrants, whose account begins with what the book says; else -1.
    var migrantRow: Int
    /// Where its allowances begin in `left`.
    var offset: Int
  }

  private var entries: [Entry] = []
  /// What is left of each allowance of each account (`AllowanceAccount`).
  var left: [Int64] = []

  /// Forgets the accounts: the next line's calls come.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    left.removeAll(keepingCapacity: true)
  }

  /// Where in `left` the account of `plan` in the cycle that starts on `cycleStart` is, opened if need be.
  ///
  /// - Parameter carried: what a migrant's account begins with.
  mutating func open(
    plan: Int, cycleStart: CivilDate, _ allowances: PlanAllowances, _ book: AllowanceBook, migrantRow: Int = -1,
    carried: [Int64]? = nil
  ) -> Int {
    var index = entries.count - 1
    while index >= 0 {
      let entry = entries[index]
      if entry.plan == plan, entry.cycleStart == cycleStart, entry.migrantRow == migrantRow { return entry.offset }
      index -= 1
    }
    let offset = left.count
    entries.append(Entry(plan: plan, cycleStart: cycleStart, migrantRow: migrantRow, offset: offset))
    if let carried {
      left += carried
    } else {
      for _ in 0..<allowances.count { left.append(0) }
      AllowanceAccount.fill(&left, at: offset, allowances, book)
    }
    return offset
  }
}
