import CallModel
import FileInput
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// What recorded calls would have cost on another plan of today's registry (spec 4.5). Changes nothing.
///
/// The calls of one cycle of a line, or of all lines of a contract, are zoned and priced as if the line had that plan:
/// each line with its own allowances, or all with the contract's if the plan's scope is the contract.
package struct Simulation {
  /// Whose calls.
  package enum Scope: Equatable, Sendable {
    case line(String)
    case contract(String)
  }

  private let ledger: Ledger
  private let registry: Registry
  private let zone: TimeZoneRules
  private let segments: SegmentReader

  /// - Parameter settings: of the integration, whose registry is loaded.
  /// - Throws: `RateFailure` or `Problems` if the registry cannot be used.
  package init(_ ledger: Ledger, _ settings: ImportSettings) throws {
    guard let zone = TimeZoneRules(identifier: settings.timeZone) else {
      throw RateFailure.timeZone(settings.timeZone)
    }
    self.ledger = ledger
    self.zone = zone
    registry = try RegistrySnapshot.today(settings, ledger).registry
    segments = try SegmentReader(ledger)
  }

  /// - Parameter cycle: the cycle's first day, as the calls were recorded.
  /// - Throws: `Problem` if there is no such plan, or no call of the scope in the cycle.
  package func run(plan: String, scope: Scope, cycle: CivilDate) throws -> SimulationReport {
    guard let index = registry.plans.firstIndex(where: { !$0.isNone && ID($0.id) == ID(plan) }) else {
      throw Problem(
        "--plan", expected: "a plan of today's registry", found: plan,
        remedy: "choose one of plans.csv, or add it there; nothing is billed by it until a line has it")
    }
    var lines = try recorded(scope, cycle)
    guard lines.contains(where: { !$0.calls.isEmpty || $0.actual.calls > 0 }) else { throw try noCalls(scope, cycle) }
    var granted = [Int64](repeating: 0, count: registry.allowances.plans[index].count)
    var used = granted
    for account in try accounts(of: lines, plan: index, scope, cycle) {
      add(account.allowances, to: &granted)
      add(charge(&lines, account.lines, index, account.allowances), to: &used)
    }
    return report(plan: index, scope: scope, cycle: cycle, lines, granted: granted, used: used)
  }

  /// Lines with the allowances that they have together, or one has for itself.
  private struct Account {
    /// Indices.
    var lines: [Int]
    var allowances: [Int64]
  }

  private func accounts(
    of lines: [SimulatedLine], plan: Int, _ scope: Scope, _ cycle: CivilDate
  ) throws -> [Account] {
    let isPool = registry.planFacts[plan].isPooled
    let groups = isPool ? [Array(lines.indices)] : lines.indices.map { [$0] }
    let cycles = CycleAllowances(registry)
    let before = Cycle.before(cycle)
    let earlier = try cycles.isPlain(plan: plan) ? [] : recorded(scope, before)
    return groups.map { group in
      let members = group.map { lines[$0] }
      var allowances = cycles.own(plan: plan, cycleStart: cycle) { days(of: members, cycle, cycles) }
      add(carried(by: members, from: earlier, before, plan, cycles), to: &allowances)
      return Account(lines: group, allowances: allowances)
    }
  }

  /// What the lines would have taken over from the cycle before, had they had the plan then, too (spec 11.1). Nothing
  /// is carried into that one.
  private func carried(
    by lines: [SimulatedLine], from earlier: [SimulatedLine], _ before: CivilDate, _ plan: Int,
    _ cycles: CycleAllowances
  ) -> [Int64] {
    let days = days(of: lines, before, cycles)
    if cycles.isPlain(plan: plan) || days == 0 {
      return [Int64](repeating: 0, count: registry.allowances.plans[plan].count)
    }
    let own = cycles.own(plan: plan, cycleStart: before) { days }
    var same = earlier.filter { old in
      lines.contains { ID($0.line) == ID(old.line) && ID($0.contract) == ID(old.contract) }
    }
    let used = charge(&same, Array(same.indices), plan, own)
    return cycles.passedOn(plan: plan, own: own, left: zip(own, used).map { $0 - $1 })
  }

  /// The days of a cycle on which one of the lines is active, regardless of its plan then; all for lines of which the
  /// registry says nothing.
  private func days(of lines: [SimulatedLine], _ cycle: CivilDate, _ cycles: CycleAllowances) -> Int {
    let rows = lines.flatMap { registry.groups.rows(ofLine: $0.line) }
    return rows.isEmpty ? Cycle.length(startingOn: cycle) : cycles.days(ofRows: rows, cycleStart: cycle)
  }

  /// The calls of the scope, by (contract, line).
  private func recorded(_ scope: Scope, _ cycle: CivilDate) throws -> [SimulatedLine] {
    let accounts = try ledger.accounts().filter { scope.holds(contract: $0.value.contract, line: $0.value.line) }
    var lines: [Int64: SimulatedLine] = [:]
    for cycleAccount in try ledger.allCycleAccounts() where cycleAccount.cycleStart == cycle {
      for span in try ledger.spans(cycleAccount: cycleAccount.id) {
        guard let account = accounts[span.account] else { continue }
        var line = lines[span.account] ?? SimulatedLine(contract: account.contract, line: account.line)
        line.actual.add(span)
        line.micros[SimulatedLine.Entry(cycleAccount: cycleAccount.id, number: span.entry), default: 0] += span.micros
        try read(span, &line)
        lines[span.account] = line
      }
    }
    return lines.values.sorted { left, right in
      ID(left.contract) == ID(right.contract)
        ? precedesInByteOrder(left.line, right.line) : precedesInByteOrder(left.contract, right.contract)
    }
  }

  private func read(_ span: SpanRow, _ line: inout SimulatedLine) throws {
    let bytes = try segments.rows(of: span)
    let reader = SegmentRowReader()
    try reader.forEach(in: bytes) { line.calls.append(SimulatedCall($0)) }
  }
}

