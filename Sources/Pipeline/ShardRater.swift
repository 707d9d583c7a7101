import CallModel
import Output
import Rating
import Registry

/// What all workers of the second stage share.
final class RatingContext: Sendable {
  let registry: Registry
  let zone: TimeZoneRules
  let store: ShardStore
  let shards: ShardPlan
  let chunks: ChunkTable.Resolved
  let order: CallOrder
  /// Whether the file failed, by file.
  let failedFiles: [Bool]
  let hasFailedFiles: Bool
  let shared: SharedCells
  let progress: ProgressCounter

  init(
    registry: Registry, zone: TimeZoneRules, store: ShardStore, shards: ShardPlan,
    chunks: ChunkTable.Resolved, failedFiles: [Bool], fileNames: [String], progress: ProgressCounter,
    dialling: Dialling
  ) {
    self.registry = registry
    self.zone = zone
    self.store = store
    self.shards = shards
    self.chunks = chunks
    order = CallOrder(
      registry: registry, chunks: chunks, fileRanks: FileRanks(fileNames, newFiles: failedFiles.count),
      identity: CallIdentity(dialling: dialling))
    self.failedFiles = failedFiles
    hasFailedFiles = failedFiles.contains(true)
    shared = SharedCells(registry: registry, sourceNames: fileNames)
    self.progress = progress
  }

  /// Whether a chunk's calls do not count.
  func isVoid(chunk: Int) -> Bool {
    hasFailedFiles && chunk < Int(CallOrigin.ledger) && failedFiles[Int(chunks.chunks[chunk].file)]
  }
}

/// A row of a file that is not what the first stage took it for.
package struct LateOutcome {
  package var chunk: UInt32
  package var lineInChunk: UInt32
  /// Why it is not billed; nil: it is billed, or a repeat.
  package var reason: Reason?
  /// Of a run that records: in the form of a segment's row.
  var facts: [UInt8] = []
  /// Of a run that records: the ledger's number of the closed cycle that the row is late for.
  var cycle: Int64?
}

/// One worker of the second stage: rates shards, in the order of calls, into the bytes of the outputs.
final class ShardRater {
  /// Rows of `call-records.csv` and `additional-services.csv` of the shard rated last.
  var output = OutputPart()
  var sums = Sums()
  private let zones: UnsafeMutableBufferPointer<ZoneTally>
  /// By file: outcomes the second stage decides.
  let outcomes: OutcomeCounts
  var lateOutcomes: [LateOutcome] = []

  let context: RatingContext
  // The registry's tables, which cost nothing to copy here and a little each time they are asked for.
  let zone: TimeZoneRules
  let places: FixedTable<ShardPlan.Place>
  let lineFacts: FixedTable<LineFacts>
  let planFacts: FixedTable<PlanFacts>
  let chunks: ChunkTable.Resolved
  let rates: RateTable
  let allowances: AllowanceTable
  let carried: CarriedAllowances
  private let lost: LostCalls
  let calls = ShardCalls()
  let formatter: CallRecordFormatter
  var accounts = AllowanceAccounts()
  private var serviceSums = ServiceSums()
  private var cursor = TimeZoneRules.Cursor()
  /// The cycle of the last call: the next one's, mostly.
  private var cycle = (resetDay: 0, start: CivilDate.distantFuture, end: CivilDate.distantPast)
  /// Charges of pooled calls.
  var pooledCharges = PooledCharges()

  /// What an import adds; nil for a run that remembers nothing.
  let recorder: CycleAccountRecorder?
  /// What earlier runs recorded, of an import.
  let recorded: RecordedCycleAccounts?
  let cycles: CycleAllowances

  /// - Parameters:
  ///   - carried: what rows of lines that change their contract find left of their allowances.
  ///   - lost: calls that are repeats of other lines' calls.
  ///   - recorded: what earlier runs recorded, where there is no recorder to have it.
  init(
    context: RatingContext, carried: CarriedAllowances = CarriedAllowances(), lost: LostCalls = LostCalls(),
    recorder: CycleAccountRecorder? = nil, recorded: RecordedCycleAccounts? = nil
  ) {
    self.context = context
    self.lost = lost
    self.recorder = recorder
    self.recorded = recorder?.cycleAccounts ?? recorded
    cycles = CycleAllowances(context.registry)
    self.carried = carried
    zone = context.zone
    places = context.shards.places
    lineFacts = context.registry.lineFacts
    planFacts = context.registry.planFacts
    rates = context.registry.rates
    allowances = context.registry.allowances
    formatter = CallRecordFormatter(
      registry: context.registry, shared: context.shared, zone: context.zone, guardsFormulas: recorder == nil)
    zones = .allocate(capacity: context.registry.zones.names.count)
    zones.initialize(repeating: ZoneTally())
    outcomes = OutcomeCounts(fileCount: context.failedFiles.count)
    chunks = context.chunks
  }

