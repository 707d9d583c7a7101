import CallModel
import FileInput
import Ledger
import Pipeline
import Rating
import RecordLayouts
import Registry

/// Rates the calls of closed cycles by today's registry, to be looked at: nothing is changed (spec 4.5). Open cycles follow
/// the registry by themselves.
package struct Rerating {
  private let ledger: Ledger
  private let request: RerateRequest
  private let charger: CallCharger
  private let segments: SegmentReader
  private var report: RerateReport

  /// A call by today's registry.
  private struct Call {
    var recorded: RecordedCall
    var placed: CallCharger.Placed
  }

  package init(_ ledger: Ledger, settings: ImportSettings, request: RerateRequest) throws {
    self.ledger = ledger
    self.request = request
    guard let zone = TimeZoneRules(identifier: settings.timeZone) else {
      throw RateFailure.timeZone(settings.timeZone)
    }
    charger = CallCharger(
      registry: try RegistrySnapshot.today(settings, ledger).registry, zone: zone,
      activeLinesOnly: settings.activeLinesOnly, dialling: settings.layout.dialling)
    segments = try SegmentReader(ledger)
    report = RerateReport(
      from: request.days.lowerBound.description, until: request.days.upperBound.description,
      contract: request.contract, line: request.line)
  }

  package mutating func run() throws -> RerateReport {
    let hold = try ReadHold(ledger.directory)
    defer { withExtendedLifetime(hold) {} }
    let accounts = try ledger.accounts()
    for cycleAccount in try ledger.closedCycleAccounts() where cycleAccount.parent == nil {
      guard cycleAccount.cycleStart <= request.days.upperBound, cycleAccount.cycleEnd >= request.days.lowerBound else {
        continue
      }
      let spans = try ledger.spans(cycleAccount: cycleAccount.id).filter { $0.entry < cycleAccount.entry }
      let isAsked = spans.contains { span in
        accounts[span.account].map { request.holds(contract: $0.contract, line: $0.line) } ?? false
      }
      if isAsked { try look(at: cycleAccount, spans, accounts) }
    }
    report.services.sort {
      ($0.contract, $0.line, $0.plan, $0.cycleStart) < ($1.contract, $1.line, $1.plan, $1.cycleStart)
    }
    report.serviceCount = report.services.count
    report.services = Array(report.services.prefix(ImportReport.maximumServiceChanges))
    return report
  }

  private mutating func look(
    at cycleAccount: CycleAccountRow, _ spans: [SpanRow], _ accounts: [Int64: (contract: String, line: String)]
  ) throws {
    report.cycles += 1
    var calls: [Call] = []
    let reader = SegmentRowReader()
    for span in spans {
      try reader.forEach(in: try segments.rows(of: span)) { row in
        guard let recorded = RecordedCall(row, of: span) else { throw RecordedCalls.damaged(span) }
        report.calls += 1
        switch try charger.place(row) {
        case .refused(let reason): report.unrated[reason.name, default: 0] += 1
        case .placed(let placed):
          note(recorded, placed)
          calls.append(Call(recorded: recorded, placed: placed))
        }
      }
    }
    let today = try charge(calls, of: cycleAccount)
    for (account, before) in try ledger.charged(forCycleAccount: cycleAccount) {
      guard let line = accounts[account], request.holds(contract: line.contract, line: line.line) else { continue }
      let after = Charging.centavos(micros: today[ID(line.contract + "\u{0}" + line.line)] ?? 0)
      guard after != before.centavos else { continue }
      report.services.append(
        ImportReport.ServiceChange(
          contract: line.contract, line: line.line, plan: cycleAccount.plan,
          cycleStart: cycleAccount.cycleStart.description,
          kind: "cycle", before: Money.text(micros: before.centavos * 10_000, decimals: 2),
          after: Money.text(micros: after * 10_000, decimals: 2), cause: "registry"))
    }
  }

  private mutating func note(_ call: RecordedCall, _ placed: CallCharger.Placed) {
    let registry = charger.registry
    let isOther = (
      line: ID(registry.lines[placed.lineRow].id) != ID(call.line),
      zone: ID(registry.zones.names[placed.zone]) != ID(call.zone),
      price: price(placed) != call.pricePerMinute
    )
    if isOther.line { report.callsOfOtherLine += 1 }
    if isOther.zone { report.callsOfOtherZone += 1 }
    if isOther.price { report.callsOfOtherPrice += 1 }
    if isOther.line || isOther.zone || isOther.price { report.changedCalls += 1 }
  }

  private func price(_ placed: CallCharger.Placed) -> String {
    guard let tariff = placed.tariff else { return "" }
    let steps = charger.registry.rates.steps(of: tariff)
    return steps.count == 1 ? steps.first?.pricePerMinute.shortestText ?? "" : ""
  }

  /// What the calls come to by today's registry, by contract and line, with an account of allowances for each of today's
  /// lines or pools, plans and cycles.
  private func charge(_ calls: [Call], of cycleAccount: CycleAccountRow) throws -> [ID: Int128] {
    let registry = charger.registry
    let cycles = CycleAllowances(registry)
    // What it took over from the cycle before is what it was when it was closed.
    let taken =
      try cycleAccount.carried.contains { $0 != 0 }
      ? CycleAccountAllowances(RegistryVersions(ledger).snapshot(cycleAccount.registry).registry).taken(cycleAccount)
      : []
    var left: [ID: [Int64]] = [:]
    var sums: [ID: Int128] = [:]
    for call in calls.sorted(by: { RecordedCall.precedesInCycleAccount($0.recorded, $1.recorded) }) {
      let line = registry.lines[call.placed.lineRow]
      let contract = registry.tables.contracts[line.contract].id
      let isPool = registry.planFacts[call.placed.plan].isPooled
      let account = ID(
        "\(isPool) \(isPool ? contract : line.id) \(call.placed.plan) \(call.placed.cycleStart)")
      let isOfCycleAccount =
        call.placed.cycleStart == cycleAccount.cycleStart
        && ID(registry.plans[call.placed.plan].id) == ID(cycleAccount.plan)
      let carried = isOfCycleAccount ? cycles.inOrder(taken, plan: call.placed.plan) : []
      guard let charge = charger.charge(call.placed, left: &left[account, default: []], carried: carried) else {
        continue
      }
      sums[ID(contract + "\u{0}" + line.id), default: 0] += Int128(charge.amount.micros)
    }
    return sums
  }
}
