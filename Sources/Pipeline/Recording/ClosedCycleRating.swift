import ByteScanning
import CallModel
import Output
import Rating
import RecordLayouts
import Registry

/// Rates a closed cycle as it now stands, once and plainly, by the registry version that closed it, and settles the rows
/// that are late for it. Holds the calls of one cycle.
struct ClosedCycleRating {
  /// A call of the cycle.
  private struct Member {
    var copy: CallCopy
    /// As it was charged when it was closed; nil for a late row.
    var charged: Charged?
  }

  private struct Charged {
    var contract: String
    var line: String
    var isRated: Bool
    var charge: CallCharge
    /// Of one that was charged alone, by another registry: its plan and cycle.
    var alone: (plan: String, cycleStart: CivilDate)?
    /// Under which is told what its call comes to now.
    var number: Int?
  }

  /// A call of the cycle as it now stands.
  private struct Standing {
    /// As the version has it.
    var copy: CallCopy
    var charged: Charged?
    /// As it came, if it is late.
    var late: CallCopy?
    /// The call's closed rows with a number.
    var asked: [Charged]
  }

  private let run: RecordingRun
  /// The ledger's number of the cycle.
  private let id: Int64
  private var line: LateLine
  private let rating: RatingContext
  private let cycleAccounts: RecordedCycleAccounts
  private let order: CallOrder
  private var members: [Member] = []
  private let formatters: (version: CallRecordFormatter, today: CallRecordFormatter)
  /// What the cycle took over from the one before when it was closed.
  private let carried: [Int64]
  private(set) var outcomes = LateOutcomes()

  init(
    _ run: RecordingRun, _ id: Int64, _ line: LateLine, carried: [Int64], _ rating: RatingContext,
    _ cycleAccounts: RecordedCycleAccounts, _ formatters: (version: CallRecordFormatter, today: CallRecordFormatter)
  ) {
    self.carried = carried
    self.run = run
    self.id = id
    self.line = line
    self.rating = rating
    self.cycleAccounts = cycleAccounts
    self.formatters = formatters
    order = CallOrder(
      registry: line.version.registry, chunks: rating.chunks, fileRanks: rating.order.fileRanks,
      identity: rating.order.identity)
  }

  private var account: AccountKey { line.account }

  /// Adds closed calls, as charged.
  mutating func add(closed: ClosedRows) throws {
    var numbers = closed.numbers.makeIterator()
    try SegmentRowReader().forEach(in: closed.rows) { row in
      guard let file = row.integer(.file), let source = row.source else { throw DamagedRows() }
      let charged = Charged(
        contract: row.text(.contract), line: row.text(.line), isRated: row.isRated,
        charge: CallCharge(
          billedSeconds: row.integer(.billed) ?? 0, coveredSeconds: row.integer(.allowance) ?? 0,
          allowanceAmount: Money(micros: row.micros(.allowanceAmount) ?? 0),
          amount: Money(micros: row.micros(.amount) ?? 0)),
        alone: closed.isAlone ? (row.text(.plan), row.cycleStart ?? account.cycleStart) : nil,
        number: numbers.next() ?? nil)
      members.append(
        Member(
          copy: try line.copy(of: row, chunk: CallOrigin.standing.chunk(ofFile: file), line: source.line),
          charged: charged))
    }
  }

  /// Adds late rows. Those that have no line, or an inactive one, are suspended, and have no part in anything.
  mutating func add(late calls: [LateCall]) {
    for call in calls {
      let view = call.copy.view
      if let reason = line.fault(view, call.cause) {
        run.conclude(view, .refused(reason), ofCycle: id)
      } else {
        members.append(Member(copy: call.copy, charged: nil))
      }
    }
  }

  /// Settles all late rows and rates the cycle.
  mutating func settle() {
    members.sort { order.compareForRepeats($0.copy.view, $1.copy.view) < 0 }
    var standing: [Standing] = []
    var start = 0
    while start < members.count {
      var end = start + 1
      while end < members.count,
        order.compareIdentities(members[start].copy.view, members[end].copy.view) == 0
      { end += 1 }
      settle(start..<end, &standing)
      start = end
    }
    rate(standing)
  }

  /// Settles the rows of one call: the greatest content stands, the closed one if there is one with it.
  private mutating func settle(_ group: Range<Int>, _ standing: inout [Standing]) {
    let greatest = members[group.lowerBound].copy.view
    let best = group.prefix { order.compareContents(members[$0].copy.view, greatest) == 0 }
    let winner = best.first { members[$0].charged != nil } ?? group.lowerBound
    for index in group where index != winner && members[index].charged == nil {
      let view = members[index].copy.view
      if order.compareContents(view, greatest) == 0 {
        keepRepeat(view)
        run.conclude(view, .counted(.duplicate), ofCycle: id)
      } else {
        run.conclude(view, .refused(.conflictingDuplicate), ofCycle: id)
      }
    }
    let copy = members[winner].copy
    let asked = group.compactMap { members[$0].charged }.filter { $0.number != nil }
    if let charged = members[winner].charged {
      if charged.alone != nil {
        add(charged, asked)
      } else {
        standing.append(Standing(copy: copy, charged: charged, asked: asked))
      }
      return
    }
    // By the version, if it has the call in this account and cycle and a price for it; else alone, by today's registry.
    if let priced = line.priced(copy.view) {
      standing.append(Standing(copy: priced, late: copy, asked: asked))
    } else {
      chargeAlone(copy, asked)
    }
  }