  deinit { zones.deallocate() }

  /// Of each zone, by its number.
  var zoneTallies: [ZoneTally] { Array(zones) }

  /// Rates shard `index`; the results are in `output` until the next call.
  func rate(_ index: Int) throws(OutputFailure) {
    output.removeAll()
    let groups = context.shards.groups[index]
    try calls.open(context.store.take(index))
    if let recorder {
      try sort(groups, recorder, shard: index)
    } else {
      sort(groups, onRepeat: noteRepeat)
    }
    var start = 0
    while start < groups.count {
      let contract = context.registry.groups.contractOfGroup[groups.lowerBound + start]
      var end = start
      let contracts = context.registry.groups.contractOfGroup
      while end < groups.count, contracts[groups.lowerBound + end] == contract { end += 1 }
      rateContract(Int(contract), start..<end)
      start = end
    }
    context.progress.shardDone()
  }

  /// Puts the calls of the shard's groups in order.
  func sort(_ groups: Range<Int>, onRepeat: (ShardCalls.RepeatedCall) -> Void) {
    let groupOfRow = context.registry.groups.groupOfRow
    calls.sort(
      bucketCount: groups.count, bucket: { Int(groupOfRow[$0]) - groups.lowerBound },
      isVoid: context.isVoid(chunk:), lost: lost, order: context.order, onRepeat: onRepeat)
  }

  private func rateContract(_ contract: Int, _ buckets: Range<Int>) {
    pooledCharges.removeAll()
    if let recorder {
      recordContract(contract, buckets, recorder)
      return
    }
    if context.shards.isPooledContract[contract] { chargePools(buckets) }
    for bucket in buckets { rateLine(bucket) }
  }

  /// The calls of pooled plans that are charged, in the order of all the contract's lines (spec 3.6).
  func pooledCalls(_ buckets: Range<Int>) -> [(place: Int, call: SortedCall)] {
    var pooled: [(place: Int, call: SortedCall)] = []
    for bucket in buckets {
      let start = calls.starts[bucket]
      for (offset, call) in calls.bucket(bucket).enumerated() where isPooled(call.view.head) {
        pooled.append((start + offset, call))
      }
    }
    pooled.sort {
      if $0.call.instant != $1.call.instant { return $0.call.instant < $1.call.instant }
      return context.order.compareForRating($0.call.view, $1.call.view, comparingLines: true) < 0
    }
    return pooled
  }

  private func chargePools(_ buckets: Range<Int>) {
    accounts.removeAll()
    pooledCharges.open(calls.starts[buckets.lowerBound]..<calls.starts[buckets.upperBound])
    for (place, call) in pooledCalls(buckets) {
      pooledCharges[place] = charge(call.view.head, cycleStart: cycleStart(call.view.head))
    }
  }

  func isPooled(_ call: CallRecord) -> Bool {
    guard call.price < CallRecord.Price.firstMark else { return false }
    return planFacts[Int(lineFacts[Int(call.lineRow)].plan)].isPooled
  }

  func cycleStart(_ call: CallRecord) -> CivilDate {
    let offset = zone.offset(at: call.instant, cursor: &cursor)
    let date = LocalTime(instant: call.instant, offset: offset).date
    let resetDay = Int(lineFacts[Int(call.lineRow)].resetDay)
    if resetDay != cycle.resetDay || date < cycle.start || date > cycle.end {
      let start = Cycle.start(of: date, resetDay: resetDay)
      cycle = (resetDay, start, Cycle.end(startingOn: start))
    }
    return cycle.start
  }

  /// Charges a rated call against its account; calls of a line or pool come in order.
  private func charge(_ call: CallRecord, cycleStart: CivilDate) -> CallCharge {
    let row = Int(call.lineRow)
    let isMigrant = places[row].isMigrant
    let known = isMigrant ? carried.left[CarriedAllowances.Key(row: row, cycleStart: cycleStart)] : nil
    let account = openAccount(call, cycleStart: cycleStart, migrantRow: isMigrant ? row : -1, with: known)
    return charge(call, account: account)
  }

