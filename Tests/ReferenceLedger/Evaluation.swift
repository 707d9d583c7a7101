@testable import ReferenceRating

/// What the law says at one moment, worked out from the delivered rows, the registry and the closed cycles.
struct Evaluation {
  /// The open part: one `rate` of the rows that are neither late nor closed.
  var open: [RatedCall] = []
  /// What these leave of allowances.
  var left: AllowancesLeft
  /// Rows of the open part that are suspended for their destination, rate or plan hold their cycle open at a close.
  var waiting: Set<AccountCycle> = []
  /// By place in the closed cycles.
  var late: [LateRating] = []
  /// Of each delivered row one outcome, with its reason; closed rows keep theirs.
  var outcomes: [RowID: (outcome: String, reason: String)] = [:]
  /// Rows of the open part: what `rate` is to be given.
  var openRows: Set<RowID> = []
  /// Names under which the rows were delivered.
  var names: [RowID: String] = [:]
  /// The rows that name a call, by id.
  var keys: [RowID: CallKey] = [:]

  init(_ model: LedgerModel) {
    left = AllowancesLeft(registry: model.applied.registry)
    // "The law's rate is given it."
    left.kept = Dictionary(model.closed.map { ($0.key.ofAllowances, $0.kept) }, uniquingKeysWith: { first, _ in first })
    let rows = readRows(model)
    let closed = Dictionary(
      model.closed.indices.flatMap { index in model.closed[index].calls.map { ($0.key, index) } },
      uniquingKeysWith: { first, _ in first })
    var late = [[LiveRow]](repeating: [], count: model.closed.count)
    var open: [LiveRow] = []
    let live = rows.filter { outcomes[$0.id] == nil }
    let (places, moved) = Self.places(of: live, closed, model)
    for (row, place) in zip(live, places) {
      if let place { late[place].append(row) } else { open.append(row) }
    }
    rateOpen(open, model)
    for (index, rows) in late.enumerated() { rateLate(model.closed[index], rows, moved: moved, model) }
  }

  /// The closed cycle of each row, or nil, and the rows that are not where their own line is: "a call is where the
  /// version stands that is charged", rows without a line apart (spec 4.3 "Late").
  private static func places(
    of rows: [LiveRow], _ closed: [CallKey: Int], _ model: LedgerModel
  ) -> (places: [Int?], moved: Set<RowID>) {
    var places = rows.map { closedCycle(of: $0, closed, model) }
    var moved: Set<RowID> = []
    for (key, group) in Dictionary(grouping: rows.indices, by: { rows[$0].key }) where closed[key] == nil {
      let counting = group.filter { hasLine(rows[$0], at: places[$0], model) }
      guard let greatest = counting.map({ rows[$0].read.content }).max() else { continue }
      guard let standing = counting.first(where: { rows[$0].read.content == greatest }) else { continue }
      for index in counting where places[index] != places[standing] {
        places[index] = places[standing]
        moved.insert(rows[index].id)
      }
    }
    return (places, moved)
  }

  private static func hasLine(_ row: LiveRow, at place: Int?, _ model: LedgerModel) -> Bool {
    if let place { return LateRating.lineFault(row, model.closed[place], model.applied) == nil }
    let today = model.applied
    if case .call = today.registry.place(row.read, activeLinesOnly: today.activeLinesOnly) { return true }
    return false
  }

  /// The closed cycle that a row is late for (spec 4.3 "Late").
  private static func closedCycle(of row: LiveRow, _ closed: [CallKey: Int], _ model: LedgerModel) -> Int? {
    // "A row with the identity of a closed call is its repeat or another version of it, regardless of who has the
    // number today."
    if let index = closed[row.key] { return index }
    guard let located = model.applied.locate(row.read) else { return nil }
    let day = row.read.startedAt.day
    // "The cycle that holds the line and day comes first; only if none does, the one with the account and cycle."
    if let index = model.closed.holder(ofLine: located.line.id, on: day) { return index }
    let key = model.applied.accountCycle(of: located.line, on: day)
    return model.closed.firstIndex { $0.key == key }
  }