  // MARK: - Charging

  /// Charges all calls of the cycle in their order, against its allowances, and writes the late ones.
  private mutating func rate(_ calls: [Standing]) {
    let registry = line.version.registry
    let ordered = calls.sorted { left, right in
      let (a, b) = (left.copy.view, right.copy.view)
      if a.head.instant != b.head.instant { return a.head.instant < b.head.instant }
      return order.compareForRating(a, b, comparingLines: true) < 0
    }
    guard let plan = registry.plans.firstIndex(where: { ID($0.id) == ID(account.plan) }) else { return }
    let allowances = registry.allowances.plans[plan]
    var left = allowancesAtFirst(plan: plan) ?? [Int64](repeating: 0, count: allowances.count)
    defer { withExtendedLifetime(ordered) {} }
    for standing in ordered {
      let copy = standing.copy
      let call = copy.view.head
      guard call.unpriced == nil, call.price != CallRecord.Price.unknownLine, line.belongs(call) else {
        // A closed call that its version has nowhere: as it was charged.
        if let charged = standing.charged { add(charged, standing.asked) }
        continue
      }
      let charge = call.price < CallRecord.Price.firstMark ? charge(call, plan: plan, allowances, &left) : nil
      let row = registry.lines[Int(call.lineRow)]
      let contract = registry.tables.contracts[row.contract].id
      add(
        charge ?? .nothing, isRated: charge != nil, contract, row.id, number: row.number.description,
        asked: standing.asked)
      guard let late = standing.late else { continue }
      write(copy.view, call, charge, account.cycleStart, registry, formatters.version, alone: nil)
      run.conclude(late.view, .counted(charge == nil ? .free : .rated), ofCycle: id)
    }
  }

  /// What the version gives the cycle, and what it took over; nil if the version lacks its owner.
  private func allowancesAtFirst(plan: Int) -> [Int64]? {
    let registry = line.version.registry
    let number =
      account.isPool
      ? registry.tables.contracts.firstIndex { ID($0.id) == ID(account.owner) }
      : registry.lineNumber(ofID: account.owner)
    guard let number else { return nil }
    let holder = AllowanceHolder(isPool: account.isPool, number: number)
    let own = CycleAllowances(registry).own(holder, plan: plan, cycleStart: account.cycleStart)
    return carried.count == own.count ? zip(own, carried).map { $0 + $1 } : own
  }

  private func charge(
    _ call: CallRecord, plan: Int, _ allowances: PlanAllowances, _ left: inout [Int64]
  ) -> CallCharge {
    let registry = line.version.registry
    return AllowanceAccount.charge(
      duration: Int(call.duration), zone: Int(call.zone), tariff: registry.rates.tariffs[Int(call.price)],
      steps: registry.rates.steps, plan: registry.planFacts[plan], allowances: allowances, table: registry.allowances,
      left: &left, at: 0)
  }

  /// Adds a closed call as it was charged.
  private mutating func add(_ charged: Charged, _ asked: [Charged]) {
    add(
      charged.charge, isRated: charged.isRated, charged.contract, charged.line, number: "", alone: charged.alone,
      asked: asked)
  }

  private mutating func add(
    _ charge: CallCharge, isRated: Bool, _ contract: String, _ line: String, number: String,
    alone: (plan: String, cycleStart: CivilDate)? = nil, asked: [Charged]
  ) {
    var index = outcomes.standing.firstIndex {
      ID($0.line) == ID(line) && ID($0.contract) == ID(contract) && Self.isSame($0.alone, alone)
    }
    if index == nil {
      outcomes.standing.append(LineSum(contract: contract, line: line, alone: alone))
      index = outcomes.standing.count - 1
    }
    guard let index, isRated else { return }
    if !number.isEmpty { outcomes.standing[index].number = number }
    outcomes.standing[index].calls += 1
    outcomes.standing[index].billedSeconds += charge.billedSeconds
    outcomes.standing[index].coveredSeconds += charge.coveredSeconds
    outcomes.standing[index].micros += Int128(charge.amount.micros)
    let centavos = Charging.centavos(micros: Int128(charge.amount.micros))
    outcomes.standing[index].callCentavos += centavos
    if centavos == 0 { outcomes.standing[index].smallMicros += Int128(charge.amount.micros) }
    for row in asked where Self.isSame(row.alone, alone) && ID(row.line) == ID(line) && ID(row.contract) == ID(contract)
    {
      if let number = row.number { outcomes.standingMicros[number] = charge.amount.micros }
    }
  }

