import Ledger
import Pipeline

/// The rows of the ledger that a run settles anew (spec 4.3).
struct FedPart {
  /// Open cycle accounts, by number.
  var cycleAccounts: Set<Int64> = []
  /// Of these, cycle accounts that today's registry rates otherwise.
  var changed: Set<Int64> = []
  var repeatSpans: [RepeatSpanRow] = []
  /// Closed cycles whose late rows, and the rows of their late calls that are charged alone, are written anew.
  var lateOf: Set<Int64> = []
  /// Kept rows, by number.
  var kept: [Int64: KeptRowRecord] = [:]
  /// Segments of withdrawn rows that were read, since some of them come back.
  var withdrawnSegments: [Int64] = []

  fileprivate var repeatIDs: Set<Int64> = []
  /// Rows that were withdrawn and come back.
  fileprivate(set) var returningRows = 0
}

extension ImportAttempt {
  /// Half rows that were read at last, of files that go on: they are taken out, and read again as whole rows.
  private var halfRows: [SourceIntake.HalfRow] {
    context.intake.candidates.enumerated().compactMap { index, candidate in
      run.files[index].failure == nil ? candidate.halfRow : nil
    }
  }

  /// What is taken out of the recorded rows.
  var withdrawn: WithdrawnRows {
    var rows = request.delivery?.withdrawnRows ?? WithdrawnRows()
    rows.places = Set(halfRows.map(\.place))
    return rows
  }

  /// Whether any open row may be another's, or of none, by today's registry.
  private var isAllNew: Bool { feedsAll || context.isNumberingNew }

  /// The starts of rows of other runs that may stand otherwise because of the request.
  private func requestedStarts() throws -> ClosedRange<Int64>? {
    var ranges = [request.delivery?.starts, request.discards?.starts].compactMap { $0 }
    for half in halfRows { if let starts = try ledger.starts(ofRun: half.run) { ranges.append(starts) } }
    // What repeats were told from may be gone: they are settled anew with what they repeat.
    for span in try repeatsSinceWithdrawn() where span.firstStart <= span.lastStart {
      ranges.append(span.firstStart...span.lastStart)
    }
    guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() else { return nil }
    return first...last
  }

  /// Adds the rows that this run settles anew to those of the files.
  mutating func feed() throws {
    let requested = try requestedStarts()
    let open = try ledger.openCycleAccounts()
    var pieces = try take(open.filter { try isFed($0, requested) })
    pieces += try takeRepeats(requested)
    if isAllNew || context.isRegistryNew || requested != nil { pieces += try takeLate(ofAll: nil) }
    pieces += try takeLate(ofAll: ledger.lateContestedCycles(isSettled: false))
    for cycle in request.reopened { pieces += try takeReopened(cycle) }
    pieces += try takeReturning()
    fedRows.add(try run.feed(pieces, without: withdrawn))
    try feedKept(requested)
    cycleAccounts = open
  }

  /// Whether a cycle account's rows are settled anew.
  private mutating func isFed(_ cycleAccount: CycleAccountRow, _ requested: ClosedRange<Int64>?) throws -> Bool {
    if isAllNew {
      fed.changed.insert(cycleAccount.id)
      return true
    }
    if context.isRegistryNew {
      let key = keys.key(of: cycleAccount)
      if key.owner < 0 || key.plan < 0 || terms.terms(of: key) != cycleAccount.terms {
        fed.changed.insert(cycleAccount.id)
        return true
      }
    }
    guard let requested else { return false }
    return cycleAccount.lastStart >= requested.lowerBound && cycleAccount.firstStart <= requested.upperBound
  }

  /// The rows of these cycle accounts, a piece each. Their spans are looked up together: a look at the ledger for each cycle account costs
  /// as much as its rows.
  mutating func take(_ cycleAccounts: [CycleAccountRow]) throws -> [RecordedPiece] {
    fed.cycleAccounts.formUnion(cycleAccounts.map(\.id))
    let segments = self.segments
    let spans = try ledger.spans(cycleAccounts: cycleAccounts.map(\.id))
    return cycleAccounts.map { cycleAccount in
      let spans = spans[cycleAccount.id] ?? []
      return RecordedPiece(.calls) { try segments.rows(of: spans) }
    }
  }

  private mutating func takeRepeats(_ requested: ClosedRange<Int64>?) throws -> [RecordedPiece] {
    var spans: [RepeatSpanRow] = []
    if isAllNew || context.isRegistryNew {
      spans += try ledger.repeatSpans(.open)
    } else {
      for starts in [run.starts, requested].compactMap({ $0 }) { spans += try ledger.repeatSpans(.openWithin(starts)) }
    }
    return take(spans + (try repeatsSinceWithdrawn()))
  }

  /// Repeats that were told since the first of the runs that are withdrawn.
  private func repeatsSinceWithdrawn() throws -> [RepeatSpanRow] {
    guard let delivery = request.delivery, !delivery.withdrawn.isEmpty, let first = delivery.touchedRuns.first else {
      return []
    }
    return try ledger.repeatSpans(.writtenSince(first))
  }

  private mutating func take(_ spans: [RepeatSpanRow]) -> [RecordedPiece] {
    let segments = self.segments
    var pieces: [RecordedPiece] = []
    for span in spans where fed.repeatIDs.insert(span.id).inserted {
      fed.repeatSpans.append(span)
      pieces.append(
        RecordedPiece(.repeats) {
          try segments.bytes(ofSegment: span.segment, offset: span.offset, count: span.bytes)
        })
    }
    return pieces
  }