extension Simulation.Scope {
  func holds(contract: String, line: String) -> Bool {
    switch self {
    case .line(let id): ID(id) == ID(line)
    case .contract(let id): ID(id) == ID(contract)
    }
  }

  package var description: String {
    switch self {
    case .line(let id): "line \(id)"
    case .contract(let id): "contract \(id)"
    }
  }
}

// MARK: - Charging

extension Simulation {
  private func add(_ taken: [Int64], to used: inout [Int64]) {
    for (index, value) in taken.enumerated() { used[index] += value }
  }

  /// Charges the calls of some lines against one account; returns what they took from it.
  private func charge(
    _ lines: inout [SimulatedLine], _ range: [Int], _ plan: Int, _ full: [Int64]
  ) -> [Int64] {
    var calls: [(line: Int, call: SimulatedCall)] = []
    for line in range { calls += lines[line].calls.map { (line, $0) } }
    calls.sort { left, right in
      SimulatedCall.precedes(left.call, lines[left.line].line, right.call, lines[right.line].line)
    }
    var left = full
    let charger = CallCharger(registry: registry, zone: zone)
    for (line, call) in calls {
      switch call.place(charger, plan: plan, line: lines[line].line) {
      case .refused: lines[line].simulated.withoutRate += 1
      case .placed(let placed):
        if let charge = charger.charge(placed, left: &left) { lines[line].simulated.add(charge) }
      }
    }
    return zip(full, left).map { $0 - $1 }
  }

  private func report(
    plan: Int, scope: Scope, cycle: CivilDate, _ lines: [SimulatedLine], granted: [Int64], used: [Int64]
  ) -> SimulationReport {
    let table = registry.allowances
    let first = table.plans[plan].first
    var report = SimulationReport(
      plan: registry.plans[plan].id, scope: scope.description, cycleStart: cycle.description,
      cycleEnd: Cycle.end(startingOn: cycle).description, isPool: registry.planFacts[plan].isPooled)
    report.lines = lines.map { $0.report }
    for (index, value) in used.enumerated() {
      let isTime = index < table.plans[plan].timeCount
      report.allowances.append(
        SimulationReport.Allowance(
          name: table.names[first + index], unit: isTime ? "seconds" : "reais",
          granted: Self.text(granted[index], isTime: isTime),
          used: Self.text(value, isTime: isTime)))
    }
    return report
  }

  private static func text(_ value: Int64, isTime: Bool) -> String {
    isTime ? "\(value)" : Money.text(micros: Int128(value), decimals: 2)
  }

  private func noCalls(_ scope: Scope, _ cycle: CivilDate) throws -> Problem {
    let accounts = try ledger.accounts().filter { scope.holds(contract: $0.value.contract, line: $0.value.line) }
    var cycles: Set<CivilDate> = []
    if !accounts.isEmpty {
      for cycleAccount in try ledger.allCycleAccounts()
      where try ledger.spans(cycleAccount: cycleAccount.id).contains(where: { accounts[$0.account] != nil }) {
        cycles.insert(cycleAccount.cycleStart)
      }
    }
    let recent = cycles.sorted().suffix(5).map(\.description).joined(separator: ", ")
    return Problem(
      "--cycle", expected: "the first day of a cycle with recorded calls of \(scope.description)",
      found: cycle.description,
      remedy: recent.isEmpty ? "nothing is recorded of it: see summit-cdr records" : "its last cycles begin \(recent)")
  }
}