  private static func isSame(
    _ left: (plan: String, cycleStart: CivilDate)?, _ right: (plan: String, cycleStart: CivilDate)?
  ) -> Bool { left?.cycleStart == right?.cycleStart && ID(left?.plan ?? "") == ID(right?.plan ?? "") }

  /// A late row that the version has elsewhere: by today's registry, without allowance (spec 4.3).
  private mutating func chargeAlone(_ late: CallCopy, _ asked: [Charged]) {
    // Its line may be inactive today, and active by the version.
    let copy = late.view.head.price == CallRecord.Price.lineInactive ? whateverItsFlag(late) : late
    defer { withExtendedLifetime((late, copy)) {} }
    let call = copy.view.head
    if let reason = CallRecord.Price.reason(call.price) {
      run.conclude(late.view, .refused(reason), ofCycle: id)
      return
    }
    let registry = run.registry
    let facts = registry.lineFacts[Int(call.lineRow)]
    var charge: CallCharge?
    if call.price < CallRecord.Price.firstMark {
      let allowances = registry.allowances.plans[Int(facts.plan)]
      var none = [Int64](repeating: 0, count: allowances.count)
      charge = AllowanceAccount.charge(
        duration: Int(call.duration), zone: Int(call.zone), tariff: registry.rates.tariffs[Int(call.price)],
        steps: registry.rates.steps, plan: registry.planFacts[Int(facts.plan)], allowances: allowances,
        table: registry.allowances, left: &none, at: 0)
    }
    let date = run.zone.day(of: call.instant)
    let cycle = Cycle.start(of: date, resetDay: Int(facts.resetDay))
    let line = registry.lines[Int(call.lineRow)]
    let alone = (registry.plans[Int(facts.plan)].id, cycle)
    add(
      charge ?? .nothing, isRated: charge != nil, registry.tables.contracts[line.contract].id, line.id,
      number: line.number.description, alone: alone, asked: asked)
    write(copy.view, call, charge, cycle, registry, formatters.today, alone: alone)
    run.conclude(late.view, .counted(charge == nil ? .free : .rated), ofCycle: id)
  }

  /// The call by today's registry, though its line is inactive.
  private func whateverItsFlag(_ late: CallCopy) -> CallCopy {
    var reader = RecordedCallReader(
      CallClassifier(
        registry: run.registry, zone: run.zone, places: nil, activeLinesOnly: false,
        dialling: run.context.layout.dialling, keepsFacts: true, closedUntil: .max))
    let head = late.view.head
    _ = reader.classify(late.view, CallDigits())
    return reader.copy(chunk: head.chunk, line: Int(head.lineInChunk))
  }

  // MARK: - Rows

  /// Writes a late record behind those of its (contract, line).
  private mutating func write(
    _ view: CallRecordView, _ call: CallRecord, _ charge: CallCharge?, _ cycleStart: CivilDate, _ registry: Registry,
    _ formatter: CallRecordFormatter, alone: (plan: String, cycleStart: CivilDate)?
  ) {
    let line = registry.lines[Int(call.lineRow)]
    let contract = registry.tables.contracts[line.contract].id
    var index = outcomes.spans.firstIndex { span in
      ID(span.line) == ID(line.id) && ID(span.contract) == ID(contract) && Self.isSame(span.alone, alone)
    }
    if index == nil {
      outcomes.spans.append(
        LateSpan(
          contract: contract, line: line.id, firstStart: call.instant, lastStart: call.instant, alone: alone))
      index = outcomes.spans.count - 1
    }
    guard let index else { return }
    outcomes.spans[index].add(
      call, charge, number: line.number.description, row(view, call, charge, cycleStart, formatter))
  }

  private func row(
    _ view: CallRecordView, _ call: CallRecord, _ charge: CallCharge?, _ cycleStart: CivilDate,
    _ formatter: CallRecordFormatter
  ) -> [UInt8] {
    let source = rating.chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk)
    let buffer = TextBuffer(capacity: 1 << 10)
    formatter.write(CallRecordCells(view, call, charge, cycleStart: cycleStart, source), to: buffer)
    formatter.extend(view.facts, file: cycleAccounts.ledgerFile(ofSource: source.file), in: buffer)
    return Array(buffer.bytes)
  }

  private mutating func keepRepeat(_ view: CallRecordView) {
    let call = view.head
    var shown = call
    // A repeat's zone and price are of no meaning; the row of a line is needed to write it.
    if CallRecord.Price.reason(call.price) != nil { shown.zone = 0 }
    outcomes.repeats += row(view, shown, nil, account.cycleStart, formatters.today)
    outcomes.repeatRows += 1
    let starts = outcomes.repeatStarts ?? call.instant...call.instant
    outcomes.repeatStarts = min(starts.lowerBound, call.instant)...max(starts.upperBound, call.instant)
  }
}

extension CallCharge {
  package static let nothing = CallCharge(billedSeconds: 0, coveredSeconds: 0, allowanceAmount: .zero, amount: .zero)
}
