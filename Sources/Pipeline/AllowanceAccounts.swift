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

  var accounts: [Key: AllowanceAccount] = [:]
}

/// The open allowance accounts of one line or pool: by plan and cycle.
///
/// A line has one or two at a time; they are looked for from the last. The entries are used again for the next line, so
/// that a usual run allocates none.
struct AllowanceAccounts {
  private struct Entry {
    var plan: Int
    /// The row, for migrants, whose account begins with what the book says; else -1.
    var migrantRow: Int
    var account: AllowanceAccount
  }

  private var entries: [Entry] = []
  private var openCount = 0

  /// Forgets the accounts: the next line's calls come.
  mutating func removeAll() { openCount = 0 }

  /// The place of the account of `plan` in the cycle that starts on `cycleStart`, opened if need be.
  mutating func open(
    plan: Int, cycleStart: CivilDate, allowances: PlanAllowances, migrantRow: Int = -1, carried: AllowanceAccount? = nil
  ) -> Int {
    var index = openCount - 1
    while index >= 0 {
      let entry = entries[index]
      if entry.plan == plan, entry.account.cycleStart == cycleStart, entry.migrantRow == migrantRow { return index }
      index -= 1
    }
    if openCount < entries.count, entries[openCount].plan == plan, carried == nil {
      entries[openCount].account.restart(allowances, cycleStart: cycleStart)
      entries[openCount].migrantRow = migrantRow
    } else {
      let account = carried ?? AllowanceAccount(allowances, cycleStart: cycleStart)
      let entry = Entry(plan: plan, migrantRow: migrantRow, account: account)
      if openCount < entries.count { entries[openCount] = entry } else { entries.append(entry) }
    }
    openCount += 1
    return openCount - 1
  }

  /// The account at a place that `open` gave.
  subscript(index: Int) -> AllowanceAccount {
    get { entries[index].account }
    _modify { yield &entries[index].account }
  }
}
