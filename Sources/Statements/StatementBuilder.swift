import CallModel
import FileInput
import Importing
import Ledger
import Registry

/// What a statement is asked for.
package struct StatementRequest: Sendable {
  package var line: String
  /// The first day of a cycle, or another of its days.
  package var cycle: CivilDate?
  /// Needed only if the line had calls under several contracts in the cycle.
  package var contract: String?
  package var masksNumbers = false
  /// The integration's description.
  package var provider: String
  /// An IANA name.
  package var timeZone: String
  package var issuedOn: CivilDate
  /// Of today's registry: labels, and numbers that are never shown.
  package var tables = StatementTables()

  package init(line: String, provider: String, timeZone: String, issuedOn: CivilDate) {
    self.line = line
    self.provider = provider
    self.timeZone = timeZone
    self.issuedOn = issuedOn
  }
}

/// Puts a statement together from the ledger: the calls of the line's cycle accounts, by the registry versions they were rated by.
///
/// Takes as long as the calls of one line and cycle (those of all its lines for a pool), however much is recorded.
package struct StatementBuilder {
  private let ledger: Ledger

  package init(_ ledger: Ledger) { self.ledger = ledger }

  /// - Throws: `StatementFailure` if there is no such line or cycle, `LedgerFailure` if the ledger is damaged.
  package func statement(_ request: StatementRequest) throws -> Statement {
    let cycleAccounts = try ledger.cycleAccounts(ofLine: request.line)
    guard !cycleAccounts.isEmpty else {
      throw StatementFailure.unknownLine(
        request.line, similar: SimilarNames.of(request.line, try ledger.recordedLines()))
    }
    let cycles = StatementFailure.Cycle.all(cycleAccounts)
    guard let day = request.cycle, let start = Self.cycleStart(of: day, cycles) else {
      throw StatementFailure.noCycle(request.line, request.cycle, cycles)
    }
    let chosen = try chosen(cycleAccounts.filter { $0.cycleAccount.cycleStart == start }, request)
    let first = chosen[0]
    var statement = Statement(
      provider: request.provider, contract: first.contract, customer: "", line: request.line, numbers: [],
      place: try place(chosen), cycleStart: start, cycleEnd: first.cycleAccount.cycleEnd, issuedOn: request.issuedOn,
      timeZone: request.timeZone,
      sections: [])
    for cycleAccount in chosen { try add(cycleAccount, request, to: &statement) }
    return statement
  }

  /// The start of the cycle that `day` names: that begins on it, or else the only one that holds it.
  private static func cycleStart(of day: CivilDate, _ cycles: [StatementFailure.Cycle]) -> CivilDate? {
    if cycles.contains(where: { $0.start == day }) { return day }
    let holding = Set(cycles.filter { $0.start <= day && day <= $0.end }.map(\.start))
    return holding.count == 1 ? holding.first : nil
  }

  private func chosen(_ cycleAccounts: [LineCycleAccount], _ request: StatementRequest) throws -> [LineCycleAccount] {
    if let contract = request.contract {
      let found = cycleAccounts.filter { ID($0.contract) == ID(contract) }
      if !found.isEmpty { return found }
    } else if cycleAccounts.allSatisfy({ ID($0.contract) == ID(cycleAccounts[0].contract) }) {
      return cycleAccounts
    }
    var contracts: [String] = []
    for cycleAccount in cycleAccounts where contracts.last.map(ID.init) != ID(cycleAccount.contract) {
      contracts.append(cycleAccount.contract)
    }
    throw StatementFailure.contract(request.line, request.contract, contracts)
  }

  private func add(_ chosen: LineCycleAccount, _ request: StatementRequest, to statement: inout Statement) throws {
    let snapshot = try RegistryVersions(ledger).plansOnly(chosen.cycleAccount.registry)
    let registry = snapshot.registry
    let contract = registry.tables.contracts.first { ID($0.id) == ID(chosen.contract) }
    if let customer = contract?.customer, !customer.isEmpty { statement.customer = customer }
    let planIndex = registry.plans.firstIndex { ID($0.id) == ID(chosen.cycleAccount.plan) }
    let plan = planIndex.map { registry.plans[$0] }
    // A line without a plan has received calls only (spec 6.2).
    let planID = chosen.cycleAccount.plan.isEmpty ? "(sem plano)" : chosen.cycleAccount.plan
    let planName = plan?.name ?? ""
    var section = StatementSection(
      plan: chosen.cycleAccount.plan, zoneWords: ZoneWords(labels: request.tables.zoneLabels),
      planName: planName.isEmpty ? planID : planName,
      rounding: plan?.rounding ?? .halfUp, cutsCentavoFractions: plan?.chargeRounding == .cut,
      decimals: plan?.decimals ?? 4, isPool: chosen.cycleAccount.isPool,
      isPerCall: try RecordedServices(ledger).isPerCall(chosen.cycleAccount), calls: [], lateCalls: [],
      allowances: [], services: [], unlistedMicros: 0)
    var replay = try planIndex.map { plan in
      try AllowanceReplay(registry, plan: plan, chosen.cycleAccount) {
        CycleAccountAllowances(try RegistryVersions(ledger).snapshot(chosen.cycleAccount.registry).registry)
      }
    }
    for call in try CycleAccountCalls(chosen.cycleAccount, ledger).calls {
      let isHere = call.account == chosen.account
      replay?.take(call, isHere: isHere)
      if isHere { section.add(call, request, home: statement.place) }
    }
    section.allowances = replay?.uses ?? []
    var filter = SpanFilter()
    filter.contract = chosen.contract
    filter.line = request.line
    filter.plan = chosen.cycleAccount.plan
    filter.cycleStart = chosen.cycleAccount.cycleStart
    section.services = try RecordedServices(ledger).list(filter).map { service in
      var service = service
      service.description = ServiceText.shown(service.description, hiding: request.tables.hiddenNumbers)
      return service
    }
    section.contests = try contests(of: section.services, request)
    statement.sections.append(section)
    for number in try numbers(chosen) where !statement.numbers.contains(number) { statement.numbers.append(number) }
  }

  private func contests(of services: [ServiceRow], _ request: StatementRequest) throws -> [StatementContest] {
    try ledger.readServices { reader in
      guard try reader.hasContests() else { return [] }
      let zone = TimeZoneRules(identifier: request.timeZone)
      return try services.flatMap { try reader.contests(ofService: $0.id) }
        .sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
        .map { StatementContest($0, request, zone: zone) }
    }
  }

  /// Where the line is, by the last of its numbers.
  private func place(_ cycleAccounts: [LineCycleAccount]) throws -> String {
    let numbers = try cycleAccounts.flatMap { try self.numbers($0) }
    return numbers.last.map { NumberPlace.of($0, home: NumberPlace.brazil) } ?? ""
  }

  /// The line's billing numbers at its last calls of each span.
  private func numbers(_ chosen: LineCycleAccount) throws -> [String] {
    try ledger.spans(cycleAccount: chosen.cycleAccount.id).filter { $0.account == chosen.account && !$0.number.isEmpty }
      .sorted { $0.lastStart < $1.lastStart }.map(\.number)
  }
}