  private mutating func rateOpen(_ rows: [LiveRow], _ model: LedgerModel) {
    openRows.formUnion(rows.map(\.id))
    var placed: [PlacedCall] = []
    for row in rows {
      switch model.applied.registry.place(row.read, activeLinesOnly: model.applied.activeLinesOnly) {
      case .unanswered: outcomes[row.id] = ("unanswered", "")
      case .suspended(let reason):
        outcomes[row.id] = ("suspended", reason)
        if reason == "no-plan" { wait(row.read, model) }
      case .call(let call): placed.append(call)
      }
    }
    let settlement = DuplicateSettlement(placed)
    for call in settlement.duplicates { outcomes[PlacedLine.decode(call.read.row.line)] = ("duplicate", "") }
    for call in settlement.conflicting {
      outcomes[PlacedLine.decode(call.read.row.line)] = ("rejected", "conflicting-duplicate")
    }
    for call in settlement.standing {
      let id = PlacedLine.decode(call.read.row.line)
      do throws(Fault) {
        let rated = try model.applied.registry.rate(call)
        open.append(rated)
        outcomes[id] = (rated.price == nil ? "free" : "rated", "")
      } catch {
        outcomes[id] = ("suspended", error.reason)
        wait(call.read, model)
      }
    }
    open = left.cover(open)
  }

  private mutating func wait(_ read: ReadCall, _ model: LedgerModel) {
    guard let located = model.applied.locate(read) else { return }
    waiting.insert(model.applied.accountCycle(of: located.line, on: read.startedAt.day))
  }

  private mutating func rateLate(
    _ cycle: ClosedCycle, _ rows: [LiveRow], moved: Set<RowID>, _ model: LedgerModel
  ) {
    let rating = LateRating(cycle, rows: rows, moved: moved, today: model.applied)
    for rated in rating.inCycle + rating.alone {
      outcomes[rated.rowID] = (rated.price == nil ? "free" : "rated", "")
    }
    for id in rating.duplicates { outcomes[id] = ("duplicate", "") }
    for id in rating.conflicting { outcomes[id] = ("rejected", "conflicting-duplicate") }
    for (id, reason) in rating.suspended { outcomes[id] = ("suspended", reason) }
    // "Closed rows keep their outcome."
    for call in cycle.calls { outcomes[call.id] = (call.rated.price == nil ? "free" : "rated", "") }
    late.append(rating)
  }
}

extension Evaluation {
  /// The delivered rows that can be read and were answered, by (file name, line, arrival); the others get their
  /// outcome.
  private mutating func readRows(_ model: LedgerModel) -> [LiveRow] {
    let closed = Set(model.closed.flatMap { $0.calls.map(\.id) })
    let clocks = RowFacts.Clocks(
      layout: LocalClock(model.layout.timeZone), integration: LocalClock(model.timeZone))
    var live: [LiveRow] = []
    for (index, chunk) in model.chunks.enumerated() {
      guard let name = chunk.standing?.name else { continue }
      let facts = RowFacts(layout: model.layout, header: chunk.header, clocks: clocks)
      for row in chunk.rows {
        let id = RowID(chunk: index, line: row.line)
        names[id] = name
        guard let found = read(row.bytes, name, id, facts, model) else { continue }
        if !closed.contains(id) { live.append(found) }
      }
    }
    return live.sorted {
      ($0.read.row.file, $0.read.row.line) < ($1.read.row.file, $1.read.row.line)
    }
  }

  private mutating func read(
    _ bytes: [UInt8], _ name: String, _ id: RowID, _ facts: RowFacts, _ model: LedgerModel
  ) -> LiveRow? {
    do throws(Fault) {
      guard let read = try facts.read(bytes, name: name, id: id) else {
        outcomes[id] = ("unanswered", "")
        return nil
      }
      let found = LiveRow(id: id, read: read, key: CallKey(read))
      keys[id] = found.key
      // "Discard names a call: all its rows, later ones too, are rejected, reason discarded."
      guard model.discardedCalls.contains(found.key) else { return found }
      outcomes[id] = ("rejected", "discarded")
    } catch {
      // "... its row if it has none."
      outcomes[id] = ("rejected", model.discardedRows.contains(id) ? "discarded" : error.reason)
    }
    return nil
  }
}
