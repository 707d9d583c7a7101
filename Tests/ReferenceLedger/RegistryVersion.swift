@testable import ReferenceRating

/// A registry as it lies there at some moment, with the settings that amounts follow from (spec 4.3 "Closed cycles").
package struct RegistryVersion: Sendable {
  /// CSV text by table file name; valid.
  package let tables: [String: String]
  package let activeLinesOnly: Bool
  /// `additional_service: per-call`.
  package let isPerCall: Bool
  let registry: ReferenceRegistry

  package init(tables: [String: String], activeLinesOnly: Bool, isPerCall: Bool) {
    self.tables = tables
    self.activeLinesOnly = activeLinesOnly
    self.isPerCall = isPerCall
    registry = ReferenceRegistry(tables)
  }

  /// The same with other tables or settings.
  package func with(
    tables: [String: String]? = nil, activeLinesOnly: Bool? = nil, isPerCall: Bool? = nil
  ) -> RegistryVersion {
    RegistryVersion(
      tables: tables ?? self.tables, activeLinesOnly: activeLinesOnly ?? self.activeLinesOnly,
      isPerCall: isPerCall ?? self.isPerCall)
  }
}

/// Whose allowances a call takes: a line with a plan, or the lines of a contract that share one.
struct Account: Hashable, Comparable {
  let isPool: Bool
  /// The contract of a pool, else the line.
  let owner: Text
  /// Blank: the line has none.
  let plan: Text

  static func < (left: Account, right: Account) -> Bool {
    (left.isPool ? 1 : 0, left.owner, left.plan) < (right.isPool ? 1 : 0, right.owner, right.plan)
  }
}

/// The account and cycle of a day of a line.
struct AccountCycle: Hashable, Comparable {
  let account: Account
  let cycle: Cycle

  var ofAllowances: AllowanceAccount {
    AllowanceAccount(isPool: account.isPool, owner: account.owner, plan: account.plan, cycle: cycle)
  }

  static func < (left: AccountCycle, right: AccountCycle) -> Bool {
    (left.account, left.cycle) < (right.account, right.cycle)
  }
}

/// Where a registry puts a call, regardless of the line's flag and plan.
struct Located {
  let direction: Direction
  let line: LineRow

  /// Spec 6.2: its outbound calls are suspended.
  var lacksPlan: Bool { direction == .outbound && line.plan.isBlank }
}

extension RegistryVersion {
  /// The line of a call (spec 3.2, 2.3), its active flag and its plan not asked.
  func locate(_ read: ReadCall) -> Located? {
    switch registry.place(read, activeLinesOnly: false) {
    case .call(let call): return Located(direction: call.direction, line: call.line)
    case .suspended(reason: "no-plan"):
      // An outbound call: its own number is that of its identity.
      let line = registry.line(
        ofCall: read.identity.ownNumber.string, trunk: read.trunk, accountCode: read.accountCode,
        on: read.startedAt.day)
      return line.map { Located(direction: .outbound, line: $0) }
    case .suspended, .unanswered: return nil
    }
  }

  /// Whether the caller's number is one of ours.
  func hasLine(ofCallerOf read: ReadCall) -> Bool {
    guard let number = read.caller(areaCode: nil).number else { return false }
    return registry.line(ofNumber: number.digits, on: read.startedAt.day) != nil
  }

  /// The row of a line on a day.
  func row(ofLine id: Text, on day: Day) -> LineRow? {
    registry.lines.first { $0.id == id && $0.period.contains(day) }
  }

  func accountCycle(of line: LineRow, on day: Day) -> AccountCycle {
    let isPool = registry.plans[line.plan]?.isPooled ?? false
    return AccountCycle(
      account: Account(isPool: isPool, owner: isPool ? line.contract : line.id, plan: line.plan),
      cycle: Cycle(of: day, resetDay: line.resetDay))
  }

  /// Zone and price, flags not asked; a fault where there is none, `no-plan` too.
  func rate(_ read: ReadCall) throws(Fault) -> RatedCall {
    switch registry.place(read, activeLinesOnly: false) {
    case .unanswered: throw Fault(reason: "unanswered", field: "")
    case .suspended(let reason): throw Fault(reason: reason, field: "")
    case .call(let call): return try registry.rate(call)
    }
  }
}
