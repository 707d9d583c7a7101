import CallModel
import Output
import Rating
import Registry

extension PartitionRater {
  /// Rates and writes the calls of one contract.
  func recordContract(_ contract: Int, _ buckets: Range<Int>, _ recorder: BookRecorder) {
    let dirty = recorder.injected.isEmpty ? [] : dirtyBooks(buckets, recorder)
    recorder.lateCalls += dirty.reduce(0) { $0 + $1.newCalls }
    for (book, _) in dirty where recorder.books.books[book].standing == .open { recorder.rewritten.insert(book) }
    if !recorder.poolBalances.isEmpty { recorder.poolBalances.removeAll(keepingCapacity: true) }
    if context.partitions.isPooledContract[contract] { recordPools(buckets, Set(dirty.map(\.book)), recorder) }
    let books = Set(dirty.map(\.book))
    for bucket in buckets { recordLine(bucket, books, recorder) }
  }

  /// Of the injected books of a contract and its lines, those that change: never a settled one.
  private func dirtyBooks(_ buckets: Range<Int>, _ recorder: BookRecorder) -> [(book: Int, newCalls: Int)] {
    var found: [Int: Int] = [:]
    for book in recorder.losing.intersection(recorder.injected) { found[book] = 0 }
    for bucket in buckets {
      for sorted in calls.bucket(bucket) where !sorted.view.pointer.pointee.isRecorded {
        let call = sorted.view.head
        if CallRecord.Price.reason(call.price) != nil { continue }
        if let book = recorder.books.find(key(call, cycleStart: cycleStart(call))), recorder.injected.contains(book) {
          // Calls behind the recorded ones are rated with them, but it is not they that are late.
          found[book, default: 0] += sorted.instant < recorder.books.books[book].lastStart ? 1 : 0
        }
      }
    }
    return found.filter { recorder.books.books[$0.key].standing == .open }.map { ($0.key, $0.value) }
  }

  /// Whether a call is charged by this run, and what its account begins with.
  private func begin(
    _ key: BookKey, _ dirty: Set<Int>, _ recorder: BookRecorder
  ) -> (isWritten: Bool, isFixed: Bool, book: Int?, carried: [Int64]?) {
    guard let book = recorder.books.find(key) else { return (true, false, nil, nil) }
    switch recorder.books.books[book].standing {
    case .fixed: return (false, true, book, nil)
    case .withdrawn: return (true, false, book, nil)
    case .open:
      if recorder.injected.contains(book) { return (dirty.contains(book), false, book, nil) }
      let left = recorder.books.books[book].left
      return (true, false, book, left.isEmpty ? nil : left)
    }
  }

  /// Charges the calls of pooled plans in the order of all the contract's lines (spec 3.6).
  private func recordPools(_ buckets: Range<Int>, _ dirty: Set<Int>, _ recorder: BookRecorder) {
    accounts.removeAll()
    var balances: [(balance: BookBalance, account: Int)] = []
    for (place, sorted) in pooledCalls(buckets) {
      let call = sorted.view.head
      let cycle = cycleStart(call)
      let key = key(call, cycleStart: cycle)
      var index = balances.lastIndex { $0.balance.key == key }
      if index == nil {
        let state = begin(key, dirty, recorder)
        let account = openAccount(call, cycleStart: cycle, carried: state.carried)
        let isRewritten = state.book.map { recorder.injected.contains($0) || isWithdrawn($0, recorder) } ?? false
        balances.append(
          (
            BookBalance(
              key: key, book: state.book, isRewritten: isRewritten, firstStart: call.instant,
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
      balance.left = left(key: balance.key, account: account)
      recorder.poolBalances[balance.key] = recorder.balances.count
      recorder.balances.append(balance)
    }
  }

  private func isWithdrawn(_ book: Int, _ recorder: BookRecorder) -> Bool {
    recorder.books.books[book].standing == .withdrawn
  }

  private func left(key: BookKey, account: Int) -> [Int64] {
    let count = allowances.plans[Int(key.plan)].count
    return Array(accounts.left[account..<(account + count)])
  }

  /// Rates and writes the calls of one (contract, line).
  private func recordLine(_ bucket: Int, _ dirty: Set<Int>, _ recorder: BookRecorder) {
    accounts.removeAll()
    let start = calls.starts[bucket]
    let firstBalance = recorder.balances.count
    var current = CurrentBook()
    for (offset, sorted) in calls.bucket(bucket).enumerated() {
      let call = sorted.view.head
      if call.isSettled { continue }
      if let reason = CallRecord.Price.reason(call.price) {
        noteUnrated(call, reason, recorder)
        continue
      }
      let cycle = cycleStart(call)
      let row = Int(call.lineRow)
      if row != current.row || cycle != current.key.cycleStart {
        let key = key(call, cycleStart: cycle)
        if key != current.key || places[row].isMigrant {
          finish(current, recorder)
          current = CurrentBook(key: key, row: row, begin(key, dirty, recorder))
        }
        current.row = row
      }
      if let loser = settledLoser(sorted.view, recorder) {
        divert(sorted.view, call, to: loser.book, replaces: (loser.file, loser.line), recorder)
      } else if current.isFixed, let book = current.book {
        divert(sorted.view, call, to: book, replaces: nil, recorder)
      } else if current.isWritten {
        record(sorted.view, call, at: start + offset, &current, firstBalance: firstBalance, recorder)
      } else if !call.isRecorded {
        fatalError("a new call of a book that is not written")
      }
    }
    finish(current, recorder)
  }

  /// The book that the calls of a line are in just now.
  private struct CurrentBook {
    var key = BookKey(isPool: false, owner: -1, plan: -1, cycleStart: .distantPast)
    var row = -1
    var isWritten = false
    var isFixed = false
    var book: Int?
    var carried: [Int64]?
    /// Where its allowances are in the accounts, once a call was charged.
    var account = -1
    /// Index of its balance, once a call was written.
    var balance = -1

    init() {}

    init(key: BookKey, row: Int, _ state: (isWritten: Bool, isFixed: Bool, book: Int?, carried: [Int64]?)) {
      self.key = key
      self.row = row
      isWritten = state.isWritten
      isFixed = state.isFixed
      book = state.book
      carried = state.carried
    }
  }

  private func settledLoser(
    _ view: CallRecordView, _ recorder: BookRecorder
  ) -> (book: Int, file: Int, line: Int)? {
    recorder.settledLosers.isEmpty ? nil : recorder.settledLosers[view.address]
  }

  private func noteUnrated(_ call: CallRecord, _ reason: Reason, _ recorder: BookRecorder) {
    if call.isRetried {
      recorder.retried.append(
        RetriedOutcome(
          file: call.ledgerFile, line: Int(call.lineInChunk), result: .refused(reason)))
    } else {
      outcomes.count(reason, of: chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk).file)
    }
  }

  /// Counts a call that came with this run; recorded ones were counted when they came.
  private func noteCall(_ call: CallRecord, _ charge: CallCharge?, _ recorder: BookRecorder) {
    if call.isRecorded { return }
    let outcome: Outcome = call.price == CallRecord.Price.free ? .free : .rated
    count(call, charge)
    if call.isRetried {
      recorder.retried.append(
        RetriedOutcome(
          file: call.ledgerFile, line: Int(call.lineInChunk), result: .counted(outcome)))
    } else {
      outcomes.count(outcome, of: chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk).file)
    }
  }

  private func divert(
    _ view: CallRecordView, _ call: CallRecord, to book: Int, replaces: (file: Int, line: Int)?,
    _ recorder: BookRecorder
  ) {
    noteCall(call, nil, recorder)
    noteOwner(view, call, group: context.registry.groups.groupOfRow[Int(call.lineRow)], recorder)
    let bytes = UnsafeRawBufferPointer(start: view.address, count: call.sizeBytes)
    recorder.diverted.append(DivertedCall(bytes: Array(bytes), book: book, replaces: replaces))
  }

  private func record(
    _ view: CallRecordView, _ call: CallRecord, at place: Int, _ current: inout CurrentBook, firstBalance: Int,
    _ recorder: BookRecorder
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
        offsetBytes: output.records.count, firstStart: call.instant)
      current.balance = openBalance(call, current, firstBalance: firstBalance, recorder)
    }
    noteCall(call, charge, recorder)
    if !call.isRecorded, let group = recorder.span?.group { noteOwner(view, call, group: group, recorder) }
    recorder.span?.add(call, charge)
    if let charge, let watch = recorder.watch { recorder.span?.watch(call, charge, watch, zone) }
    format(view, call, charge, cycleStart: current.key.cycleStart, source, to: output.records)
    extend(view, call, file: recorder.books.ledgerFile(ofSource: source.file), in: output.records)
  }

