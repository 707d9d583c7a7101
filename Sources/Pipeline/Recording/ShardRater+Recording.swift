import CallModel
import Output
import Rating
import Registry

extension ShardRater {
  /// Rates and writes the calls of one contract.
  func recordContract(_ contract: Int, _ buckets: Range<Int>, _ recorder: CycleAccountRecorder) {
    let dirty = recorder.injected.isEmpty ? [:] : dirtyCycleAccounts(buckets, recorder)
    for (cycleAccount, lateCalls) in dirty {
      recorder.lateCalls += lateCalls
      recorder.rewritten.insert(cycleAccount)
      // Each of its rows counts anew, as it is written.
      if let counted = recorder.injected[cycleAccount] { recorder.moves.subtract(counted) }
      recorder.injected[cycleAccount] = OutcomeMoves()
    }
    if !recorder.poolBalances.isEmpty { recorder.poolBalances.removeAll(keepingCapacity: true) }
    let cycleAccounts = Set(dirty.keys)
    if context.shards.isPooledContract[contract] { recordPools(buckets, cycleAccounts, recorder) }
    for bucket in buckets { recordLine(bucket, cycleAccounts, recorder) }
  }

  /// Of the injected cycle accounts of a contract and its lines, those that change, with the calls that come before recorded ones.
  private func dirtyCycleAccounts(_ buckets: Range<Int>, _ recorder: CycleAccountRecorder) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for bucket in buckets {
      for sorted in calls.bucket(bucket) where !sorted.view.pointer.pointee.isStanding {
        let call = sorted.view.head
        if call.unpriced != nil { continue }
        if let cycleAccount = recorder.cycleAccounts.find(key(call, cycleStart: cycleStart(call))),
          recorder.injected[cycleAccount] != nil
        {
          // Calls behind the recorded ones are rated with them, but it is not they that are late.
          found[cycleAccount, default: 0] +=
            sorted.instant < recorder.cycleAccounts.cycleAccounts[cycleAccount].lastStart ? 1 : 0
        }
      }
    }
    for cycleAccount in recorder.losing where recorder.injected[cycleAccount] != nil {
      found[cycleAccount, default: 0] += 0
    }
    // What passes on from one cycle to the next may be otherwise.
    for cycleAccount in recorder.injected.keys where !isPlain(recorder.cycleAccounts.cycleAccounts[cycleAccount].key) {
      found[cycleAccount, default: 0] += 0
    }
    return found
  }

  /// Whether a call is charged by this run, and what its account begins with.
  private func begin(
    _ key: CycleAccountKey, _ dirty: Set<Int>, _ recorder: CycleAccountRecorder
  ) -> CycleAccountState {
    guard let cycleAccount = recorder.cycleAccounts.find(key) else { return (true, nil, nil) }
    let recorded = recorder.cycleAccounts.cycleAccounts[cycleAccount]
    if recorded.isFed { return (true, cycleAccount, nil) }
    if recorder.injected[cycleAccount] != nil { return (dirty.contains(cycleAccount), cycleAccount, nil) }
    let account = OpenedAccount(left: recorded.left, carried: recorded.carried)
    return (true, cycleAccount, recorded.left.isEmpty ? nil : account)
  }

  private typealias CycleAccountState = (isWritten: Bool, cycleAccount: Int?, account: OpenedAccount?)

  /// Whether what was recorded of the cycle account before is void.
  private func isRewritten(_ cycleAccount: Int?, _ recorder: CycleAccountRecorder) -> Bool {
    guard let cycleAccount else { return false }
    return recorder.injected[cycleAccount] != nil || recorder.cycleAccounts.cycleAccounts[cycleAccount].isFed
  }

  /// Charges the calls of pooled plans in the order of all the contract's lines (spec 3.6).
  private func recordPools(_ buckets: Range<Int>, _ dirty: Set<Int>, _ recorder: CycleAccountRecorder) {
    accounts.removeAll()
    pooledCharges.open(calls.starts[buckets.lowerBound]..<calls.starts[buckets.upperBound])
    var balances: [(balance: CycleAccountBalance, account: Int)] = []
    for (place, sorted) in pooledCalls(buckets) {
      let call = sorted.view.head
      let cycle = cycleStart(call)
      let key = key(call, cycleStart: cycle)
      var index = balances.lastIndex { $0.balance.key == key }
      if index == nil {
        let state = begin(key, dirty, recorder)
        let account = openAccount(call, cycleStart: cycle, with: state.account)
        balances.append(
          (
            CycleAccountBalance(
              key: key, cycleAccount: state.cycleAccount, isRewritten: isRewritten(state.cycleAccount, recorder),
              firstStart: call.instant,
              lastStart: call.instant, left: []), state.isWritten ? account : -1
          ))
        index = balances.count - 1
      }
      guard let index else { continue }
      balances[index].balance.lastStart = call.instant
      // What is not written needs no charge.
      guard balances[index].account >= 0 else { continue }
      pooledCharges[place] = charge(call, account: balances[index].account)
    }
    for (balance, account) in balances where account >= 0 {
      var balance = balance
      let standing = standing(key: balance.key, account: account)
      balance.left = standing.left
      balance.carried = standing.carried
      recorder.poolBalances[balance.key] = recorder.balances.count
      recorder.balances.append(balance)
    }
  }

  private func standing(key: CycleAccountKey, account: Int) -> OpenedAccount {
    accounts.account(at: account, count: allowances.plans[Int(key.plan)].count)
  }

  /// Rates and writes the calls of one (contract, line).
  private func recordLine(_ bucket: Int, _ dirty: Set<Int>, _ recorder: CycleAccountRecorder) {
    accounts.removeAll()
    let start = calls.starts[bucket]
    let firstBalance = recorder.balances.count
    let records = output.records
    var current = CurrentCycleAccount()
    for (offset, sorted) in calls.bucket(bucket).enumerated() {
      let call = sorted.view.head
      if let reason = call.unpriced {
        note(sorted.view, call, .refused(reason), recorder)
        continue
      }
      let cycle = cycleStart(call)
      let row = Int(call.lineRow)
      if row != current.row || cycle != current.key.cycleStart {
        let key = key(call, cycleStart: cycle)
        if key != current.key || places[row].isMigrant {
          finish(current, recorder, records)
          current = CurrentCycleAccount(key: key, row: row, begin(key, dirty, recorder))
        }
        current.row = row
      }
      // What is not written stands as it is: each call of a cycle account that changes is written.
      if current.isWritten {
        record(sorted.view, call, at: start + offset, &current, firstBalance: firstBalance, recorder, records)
      }
    }
    finish(current, recorder, records)
  }

  /// The cycle account that the calls of a line are in just now.
  private struct CurrentCycleAccount {
    var key = CycleAccountKey(isPool: false, owner: -1, plan: -1, cycleStart: .distantPast)
    var row = -1
    var isWritten = false
    var cycleAccount: Int?
    /// What its account begins with; nil: the cycle's allowances.
    var begin: OpenedAccount?
    /// Where its allowances are in the accounts, once a call was charged.
    var account = -1
    /// Index of its balance, once a call was written.
    var balance = -1

    init() {}

    init(key: CycleAccountKey, row: Int, _ state: CycleAccountState) {
      self.key = key
      self.row = row
      isWritten = state.isWritten
      cycleAccount = state.cycleAccount
      begin = state.account
    }
  }

  /// Notes what became of a row that is no repeat.
  private func note(_ view: CallRecordView, _ call: CallRecord, _ result: RowResult, _ recorder: CycleAccountRecorder) {
    if let origin = call.origin { return settle(view, call, origin, result, recorder) }
    let file = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk).file
    switch result {
    case .counted(let outcome): outcomes.count(outcome, of: file)
    case .refused(let reason): outcomes.count(reason, of: file)
    }
  }

  private func record(
    _ view: CallRecordView, _ call: CallRecord, at place: Int, _ current: inout CurrentCycleAccount, firstBalance: Int,
    _ recorder: CycleAccountRecorder, _ records: TextBuffer
  ) {
    let source = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk)
    var charge: CallCharge?
    if call.price != CallRecord.Price.free {
      if current.key.isPool {
        charge = pooledCharges[place]
      } else {
        charge = chargeOwn(call, &current)
      }
    }
    if recorder.span == nil {
      recorder.span = WrittenSpan(
        key: current.key, group: context.registry.groups.groupOfRow[Int(call.lineRow)],
        offsetBytes: records.count, firstStart: call.instant)
      current.balance = openBalance(call, current, firstBalance: firstBalance, recorder)
    }
    // What the report sums up is what came: new rows, and kept ones that are calls now.
    if call.isNew { count(call, charge) }
    note(view, call, .counted(call.price == CallRecord.Price.free ? .free : .rated), recorder)
    recorder.span?.add(call, charge)
    if let watch = recorder.watch {
      recorder.days.add(charge, at: call.instant, zone)
      if charge != nil, watch.pointsOut(call) {
        recorder.span?.isPointedOut = true
        if call.isNew { recorder.span?.pointsOutNew = true }
      }
    }
    write(view, call, charge, cycleStart: current.key.cycleStart, source, records)
  }

  private func chargeOwn(_ call: CallRecord, _ current: inout CurrentCycleAccount) -> CallCharge {
    if current.account < 0 {
      let isMigrant = places[current.row].isMigrant
      let known =
        isMigrant
        ? carried.left[CarriedAllowances.Key(row: current.row, cycleStart: current.key.cycleStart)] : current.begin
      current.account = openAccount(
        call, cycleStart: current.key.cycleStart, migrantRow: isMigrant ? current.row : -1, with: known)
    }
    return charge(call, account: current.account)
  }

  /// The index of the cycle account's balance, made at its first call that is written.
  private func openBalance(
    _ call: CallRecord, _ current: CurrentCycleAccount, firstBalance: Int, _ recorder: CycleAccountRecorder
  ) -> Int {
    let key = current.key
    let known =
      key.isPool
      ? recorder.poolBalances[key] : recorder.balances[firstBalance...].lastIndex { $0.key == key }
    if let known {
      recorder.balances[known].firstStart = min(recorder.balances[known].firstStart, call.instant)
      return known
    }
    let isRewritten = isRewritten(current.cycleAccount, recorder)
    var balance = CycleAccountBalance(
      key: key, cycleAccount: current.cycleAccount, isRewritten: isRewritten, firstStart: call.instant,
      lastStart: call.instant,
      left: isRewritten ? [] : current.begin?.left ?? [], carried: isRewritten ? [] : current.begin?.carried ?? [],
      mayHaveOtherPart: !key.isPool && places[current.row].isMigrant)
    // What a cycle takes over is kept even if none of its calls is charged: late calls of a closed one may be (spec 11.1).
    if balance.left.isEmpty, !balance.mayHaveOtherPart, !cycles.isPlain(plan: Int(key.plan)) {
      let first = firstAccount(row: current.row, plan: Int(key.plan), cycleStart: key.cycleStart)
      (balance.left, balance.carried) = (first.left, first.carried)
    }
    recorder.balances.append(balance)
    if key.isPool { recorder.poolBalances[key] = recorder.balances.count - 1 }
    return recorder.balances.count - 1
  }

  /// Ends the span under way and brings the cycle account's balance up to it.
  private func finish(_ current: CurrentCycleAccount, _ recorder: CycleAccountRecorder, _ records: TextBuffer) {
    guard var span = recorder.span else { return }
    let index = current.balance
    span.lengthBytes = records.count - span.offsetBytes
    span.balance = index
    if let watch = recorder.watch {
      (span.peakDayMicros, span.days) = recorder.days.endSpan(keepingAbove: watch.dayMinimumMicros)
    }
    recorder.spans.append(span)
    recorder.span = nil
    recorder.balances[index].lastStart = max(recorder.balances[index].lastStart, span.lastStart)
    if !current.key.isPool, current.account >= 0 {
      let standing = standing(key: current.key, account: current.account)
      recorder.balances[index].left = standing.left
      recorder.balances[index].carried = standing.carried
    }
  }
}