  /// The open late rows of closed cycles, those charged alone included, with what repeats calls of these cycles.
  ///
  /// - Parameter cycles: nil: of all that have some.
  mutating func takeLate(ofAll cycles: Set<Int64>?) throws -> [RecordedPiece] {
    var pieces: [RecordedPiece] = []
    let segments = self.segments
    let reopened = Set(request.reopened.map(\.id))
    let chosen = try cycles ?? ledger.cyclesWithLateRows()
    let new = chosen.subtracting(fed.lateOf).subtracting(reopened)
    if new.isEmpty { return [] }
    for cycleAccount in try ledger.closedCycleAccounts() where new.contains(cycleAccount.parent ?? cycleAccount.id) {
      for span in try ledger.spans(cycleAccount: cycleAccount.id) where span.entry >= cycleAccount.entry {
        pieces.append(RecordedPiece(.late) { try segments.rows(of: span) })
      }
    }
    fed.lateOf.formUnion(new)
    pieces += take(try ledger.repeatSpans(.ofCycleAccounts(new)))
    return pieces
  }

  /// All rows of a closed cycle that is opened, and of its late services.
  private mutating func takeReopened(_ cycle: CycleAccountRow) throws -> [RecordedPiece] {
    let segments = self.segments
    var pieces: [RecordedPiece] = []
    for cycleAccount in [cycle] + (try ledger.readServices { try $0.aloneCycleAccounts(ofCycle: cycle.id) }) {
      for span in try ledger.spans(cycleAccount: cycleAccount.id) {
        pieces.append(RecordedPiece(.calls) { try segments.rows(of: span) })
      }
    }
    return pieces + take(try ledger.repeatSpans(.ofCycleAccounts([cycle.id])))
  }

  /// The rows of readings that are delivered again. What else lies with them stays withdrawn.
  private mutating func takeReturning() throws -> [RecordedPiece] {
    guard let returning = request.delivery?.returning, !returning.isEmpty else { return [] }
    var pieces: [RecordedPiece] = []
    let files = Set(returning.map { Int($0) })
    for segment in try ledger.withdrawnSegments() {
      let rows = try segments.bytes(ofSegment: segment.id, offset: 0, count: Int(segment.bytes))
      var back: [UInt8] = []
      var rest: [UInt8] = []
      try SegmentRowReader().forEach(in: rows) { row in
        if let file = row.integer(.file), files.contains(file) {
          back += row.raw
          fed.returningRows += 1
        } else {
          rest += row.raw
        }
      }
      if back.isEmpty { continue }
      fed.withdrawnSegments.append(segment.id)
      fedRows.withdrawn += rest
      pieces.append(RecordedPiece(.returning) { [back] in back })
    }
    return pieces
  }

  // MARK: - Kept rows

  /// Kept rows are tried again (spec 4.3): all suspended ones once the registry is another; those suspended for destination
  /// or price, and other versions of calls, whenever rows of their time come, since these may repeat them; unreadable ones
  /// once the layout is another.
  private mutating func feedKept(_ requested: ClosedRange<Int64>?) throws {
    var rows: [KeptRowRecord] = []
    let isOfAnyCall = request.discards != nil || !request.reopened.isEmpty
    if isAllNew || context.isRegistryNew || request.kind == "retry" || isOfAnyCall {
      rows += try ledger.keptRows(.open)
    }
    // Those of the repeats that are settled anew, too: one of them may be what they repeat.
    let repeats = fed.repeatSpans.filter { $0.firstStart <= $0.lastStart }.map { $0.firstStart...$0.lastStart }
    for starts in ([run.starts, requested].compactMap({ $0 }) + repeats).withoutOverlap() {
      rows += try ledger.keptRows(.competingWithin(starts))
    }
    rows += try ledger.keptRows(.unreadable(otherThanLayout: context.layoutDigest))
    rows += request.rows
    rows += try ledger.keptRows(.ofCycleAccounts(Set(request.reopened.map(\.id)).union(fed.lateOf)))
    if let returning = request.delivery?.returning, !returning.isEmpty {
      rows += try ledger.keptRows(.returning(returning))
    }
    if request.discards?.reason == nil, request.discards != nil { rows += try ledger.keptRows(.discarded) }
    try feedKept(rows)
  }

  mutating func feedKept(_ rows: [KeptRowRecord]) throws {
    let withdrawn = self.withdrawn
    let files = request.delivery?.withdrawn ?? []
    var texts: [KeptRowText] = []
    for row in rows where fed.kept[row.id] == nil && !files.contains(row.file) {
      if withdrawn.places.contains(RecordedPlace(file: Int(row.file), line: row.line)) { continue }
      fed.kept[row.id] = row
      texts.append(
        KeptRowText(file: Int(row.file), line: row.line, facts: row.facts, header: row.header, raw: row.raw))
    }
    keptEarly += try run.feedKept(texts)
  }

  /// Kept half rows of files that go on: they are read again as whole rows.
  func keptHalves() throws -> [KeptRowRecord] {
    try halfRows.compactMap { try ledger.keptRow(file: Int64($0.place.file), line: $0.place.line) }
  }
}

extension [ClosedRange<Int64>] {
  /// The same numbers, each in one range only: what is looked up by them is found once, however many they overlap.
  func withoutOverlap() -> [ClosedRange<Int64>] {
    var joined: [ClosedRange<Int64>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