  private func noteOwner(_ view: CallRecordView, _ call: CallRecord, group: Int32, _ recorder: BookRecorder) {
    recorder.owns.note(view, group: group) { number in
      let start = LocalStart(instant: call.instant, offset: Int64(zone.offset(at: call.instant)))
      return context.registry.findLine(number: number, on: start.date) != nil
    }
  }

  /// Adds the columns of a segment.
  func extend(_ view: CallRecordView, _ call: CallRecord, file: Int, in buffer: TextBuffer) {
    formatter.extend(
      kind: call.kind, own: view.own, trunk: view.trunk, accountCode: view.accountCode, file: file, in: buffer)
  }

  private func chargeOwn(_ call: CallRecord, _ current: inout CurrentBook) -> CallCharge {
    if current.account < 0 {
      let isMigrant = places[current.row].isMigrant
      let carried =
        isMigrant
        ? self.carried.left[CarryBook.Key(row: current.row, cycleStart: current.key.cycleStart)] : current.carried
      current.account = openAccount(
        call, cycleStart: current.key.cycleStart, migrantRow: isMigrant ? current.row : -1, carried: carried)
    }
    return charge(call, account: current.account)
  }

  /// The index of the book's balance, made at its first call that is written.
  private func openBalance(
    _ call: CallRecord, _ current: CurrentBook, firstBalance: Int, _ recorder: BookRecorder
  ) -> Int {
    let key = current.key
    let known =
      key.isPool
      ? recorder.poolBalances[key] : recorder.balances[firstBalance...].lastIndex { $0.key == key }
    if let known {
      recorder.balances[known].firstStart = min(recorder.balances[known].firstStart, call.instant)
      return known
    }
    let isRewritten = current.book.map { recorder.injected.contains($0) || isWithdrawn($0, recorder) } ?? false
    recorder.balances.append(
      BookBalance(
        key: key, book: current.book, isRewritten: isRewritten, firstStart: call.instant, lastStart: call.instant,
        left: isRewritten ? [] : current.carried ?? []))
    if key.isPool { recorder.poolBalances[key] = recorder.balances.count - 1 }
    return recorder.balances.count - 1
  }

  /// Ends the span under way and brings the book's balance up to it.
  private func finish(_ current: CurrentBook, _ recorder: BookRecorder) {
    guard var span = recorder.span else { return }
    span.lengthBytes = output.records.count - span.offsetBytes
    recorder.spans.append(span)
    recorder.span = nil
    let index = current.balance
    recorder.balances[index].lastStart = max(recorder.balances[index].lastStart, span.lastStart)
    if !current.key.isPool, current.account >= 0 {
      recorder.balances[index].left = left(key: current.key, account: current.account)
    }
  }
}
