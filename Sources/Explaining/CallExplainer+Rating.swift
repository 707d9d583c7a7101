import CallModel
import Importing
import Ledger
import Pipeline
import Rating
import Registry
import Statements

extension CallExplainer {
  /// What the call costs: rate, billed seconds, cycle, allowances, price.
  func rating(
    _ call: RecordedCall, _ cycleAccount: CycleAccountRow, _ priced: (charge: CallCharger, placed: CallCharger.Placed)?
  ) throws -> [ExplainedRule] {
    guard let (charger, placed) = priced else {
      return [
        ExplainedRule(
          .warning, "No registry version in the ledger has a price for it: run summit-cdr verify.", values: [:])
      ]
    }
    let registry = charger.registry
    let cycle = cycle(call, registry.lines[placed.lineRow], cycleAccount, RegistryPlace.line(placed.lineRow, registry))
    guard let tariff = placed.tariff else { return [free(call, placed, registry), cycle] }
    let price = CallPrice(call, registry, plan: placed.plan, tariff: tariff)
    var rules = [price.rate, price.billedSeconds, cycle]
    let (before, taken) = try allowancesBefore(call, cycleAccount, registry, plan: placed.plan)
    rules += allowanceRules(before, taken, call, registry, plan: placed.plan, isTime: true)
    rules.append(price.price)
    rules += allowanceRules(before, taken, call, registry, plan: placed.plan, isTime: false)
    rules.append(price.amount)
    if call.entry == 0 {
      var left = before.map(\.left)
      if let again = charger.charge(placed, left: &left), again.amount.micros != call.amountMicros {
        let text = Money.text(micros: Int128(again.amount.micros), decimals: call.decimals)
        rules.append(
          ExplainedRule(.warning, "Counted again it is R$ \(text): run summit-cdr verify.", values: ["again": text]))
      }
    }
    return rules
  }

  private func cycle(_ call: RecordedCall, _ line: LineRow, _ cycleAccount: CycleAccountRow, _ place: String)
    -> ExplainedRule
  {
    ExplainedRule(
      .cycle,
      "The allowances restart on day \(line.resetDay), so it belongs to the cycle of \(call.cycleStart) to "
        + "\(cycleAccount.cycleEnd)" + (cycleAccount.isClosed ? ", which is closed." : "."),
      values: [
        "reset_day": "\(line.resetDay)", "cycle_start": "\(call.cycleStart)", "cycle_end": "\(cycleAccount.cycleEnd)",
      ], rows: [place])
  }

  private func free(_ call: RecordedCall, _ placed: CallCharger.Placed, _ registry: Registry) -> ExplainedRule {
    let plan = registry.plans[placed.plan]
    if !call.isOutbound { return ExplainedRule(.amount, "A received call costs nothing.", values: ["amount": "0"]) }
    let start = localStart(call)
    let answer = registry.rates.find(
      plan: placed.plan, zone: placed.zone, date: start.date, secondOfDay: start.secondOfDay)
    if case .tariff = answer {
      return ExplainedRule(
        .amount,
        "It took \(call.duration) s, and plan \(plan.id) charges nothing for calls of up to \(plan.graceSeconds) s.",
        values: ["grace_s": "\(plan.graceSeconds)", "amount": "0"], rows: [RegistryPlace.plan(placed.plan, registry)])
    }
    return ExplainedRule(
      .amount, "Plan \(plan.id) has no rate for \(call.zone), and such calls are free without one.",
      values: ["amount": "0"])
  }

  // MARK: - Allowances

  /// What each of the plan's allowances had when the call came to it, and what the call took: by going through the cycle account.
  private func allowancesBefore(
    _ call: RecordedCall, _ cycleAccount: CycleAccountRow, _ registry: Registry, plan: Int
  ) throws -> (before: [AllowanceUse], taken: [Int64]) {
    var replay = AllowanceReplay(registry, plan: plan, cycleAccount) { CycleAccountAllowances(registry) }
    for earlier in try CycleAccountCalls(cycleAccount, ledger).calls {
      let before = replay.uses
      let taken = replay.take(earlier, isHere: true)
      if earlier.file == call.file, earlier.sourceLine == call.sourceLine, earlier.entry == call.entry,
        earlier.instant == call.instant
      {
        return (before, taken)
      }
    }
    return (replay.uses, replay.uses.map { _ in 0 })
  }

  private func allowanceRules(
    _ before: [AllowanceUse], _ taken: [Int64], _ call: RecordedCall, _ registry: Registry, plan: Int, isTime: Bool
  ) -> [ExplainedRule] {
    let allowances = registry.allowances.plans[plan]
    guard let zone = registry.zones.index(named: call.zone) else { return [] }
    var rules: [ExplainedRule] = []
    for (index, use) in before.enumerated() where use.isTime == isTime {
      guard registry.allowances.covers(registry.allowances.allowances[allowances.first + index], zone: zone) else {
        continue
      }
      rules.append(
        allowance(use, taken: taken[index], call, place: RegistryPlace.allowance(use.name, plan: plan, registry)))
    }
    if isTime, rules.isEmpty {
      rules.append(ExplainedRule(.allowance, "No allowance of minutes covers zone \(call.zone)."))
    }
    return rules
  }

  private func allowance(_ use: AllowanceUse, taken: Int64, _ call: RecordedCall, place: String) -> ExplainedRule {
    func text(_ value: Int64) -> String {
      use.isTime
        ? "\(value) s (\(BrazilianText.duration(Int(value))))"
        : "R$ \(Money.text(micros: Int128(value), decimals: max(2, call.decimals)))"
    }
    var values = [
      "allowance": use.name, "total": "\(use.total)", "before": "\(use.left)", "taken": "\(taken)",
      "after": "\(use.left - taken)", "unit": use.isTime ? "s" : "micros",
    ]
    let sentence: String
    var amount = "\(text(use.total)) a cycle"
    if let part = use.part {
      values["days"] = "\(part.days)"
      values["days_of_cycle"] = "\(part.of)"
      amount = "\(text(use.total)) in this cycle, of which the line has the plan on \(part.days) of \(part.of) days"
    }
    if use.carried > 0 {
      values["carried"] = "\(use.carried)"
      amount += ", with \(text(use.carried)) left from the cycle before"
    }
    if use.left == 0 {
      sentence = "Allowance \(use.name), \(amount), was used up before this call."
    } else if taken == 0 {
      sentence = "Allowance \(use.name) had \(text(use.left)) left; there was nothing left for it to cover."
    } else {
      sentence =
        "Allowance \(use.name), \(amount), had \(text(use.left)) left: it covered \(text(taken)), and "
        + "\(text(use.left - taken)) remain."
    }
    return ExplainedRule(.allowance, sentence, values: values, rows: [place])
  }
}
