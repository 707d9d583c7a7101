import CallModel
import Rating
import Registry

/// What a migrant line's account has when one of its rows first calls in a cycle: the calls of the same cycle under the
/// contract before have taken theirs (`ShardPlan`).
struct CarriedAllowances: Sendable {
  struct Key: Hashable, Sendable {
    var row: Int
    var cycleStart: CivilDate
  }

  var left: [Key: OpenedAccount] = [:]
}

/// What an account has when the first of some calls comes to it.
struct OpenedAccount: Sendable {
  /// Of each allowance, in the plan's order.
  var left: [Int64]
  /// What it took over from the cycle before (spec 11.1); empty: nothing.
  var carried: [Int64] = []
}

/// The open allowance accounts of one line or pool: by plan and cycle.
///
/// A line has one or two at a time; they are looked for from the last. The memory is used again for the next line, so
/// that a usual run allocates none.
struct AllowanceAccounts {
  private struct Entry: BitwiseCopyable {
    var plan: Int
    var cycleStart: CivilDate
    /// The row, for migrants, whose account begins with what the cycle account says; else -1.
    var migrantRow: Int
    /// Where its allowances begin in `left`.
    var offset: Int
  }

  private var entries: [Entry] = []
  /// What is left of each allowance of each account (`AllowanceAccount`).
  var left: [Int64] = []
  /// What accounts took over from the cycle before, by their places in `left`; those that took nothing have none.
  private var carried: [Int: [Int64]] = [:]

  /// Forgets the accounts: the next line's calls come.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    left.removeAll(keepingCapacity: true)
    if !carried.isEmpty { carried.removeAll(keepingCapacity: true) }
  }

  /// Where in `left` the account of `plan` in the cycle that starts on `cycleStart` is; nil: it is not open.
  func find(plan: Int, cycleStart: CivilDate, migrantRow: Int = -1) -> Int? {
    var index = entries.count - 1
    while index >= 0 {
      let entry = entries[index]
      if entry.plan == plan, entry.cycleStart == cycleStart, entry.migrantRow == migrantRow { return entry.offset }
      index -= 1
    }
    return nil
  }

  /// Opens an account with a plan's whole allowances; returns its place in `left`.
  mutating func open(
    plan: Int, cycleStart: CivilDate, _ allowances: PlanAllowances, _ table: AllowanceTable
  ) -> Int {
    let offset = add(plan, cycleStart, migrantRow: -1)
    for _ in 0..<allowances.count { left.append(0) }
    AllowanceAccount.fill(&left, at: offset, allowances, table)
    return offset
  }

  /// Opens an account with what it is told.
  ///
  /// - Parameter migrantRow: of a migrant's, the row.
  mutating func open(plan: Int, cycleStart: CivilDate, migrantRow: Int = -1, with account: OpenedAccount) -> Int {
    let offset = add(plan, cycleStart, migrantRow: migrantRow)
    left += account.left
    if account.carried.contains(where: { $0 != 0 }) { carried[offset] = account.carried }
    return offset
  }

  private mutating func add(_ plan: Int, _ cycleStart: CivilDate, migrantRow: Int) -> Int {
    entries.append(Entry(plan: plan, cycleStart: cycleStart, migrantRow: migrantRow, offset: left.count))
    return left.count
  }

  /// What the account at a place in `left` has.
  func account(at offset: Int, count: Int) -> OpenedAccount {
    OpenedAccount(left: Array(left[offset..<(offset + count)]), carried: carried[offset] ?? [])
  }
}