  /// The place of a call's account, which is opened if need be.
  ///
  /// - Parameter known: what it begins with; nil: the cycle's allowances.
  func openAccount(
    _ call: CallRecord, cycleStart: CivilDate, migrantRow: Int = -1, with known: OpenedAccount? = nil
  ) -> Int {
    let plan = Int(lineFacts[Int(call.lineRow)].plan)
    if let open = accounts.find(plan: plan, cycleStart: cycleStart, migrantRow: migrantRow) { return open }
    if let known { return accounts.open(plan: plan, cycleStart: cycleStart, migrantRow: migrantRow, with: known) }
    let place = allowances.plans[plan]
    if place.isPlain, migrantRow < 0 {
      return accounts.open(plan: plan, cycleStart: cycleStart, place, allowances)
    }
    let account = firstAccount(row: Int(call.lineRow), plan: plan, cycleStart: cycleStart)
    return accounts.open(plan: plan, cycleStart: cycleStart, migrantRow: migrantRow, with: account)
  }

  /// What a cycle's account begins with: its own allowances, and what the cycle before passes on (spec 11.1).
  func firstAccount(row: Int, plan: Int, cycleStart: CivilDate) -> OpenedAccount {
    let holder = AllowanceHolder(row: row, context.registry)
    var account = OpenedAccount(left: cycles.own(holder, plan: plan, cycleStart: cycleStart))
    if cycles.isPlain(plan: plan) { return account }
    let before = Cycle.before(cycleStart)
    let key = CycleAccountKey(isPool: holder.isPool, owner: Int32(holder.number), plan: Int32(plan), cycleStart: before)
    account.carried = cycles.carriedIn(
      holder, plan: plan, cycleStart: cycleStart, kept: recorded?.kept[key],
      left: leftBefore(key, plan: plan, cycleStart: before))
    for index in account.left.indices { account.left[index] += account.carried[index] }
    return account
  }

  /// What an open cycle has left once all its calls were charged; nil if none was.
  private func leftBefore(_ key: CycleAccountKey, plan: Int, cycleStart: CivilDate) -> [Int64]? {
    let count = allowances.plans[plan].count
    if let open = accounts.find(plan: plan, cycleStart: cycleStart) {
      return accounts.account(at: open, count: count).left
    }
    // Pools are charged before their lines' calls are written, which begin with no account.
    if key.isPool, let recorder, let known = recorder.poolBalances[key], !recorder.balances[known].left.isEmpty {
      return recorder.balances[known].left
    }
    guard let recorded, let cycleAccount = recorded.find(key), !recorded.cycleAccounts[cycleAccount].isFed else {
      return nil
    }
    // One that was read again and has no account has no rated call any more.
    return recorder?.injected[cycleAccount] == nil ? recorded.cycleAccounts[cycleAccount].left : nil
  }

  func charge(_ call: CallRecord, account: Int) -> CallCharge {
    let plan = Int(lineFacts[Int(call.lineRow)].plan)
    return AllowanceAccount.charge(
      duration: Int(call.duration), zone: Int(call.zone), tariff: rates.tariffs[Int(call.price)], steps: rates.steps,
      plan: planFacts[plan], allowances: allowances.plans[plan], table: allowances, left: &accounts.left, at: account)
  }

