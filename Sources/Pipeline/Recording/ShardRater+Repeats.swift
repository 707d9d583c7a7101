import CallModel
import Output
import Rating
import Registry

// An import's second stage: the calls of a shard go on from what earlier runs left of the allowances, or, where one
// of them starts before what is recorded, are rated together with the recorded ones (spec 4.3).
extension ShardRater {
  /// Puts the shard's calls in order, with the recorded calls that they may repeat or come before.
  func sort(_ groups: Range<Int>, _ recorder: CycleAccountRecorder, shard: Int) throws(OutputFailure) {
    recorder.pages.removeAll()
    recorder.injected.removeAll(keepingCapacity: true)
    recorder.losing.removeAll(keepingCapacity: true)
    recorder.repeats.removeAll(keepingCapacity: true)
    sort(groups) { recorder.repeats.append($0) }
    let needed = neededCycleAccounts(groups, recorder)
    if !needed.isEmpty {
      let groupOfRow = context.registry.groups.groupOfRow
      for cycleAccount in needed {
        let own = recorder.cycleAccounts.cycleAccounts[cycleAccount].key
        calls.add(
          try recorder.inject(cycleAccount) { call in
            groups.contains(Int(groupOfRow[Int(call.lineRow)])) && key(call, cycleStart: cycleStart(call)) == own
          })
      }
      recorder.repeats.removeAll(keepingCapacity: true)
      sort(groups) { recorder.repeats.append($0) }
    }
    for repeated in recorder.repeats { noteRepeat(repeated, recorder) }
  }

  /// The standing cycle accounts that new calls fall into before their end.
  private func neededCycleAccounts(_ groups: Range<Int>, _ recorder: CycleAccountRecorder) -> [Int] {
    if recorder.cycleAccounts.cycleAccounts.isEmpty { return [] }
    var needed: Set<Int> = []
    for bucket in 0..<groups.count where calls.survivors[bucket] > 0 {
      let new = calls.bucket(bucket)
      // All rows of a group are of one line and one contract.
      let row = Int(new[0].view.pointer.pointee.lineRow)
      for index in recorder.cycleAccounts.indices(ofLine: context.registry.lineID(ofRow: row)) {
        if isNeeded(recorder.cycleAccounts.cycleAccounts[Int(index)], new) { needed.insert(Int(index)) }
      }
      for index in recorder.cycleAccounts.indices(ofContract: Int(lineFacts[row].contract))
      where !needed.contains(Int(index)) {
        if isNeeded(recorder.cycleAccounts.cycleAccounts[Int(index)], new) { needed.insert(Int(index)) }
      }
    }
    return needed.sorted()
  }

  /// Whether each cycle of the cycle account's plan begins with its whole allowances.
  func isPlain(_ key: CycleAccountKey) -> Bool { key.plan < 0 || allowances.plans[Int(key.plan)].isPlain }

  /// Whether a new call comes before one of the cycle account's, or may be one of them, or is of a cycle before whose allowances may
  /// pass on to it.
  private func isNeeded(_ cycleAccount: RecordedCycleAccount, _ new: UnsafeMutableBufferPointer<SortedCall>) -> Bool {
    guard !cycleAccount.isFed, let first = new.first, first.instant <= cycleAccount.lastStart else { return false }
    for call in new {
      if call.instant > cycleAccount.lastStart { return false }
      let head = call.view.head
      let own = key(head, cycleStart: cycleStart(head))
      if own == cycleAccount.key || precedes(own, cycleAccount.key) { return true }
    }
    return false
  }

  /// Whether what is left in a cycle may pass on to another.
  private func precedes(_ earlier: CycleAccountKey, _ later: CycleAccountKey) -> Bool {
    earlier.owner == later.owner && earlier.plan == later.plan && earlier.isPool == later.isPool
      && earlier.cycleStart < later.cycleStart && !isPlain(later)
  }

  /// The cycle account a call belongs to by the registry.
  func key(_ call: CallRecord, cycleStart: CivilDate) -> CycleAccountKey {
    let row = Int(call.lineRow)
    let line = lineFacts[row]
    let isPool = planFacts[Int(line.plan)].isPooled
    return CycleAccountKey(
      isPool: isPool, owner: isPool ? line.contract : Int32(context.registry.lineID(ofRow: row)), plan: line.plan,
      cycleStart: cycleStart)
  }

  /// The cycle accounts that the calls of migrant lines fall into (`ShardPlan`).
  func migrantKeys() throws(OutputFailure) -> Set<CycleAccountKey> {
    let shard = context.shards.migrantShard
    let contents = context.store.take(shard)
    defer { context.store.giveBack(contents, to: shard) }
    var keys: Set<CycleAccountKey> = []
    try calls.open(contents)
    calls.forEachCall(context.isVoid(chunk:)) { view in
      let call = view.head
      keys.insert(key(call, cycleStart: cycleStart(call)))
    }
    return keys
  }

  /// A row that is no call of its own: what becomes of it, and where it is kept.
  private func noteRepeat(_ repeated: ShardCalls.RepeatedCall, _ recorder: CycleAccountRecorder) {
    let call = repeated.view.head
    if call.isStanding {
      if let cycleAccount = recorder.cycleAccounts.find(key(call, cycleStart: cycleStart(call))) {
        recorder.losing.insert(cycleAccount)
      }
    }
    if !repeated.isConflicting {
      let source = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk)
      recorder.addRepeat(at: call.instant) { write(repeated.view, call, nil, cycleStart: cycleStart(call), source, $0) }
    }
    guard let origin = call.origin else { return noteRepeat(repeated) }
    let result: RowResult = repeated.isConflicting ? .refused(.conflictingDuplicate) : .counted(.duplicate)
    settle(repeated.view, call, origin, result, recorder)
    if origin == .standing { recorder.replacedCalls += 1 }
  }

  /// Notes what became of a row of the ledger.
  func settle(
    _ view: CallRecordView, _ call: CallRecord, _ origin: CallOrigin, _ result: RowResult,
    _ recorder: CycleAccountRecorder
  ) {
    let (file, line) = (call.ledgerFile, Int(call.lineInChunk))
    if origin == .kept {
      recorder.keptOutcomes.append(KeptOutcome(file: file, line: line, result: result))
      return
    }
    recorder.moves.add(1, to: result.outcome, ofFile: file)
    if case .refused(let reason) = result {
      recorder.kept.append(
        KeptRow(file: file, line: line, reason: reason, facts: recorder.facts(view), start: call.instant))
    }
  }

  /// Writes a row of a segment.
  func write(
    _ view: CallRecordView, _ call: CallRecord, _ charge: CallCharge?, cycleStart: CivilDate,
    _ source: (file: Int, line: Int), _ buffer: TextBuffer
  ) {
    format(view, call, charge, cycleStart: cycleStart, source, to: buffer)
    guard let recorder else { return }
    formatter.extend(view.facts, file: recorder.cycleAccounts.ledgerFile(ofSource: source.file), in: buffer)
  }
}
