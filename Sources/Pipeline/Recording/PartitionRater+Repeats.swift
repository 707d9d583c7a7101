import CallModel
import Output
import Rating
import Registry

// An import's second stage: the calls of a partition go on from what earlier runs left of the allowances, or, where one
// of them starts before what is recorded, are rated together with the recorded ones (spec 4.3).
extension PartitionRater {
  /// Puts the partition's calls in order, with the recorded calls that they may repeat or come before.
  func sort(_ groups: Range<Int>, _ recorder: BookRecorder, partition: Int) throws(OutputFailure) {
    recorder.pages.removeAll()
    recorder.injected.removeAll(keepingCapacity: true)
    recorder.losing.removeAll(keepingCapacity: true)
    recorder.repeats.removeAll(keepingCapacity: true)
    recorder.settledLosers.removeAll(keepingCapacity: true)
    sort(groups) { recorder.repeats.append($0) }
    let needed = neededBooks(groups, recorder)
    if !needed.isEmpty {
      let lineGroups = context.registry.groups
      for book in needed {
        let key = recorder.books.books[book].key
        let page = try recorder.read(book) { row in
          let group = Int(lineGroups.groupOfRow[row])
          guard groups.contains(group) else { return false }
          return !key.isPool || lineGroups.contractOfGroup[group] == key.owner
        }
        calls.add(page)
        recorder.injected.insert(book)
      }
      recorder.repeats.removeAll(keepingCapacity: true)
      sort(groups) { recorder.repeats.append($0) }
    }
    for repeated in recorder.repeats { noteRepeat(repeated, recorder) }
  }

  /// The recorded books that new calls fall into before their end.
  private func neededBooks(_ groups: Range<Int>, _ recorder: BookRecorder) -> [Int] {
    if recorder.books.books.isEmpty { return [] }
    var needed: Set<Int> = []
    for bucket in 0..<groups.count where calls.survivors[bucket] > 0 {
      let new = calls.bucket(bucket)
      // All rows of a group are of one line and one contract.
      let row = Int(new[0].view.pointer.pointee.lineRow)
      for index in recorder.books.indices(ofLine: context.registry.lineID(ofRow: row)) {
        if isNeeded(recorder.books.books[Int(index)], new) { needed.insert(Int(index)) }
      }
      for index in recorder.books.indices(ofContract: Int(lineFacts[row].contract)) where !needed.contains(Int(index)) {
        if isNeeded(recorder.books.books[Int(index)], new) { needed.insert(Int(index)) }
      }
    }
    return needed.sorted()
  }

  /// Whether a new call comes before one of the book's, or may be one of them: of an open book, which follows today's
  /// registry, if it belongs to it; of another, whose calls may have other plans today, if it starts in its time.
  private func isNeeded(_ book: RecordedBook, _ new: UnsafeMutableBufferPointer<SortedCall>) -> Bool {
    guard book.standing != .withdrawn, let first = new.first, first.instant <= book.lastStart else { return false }
    for call in new {
      if call.instant > book.lastStart { return false }
      if book.standing == .fixed, call.instant >= book.firstStart { return true }
      let head = call.view.head
      if key(head, cycleStart: cycleStart(head)) == book.key { return true }
    }
    return false
  }

  /// The book a call belongs to by the registry.
  func key(_ call: CallRecord, cycleStart: CivilDate) -> BookKey {
    let row = Int(call.lineRow)
    let line = lineFacts[row]
    let isPool = planFacts[Int(line.plan)].isPooled
    return BookKey(
      isPool: isPool, owner: isPool ? line.contract : Int32(context.registry.lineID(ofRow: row)), plan: line.plan,
      cycleStart: cycleStart)
  }

  /// The books that the calls of migrant lines fall into (`PartitionPlan`).
  func migrantKeys() throws(OutputFailure) -> Set<BookKey> {
    let partition = context.partitions.migrantPartition
    let contents = context.store.take(partition)
    defer { context.store.giveBack(contents, to: partition) }
    var keys: Set<BookKey> = []
    try calls.open(contents)
    calls.forEachCall(context.isVoid(chunk:)) { view in
      let call = view.head
      if !call.isSettled { keys.insert(key(call, cycleStart: cycleStart(call))) }
    }
    return keys
  }

  private func noteRepeat(_ repeated: PartitionCalls.RepeatedCall, _ recorder: BookRecorder) {
    let call = repeated.view.head
    let source = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk)
    let winner = repeated.winner.head
    let winnerFile = winner.isRecorded || winner.isRetried ? winner.ledgerFile : nil
    if call.isRecorded {
      // The same call twice in the ledger cannot be: what loses to a new version loses by its content.
      let place = (file: call.ledgerFile, line: Int(call.lineInChunk))
      if call.isSettled {
        recorder.settledLosers[repeated.winner.address] = (Int(call.price), place.file, place.line)
      } else {
        if let book = recorder.books.find(key(call, cycleStart: cycleStart(call))) { recorder.losing.insert(book) }
        recorder.scratch.removeAll()
        format(repeated.view, call, nil, cycleStart: cycleStart(call), source, to: recorder.scratch)
        extend(repeated.view, call, file: place.file, in: recorder.scratch)
        recorder.replaced.append(
          ReplacedCall(
            file: place.file, line: place.line, outcome: call.price == CallRecord.Price.free ? .free : .rated,
            row: Array(recorder.scratch.bytes.dropLast()), winnerFile: winnerFile))
      }
      return
    }
    if let winnerFile { recorder.repeatsOfFile[winnerFile, default: 0] += 1 }
    if call.isRetried {
      recorder.retried.append(
        RetriedOutcome(
          file: call.ledgerFile, line: Int(call.lineInChunk),
          result: repeated.isConflicting ? .refused(.conflictingDuplicate) : .counted(.duplicate),
          winnerFile: winnerFile))
    } else {
      noteRepeat(repeated)
    }
  }
}
