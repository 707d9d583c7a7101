/// "An allowance belongs to (line, or contract if the plan's scope is contract; plan; name; cycle)" (spec 3.6): all but the
/// name.
struct AllowanceAccount: Hashable {
  /// Whether the owner is a contract.
  let isPool: Bool
  let owner: Text
  let plan: Text
  let cycle: Cycle
}

/// Amounts of some allowances, by name: seconds, or millionths of a real.
struct NamedAmounts: Hashable {
  var seconds: [Text: Int128] = [:]
  var value: [Text: Int128] = [:]
}

/// What is left of every allowance of every owner and cycle, and what of it passes on (spec 3.6, 11.1).
struct AllowancesLeft {
  struct Key: Hashable {
    let account: AllowanceAccount
    let name: Text
  }

  let registry: ReferenceRegistry
  /// What closed cycles left for the next.
  var kept: [AllowanceAccount: NamedAmounts] = [:]
  /// What a cycle takes over from the one before, if that is known and not to be worked out.
  var taken: [AllowanceAccount: NamedAmounts] = [:]
  /// Seconds, or units of the plan's decimals.
  private var left: [Key: Int128] = [:]

  init(registry: ReferenceRegistry) { self.registry = registry }

  mutating func cover(_ calls: [RatedCall]) -> [RatedCall] {
    calls.sorted { $0.comesBefore($1) }.map { $0.price == nil ? $0 : cover($0) }
  }

  private mutating func cover(_ rated: RatedCall) -> RatedCall {
    guard let price = rated.price else { return rated }
    var rated = rated
    let account = Self.account(of: rated)
    for allowance in allowances(for: rated) where allowance.seconds != nil {
      let covered = take(Int128(rated.surplusSeconds), allowance, account, rated.plan)
      rated.coveredSeconds += Int(covered)
    }
    // Allowance seconds cover the first seconds of the call.
    let gross = price.gross(surplus: rated.coveredSeconds..<rated.billedSeconds, plan: rated.plan)
    rated.amount = gross
    for allowance in allowances(for: rated) where allowance.value != nil {
      let covered = take(rated.amount, allowance, account, rated.plan)
      rated.allowanceAmount += covered
      rated.amount -= covered
    }
    rated.amount = rated.plan.charged(rated.amount)
    return rated
  }

  private mutating func take(
    _ wanted: Int128, _ allowance: Allowance, _ account: AllowanceAccount, _ plan: Plan
  ) -> Int128 {
    let key = Key(account: account, name: allowance.name)
    let available =
      left[key] ?? (own(allowance, account, plan) + carriedIn(allowance, account, plan))
    let covered = min(available, wanted)
    left[key] = available - covered
    return covered
  }

  /// Those of the plan that list the call's zone (exact, a parent, or `*`), by ascending priority, then name.
  private func allowances(for rated: RatedCall) -> [Allowance] {
    let listed = registry.allowances.filter { allowance in
      allowance.plan == rated.plan.id
        && allowance.zones.contains { $0 == rated.zone || $0 == rated.zone.parentZone || $0 == "*" }
    }
    return listed.sorted { ($0.priority, $0.name) < ($1.priority, $1.name) }
  }

  static func account(of rated: RatedCall) -> AllowanceAccount {
    let line = rated.call.line
    return AllowanceAccount(
      isPool: rated.plan.isPooled, owner: rated.plan.isPooled ? line.contract : line.id, plan: rated.plan.id,
      cycle: rated.cycle)
  }
}

// MARK: Proration and carry-over (spec 11.1)

extension AllowancesLeft {
  /// "Amount × days of the line in that plan ÷ days of the cycle, cut to whole seconds or centavos; pools are not prorated."
  private func own(_ allowance: Allowance, _ account: AllowanceAccount, _ plan: Plan) -> Int128 {
    var amount = allowance.seconds.map { Int128($0) } ?? allowance.value ?? 0
    let all = account.cycle.days.count
    let days = days(account)
    if allowance.isProrated && !account.isPool && days < all {
      amount = amount * Int128(days) / Int128(all)
      if allowance.value != nil { amount = amount / centavo * centavo }
    }
    return allowance.value == nil ? amount : units(amount, plan)
  }

  private var centavo: Int128 { millionths / 100 }

  /// Millionths in units of the plan's decimals, cut.
  private func units(_ amount: Int128, _ plan: Plan) -> Int128 {
    amount * unitsPerReal(decimals: plan.decimals) / millionths
  }

  /// How many days of the cycle some row of `lines.csv` gives the account.
  private func days(_ account: AllowanceAccount) -> Int {
    account.cycle.days.filter { day in
      registry.lines.contains { line in
        line.plan == account.plan && (account.isPool ? line.contract : line.id) == account.owner
          && line.period.contains(day) && Cycle(of: day, resetDay: line.resetDay) == account.cycle
      }
    }.count
  }

  private func carriedIn(_ allowance: Allowance, _ account: AllowanceAccount, _ plan: Plan) -> Int128 {
    if let taken = taken[account] { return named(allowance, taken, plan) }
    let before = AllowanceAccount(
      isPool: account.isPool, owner: account.owner, plan: account.plan, cycle: account.cycle.before)
    if let kept = kept[before] { return named(allowance, kept, plan) }
    // "Nothing from before active_from; a cycle without calls carries all."
    return days(before) == 0 ? 0 : passedOn(allowance, before, plan)
  }

  private func named(_ allowance: Allowance, _ amounts: NamedAmounts, _ plan: Plan) -> Int128 {
    allowance.value == nil
      ? amounts.seconds[allowance.name] ?? 0 : units(amounts.value[allowance.name] ?? 0, plan)
  }

  /// "One cycle on": what was carried in is used first, and of the cycle's own what is left passes on.
  private func passedOn(_ allowance: Allowance, _ account: AllowanceAccount, _ plan: Plan) -> Int128 {
    let own = own(allowance, account, plan)
    let rest = min(own, left[Key(account: account, name: allowance.name)] ?? own)
    switch allowance.carryOver {
    case .none: return 0
    case .seconds(let most): return min(rest, Int128(most))
    case .all: return rest
    }
  }

  /// What the cycle leaves for the next, by name.
  func passedOn(_ account: AllowanceAccount) -> NamedAmounts {
    named(account) { passedOn($0, account, $1) }
  }

  /// What the cycle took over, by name.
  func carriedIn(_ account: AllowanceAccount) -> NamedAmounts {
    named(account) { carriedIn($0, account, $1) }
  }

  private func named(_ account: AllowanceAccount, _ amount: (Allowance, Plan) -> Int128) -> NamedAmounts {
    var named = NamedAmounts()
    guard let plan = registry.plans[account.plan] else { return named }
    for allowance in registry.allowances where allowance.plan == account.plan {
      if allowance.value == nil {
        named.seconds[allowance.name] = amount(allowance, plan)
      } else {
        named.value[allowance.name] = amount(allowance, plan) * millionths / unitsPerReal(decimals: plan.decimals)
      }
    }
    return named
  }
}

extension Cycle {
  var days: [Day] { (start.number...end.number).map { Day(number: $0) } }
  var before: Cycle { Cycle(of: Day(number: start.number - 1), resetDay: start.civil.day) }
}
