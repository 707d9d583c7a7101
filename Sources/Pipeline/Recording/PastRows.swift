import ByteScanning
import CallModel
import Foundation
import Output
import Rating
import Registry
import Synchronization

/// A row that is late for a closed cycle, or has the identity of one of its calls.
package struct LateCall: Sendable {
  /// Why it is late for that cycle.
  enum Cause {
    /// Its line's day, or its account and cycle.
    case line
    /// It has the identity of a closed call.
    case closedCall
    /// It has the identity of a late row that stands for the call, and a line of its own that is elsewhere.
    case lateCall
  }

  let copy: CallCopy
  let cause: Cause

  package var instant: Int64 { copy.view.pointer.pointee.instant }
}

// Rows of a time of which cycles are closed (spec 4.3): late ones, repeats and other versions of closed calls, rows of
// discarded calls, and others, which go their way.
extension RecordingRun {
  /// The starts of the first and last row that is put aside; nil if none is.
  package func pastStarts() throws(OutputFailure) -> ClosedRange<Int64>? {
    let shard = context.shards.pastShard
    let contents = context.store.take(shard)
    defer { context.store.giveBack(contents, to: shard) }
    let calls = ShardCalls()
    try calls.open(contents)
    var first = Int64.max
    var last = Int64.min
    calls.forEachCall({ _ in false }) { view in
      first = min(first, view.pointer.pointee.instant)
      last = max(last, view.pointer.pointee.instant)
    }
    return first <= last ? first...last : nil
  }

  /// Decides about all rows that were put aside so far; those that are not late or discarded join the others.
  ///
  /// - Parameter line: tells of the cycle with an index which late rows have a line.
  /// - Returns: the late rows of each cycle, by its index.
  package func settlePast(
    _ closed: ClosedCycles, line: (_ cycle: Int) throws -> LateLine
  ) throws -> [Int: [LateCall]] {
    guard let chunks else { return [:] }
    let contents = context.store.take(context.shards.pastShard)
    let calls = ShardCalls()
    try calls.open(contents)
    let rating = ratingContext(chunks, ledgerNames: [])
    var views: [CallRecordView] = []
    calls.forEachCall(rating.isVoid(chunk:)) { views.append($0) }
    if views.isEmpty { return [:] }
    let versions = try versionsOfClosedCalls(views, closed, rating.order)
    let places = try pastPlaces(views, versions, closed, rating.order, line)
    let writer = ShardWriter(store: context.store)
    var late: [Int: [LateCall]] = [:]
    for (index, view) in views.enumerated() {
      let call = view.head
      if isDiscarded(view, rating.order) {
        conclude(view, .refused(.discarded))
      } else if let cycle = places.cycles[index] {
        let cause: LateCall.Cause =
          versions[index] != nil ? .closedCall : places.moved.contains(index) ? .lateCall : .line
        late[cycle, default: []].append(LateCall(copy: CallCopy(view), cause: cause))
      } else if let reason = CallRecord.Price.reason(call.price), call.unpriced == nil {
        conclude(view, .refused(reason))
      } else {
        let size = view.sizeBytes
        add(call, size, writer) { $0.copyMemory(from: view.address, byteCount: size) }
      }
    }
    try writer.finish()
    withExtendedLifetime(calls) {}
    return late
  }

  private func isDiscarded(_ view: CallRecordView, _ order: CallOrder) -> Bool {
    context.recording?.discarded.holds(view, order.identity) == true
  }

  /// The cycles that rows are late for.
  ///
  /// - Parameter versions: those of rows with the identity of a closed call.
  private func pastPlaces(
    _ views: [CallRecordView], _ versions: [Int: Int], _ closed: ClosedCycles, _ order: CallOrder,
    _ line: (_ cycle: Int) throws -> LateLine
  ) throws -> PastPlaces {
    var cursor = TimeZoneRules.Cursor()
    var places = PastPlaces(
      views.enumerated().map { versions[$0.offset] ?? lateCycle($0.element.head, closed, &cursor) })
    let loose = views.indices.filter {
      views[$0].pointer.pointee.isLoose && versions[$0] == nil && !isDiscarded(views[$0], order)
    }
    var lines: [Int: LateLine] = [:]
    let cycles = places.cycles
    try places.unite(loose, of: views, order) { row in
      guard let cycle = cycles[row] else {
        let call = views[row].head
        return CallRecord.Price.reason(call.price) == nil || call.unpriced != nil
      }
      if lines[cycle] == nil { lines[cycle] = try line(cycle) }
      return lines[cycle]?.fault(views[row], .line) == nil
    }
    return places
  }

  /// The closed cycle that today's registry makes a row late for.
  private func lateCycle(_ call: CallRecord, _ closed: ClosedCycles, _ cursor: inout TimeZoneRules.Cursor) -> Int? {
    guard call.instant <= closed.until, call.price != CallRecord.Price.unknownLine else { return nil }
    let row = Int(call.lineRow)
    let facts = registry.lineFacts[row]
    let line = registry.lineID(ofRow: row)
    let date = LocalTime(instant: call.instant, offset: zone.offset(at: call.instant, cursor: &cursor)).date
    let isPool = registry.planFacts[Int(facts.plan)].isPooled
    return closed.cycle(
      ofLine: line, on: date,
      CycleAccountKey(
        isPool: isPool, owner: isPool ? facts.contract : Int32(line), plan: facts.plan,
        cycleStart: Cycle.start(of: date, resetDay: Int(facts.resetDay))))
  }