extension StatementSection {
  /// - Parameter home: the line's place.
  mutating func add(_ call: RecordedCall, _ request: StatementRequest, home: String) {
    let masks = request.masksNumbers
    let other = call.otherNumber
    if ServiceText.unlistedNumbers.contains(other) || request.tables.hiddenNumbers.contains(other) {
      unlistedMicros += Int128(call.amountMicros)
      return
    }
    let own = call.isOutbound ? call.caller : call.called
    let ownPlace = NumberPlace.of(own, home: home)
    let shown = StatementCall(
      date: CivilDate(text: String(call.startedAt.prefix(10))) ?? call.cycleStart,
      time: String(call.startedAt.dropFirst(11).prefix(8)), isOutbound: call.isOutbound,
      number: masks ? NumberMask.mask(other) : other, shownNumber: NumberText.text(other, masks: masks),
      ownNumber: NumberText.text(own), ownPlace: ownPlace.isEmpty ? home : ownPlace,
      otherPlace: NumberPlace.of(other, home: home), zone: call.zone,
      duration: call.duration, billed: call.billed, covered: call.covered, allowanceMicros: call.allowanceMicros,
      amountMicros: call.amountMicros, entry: call.entry)
    if call.entry == 0 { calls.append(shown) } else { lateCalls.append(shown) }
  }
}