  /// Rates and writes the calls of one (contract, line).
  private func rateLine(_ bucket: Int) {
    accounts.removeAll()
    serviceSums.removeAll()
    let start = calls.starts[bucket]
    let records = output.records
    for (offset, sorted) in calls.bucket(bucket).enumerated() {
      let call = sorted.view.head
      let source = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk)
      switch call.price {
      case CallRecord.Price.noRate: outcomes.count(.noRate, of: source.file)
      case CallRecord.Price.unknownDestination: outcomes.count(.unknownDestination, of: source.file)
      case CallRecord.Price.ambiguousNumber: outcomes.count(.ambiguousNumber, of: source.file)
      case CallRecord.Price.free:
        outcomes.count(.free, of: source.file)
        write(sorted.view, call, nil, cycleStart: cycleStart(call), source, to: records)
      default:
        outcomes.count(.rated, of: source.file)
        let cycle = cycleStart(call)
        let charge = pooledCharges[start + offset] ?? charge(call, cycleStart: cycle)
        serviceSums.add(charge, row: call.lineRow, plan: lineFacts[Int(call.lineRow)].plan, cycleStart: cycle)
        write(sorted.view, call, charge, cycleStart: cycle, source, to: records)
      }
    }
    let written = serviceSums.write(context.registry, to: output.services)
    sums.services += written.count
    sums.serviceCentavos += written.centavos
  }

  private func write(
    _ view: CallRecordView, _ call: CallRecord, _ charge: CallCharge?, cycleStart: CivilDate,
    _ source: (file: Int, line: Int), to records: TextBuffer
  ) {
    count(call, charge)
    format(view, call, charge, cycleStart: cycleStart, source, to: records)
  }

  /// Counts a call that is written.
  func count(_ call: CallRecord, _ charge: CallCharge?) {
    let index = Int(call.zone)
    precondition(index < zones.count)
    // SAFETY: the index was checked.
    let zone = zones.baseAddress.unsafelyUnwrapped + index
    zone.pointee.calls += 1
    zone.pointee.durationSeconds += Int(call.duration)
    if let charge {
      zone.pointee.billedSeconds += charge.billedSeconds
      zone.pointee.micros += Int128(charge.amount.micros)
      sums.billedSeconds += charge.billedSeconds
      sums.coveredSeconds += charge.coveredSeconds
      sums.surplusSeconds += charge.surplusSeconds
      sums.micros += Int128(charge.amount.micros)
    }
  }

  /// Writes the row of a call.
  func format(
    _ view: CallRecordView, _ call: CallRecord, _ charge: CallCharge?, cycleStart: CivilDate,
    _ source: (file: Int, line: Int), to buffer: TextBuffer
  ) {
    formatter.write(CallRecordCells(view, call, charge, cycleStart: cycleStart, source), to: buffer)
  }

  func noteRepeat(_ repeated: ShardCalls.RepeatedCall) {
    let call = repeated.view.head
    let file = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk).file
    let isConflicting = repeated.isConflicting
    if isConflicting {
      outcomes.count(.conflictingDuplicate, of: file)
    } else {
      outcomes.count(.duplicate, of: file)
    }
    // A plain repeat of a rated call leaves no trace but its count; these two have a row in the rejects, or had one.
    if isConflicting || call.unpriced != nil {
      lateOutcomes.append(
        LateOutcome(
          chunk: call.chunk, lineInChunk: call.lineInChunk, reason: isConflicting ? .conflictingDuplicate : nil,
          facts: isConflicting ? recorder?.facts(repeated.view) ?? [] : []))
    }
  }

  /// Rates the copies of the migrants' calls, line by line, to learn what each row finds left of its allowances.
  func carriedAllowances() throws(OutputFailure) -> CarriedAllowances {
    var carried = CarriedAllowances()
    let registry = context.registry
    let contents = context.store.take(context.shards.migrantShard)
    try calls.load(
      contents, bucketCount: registry.lines.count, bucket: { registry.lineID(ofRow: $0) },
      isVoid: context.isVoid(chunk:), lost: lost, order: context.order, onRepeat: { _ in })
    for line in calls.survivors.indices where calls.survivors[line] > 0 {
      accounts.removeAll()
      for sorted in calls.bucket(line)
      where sorted.view.head.price < CallRecord.Price.firstMark {
        let call = sorted.view.head
        let cycle = cycleStart(call)
        let account = openAccount(call, cycleStart: cycle)
        let key = CarriedAllowances.Key(row: Int(call.lineRow), cycleStart: cycle)
        let count = allowances.plans[Int(lineFacts[key.row].plan)].count
        if carried.left[key] == nil { carried.left[key] = accounts.account(at: account, count: count) }
        _ = charge(call, account: account)
      }
    }
    return carried
  }
}

extension CallRecordCells {
  /// What the row of a call says.
  init(
    _ view: CallRecordView, _ call: CallRecord, _ charge: CallCharge?, cycleStart: CivilDate,
    _ source: (file: Int, line: Int)
  ) {
    self.init(
      globalID: view.globalID, instant: call.instant,
      direction: call.direction == Direction.outbound.rawValue ? .outbound : .inbound,
      caller: view.shownCaller, called: view.shownCalled, lineRow: Int(call.lineRow), zone: Int(call.zone),
      durationSeconds: Int(call.duration), tariff: charge == nil ? nil : Int(call.price),
      billedSeconds: charge?.billedSeconds ?? 0, coveredSeconds: charge?.coveredSeconds ?? 0,
      allowanceAmount: charge?.allowanceAmount ?? .zero, amount: charge?.amount ?? .zero, cycleStart: cycleStart,
      file: source.file, fileLine: source.line)
  }
}