  /// Of each row that has the identity of a closed call that call's cycle, by the row's index.
  private func versionsOfClosedCalls(
    _ views: [CallRecordView], _ closed: ClosedCycles, _ order: CallOrder
  ) throws -> [Int: Int] {
    var wanted: [UInt64: [Int]] = [:]
    var first = Int64.max
    var last = Int64.min
    for (index, view) in views.enumerated() {
      let head = view.head
      if head.instant > closed.until { continue }
      // A recorded call that was not late was no version of a closed one when it was recorded, and is none now, if its
      // identity has but one line.
      if head.origin == .fed, !head.isLoose, !head.told.contains(.byRegistry),
        !latePlaces.contains(RecordedPlace(file: head.ledgerFile, line: Int(head.lineInChunk)))
      {
        continue
      }
      first = min(first, head.instant)
      last = max(last, head.instant)
      wanted[order.identity.hash(view), default: []].append(index)
    }
    if wanted.isEmpty { return [:] }
    let pieces = closed.pieces.filter { $0.lastStart >= first && $0.firstStart <= last }
    if pieces.isEmpty { return [:] }
    let search = ClosedCallSearch(views: views, wanted: wanted, order: order)
    let finders = (0..<context.options.workers).map { _ in
      ClosedCallFinder(search, RecordedCallReader(context.classifier()))
    }
    let next = Atomic<Int>(0)
    try onThreads(finders) { finder in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pieces.count else { return }
        try finder.look(in: pieces[index])
      }
    }
    var found: [Int: Int] = [:]
    for finder in finders { found.merge(finder.found) { min($0, $1) } }
    return found
  }

  /// Notes what became of a row that was put aside and is no call of an open cycle.
  ///
  /// - Parameter cycle: the ledger's number of the closed cycle it is late for.
  func conclude(_ view: CallRecordView, _ result: RowResult, ofCycle cycle: Int64? = nil) {
    let call = view.head
    let (file, line) = (call.ledgerFile, Int(call.lineInChunk))
    guard let origin = call.origin else { return concludeNew(view, call, result, cycle) }
    if origin == .kept {
      settled.keptOutcomes.append(KeptOutcome(file: file, line: line, result: result, cycle: cycle))
      return
    }
    settled.moves.add(1, to: result.outcome, ofFile: file)
    if case .refused(let reason) = result {
      settled.kept.append(
        KeptRow(
          file: file, line: line, reason: reason, facts: factsWriter.facts(view), start: call.instant, cycle: cycle))
    }
  }

  private func concludeNew(
    _ view: CallRecordView, _ call: CallRecord, _ result: RowResult, _ cycle: Int64?
  ) {
    guard let chunks else { return }
    let file = chunks.source(chunk: call.chunk, lineInChunk: call.lineInChunk).file
    var reason: Reason?
    switch result {
    case .counted(let outcome): settled.tallies[file, default: RowTally()].count(outcome)
    case .refused(let refused):
      settled.tallies[file, default: RowTally()].count(refused)
      reason = refused
    }
    // The first stage kept the row if it looked suspended.
    if reason != CallRecord.Price.reason(call.price) || cycle != nil {
      settled.lateOutcomes.append(
        LateOutcome(
          chunk: call.chunk, lineInChunk: call.lineInChunk, reason: reason,
          facts: reason == nil ? [] : factsWriter.facts(view), cycle: cycle))
    }
  }
}

/// What became of rows that were put aside.
struct SettledRows {
  var kept: [KeptRow] = []
  var keptOutcomes: [KeptOutcome] = []
  var moves = OutcomeMoves()
  /// Of the run's files, by index.
  var tallies: [Int: RowTally] = [:]
  var lateOutcomes: [LateOutcome] = []
}

/// Rows whose identity is looked for among closed calls.
private final class ClosedCallSearch: @unchecked Sendable {
  let views: [CallRecordView]
  let wanted: [UInt64: [Int]]
  let instants: Set<Int64>
  let order: CallOrder

  init(views: [CallRecordView], wanted: [UInt64: [Int]], order: CallOrder) {
    self.views = views
    self.wanted = wanted
    self.order = order
    instants = Set(wanted.values.joined().map { views[$0].pointer.pointee.instant })
  }
}

/// One thread's part in that.
private final class ClosedCallFinder {
  private let search: ClosedCallSearch
  private var reader: RecordedCallReader
  private let rows = SegmentRowReader()
  private(set) var found: [Int: Int] = [:]

  init(_ search: ClosedCallSearch, _ reader: RecordedCallReader) {
    self.search = search
    self.reader = reader
  }

  func look(in piece: ClosedCycles.Piece) throws {
    try rows.forEach(in: try piece.read()) { row in
      guard let instant = row.instant else { throw DamagedRows() }
      if !search.instants.contains(instant) { return }
      guard try reader.classify(row) == .past else { throw DamagedRows() }
      reader.copy(chunk: 0, line: 0).with { view in
        guard let indices = search.wanted[search.order.identity.hash(view)] else { return }
        for index in indices where search.order.compareIdentities(search.views[index], view) == 0 {
          found[index] = min(found[index] ?? .max, piece.cycle)
        }
      }
    }
  }
}
