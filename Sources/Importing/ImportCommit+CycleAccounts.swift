import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

// Cycle accounts and the spans of their rows.
extension ImportCommit {
  /// - Returns: what is of interest to the one who watches, nothing if nobody does; and the numbers of the cycle accounts written.
  func writeCycleAccounts(
    _ writer: LedgerWriter, _ version: Int64
  ) throws -> (watched: [RecordedSpans.Span], numbers: [Int64]) {
    if segment.sizeBytes > 0 {
      try writer.addSegment(id: context.run, name: "\(attempt.segmentName).csv", bytes: segment.sizeBytes)
    }
    // By the balances' places; 0: not written.
    var numbers = [Int64](repeating: 0, count: balances.count)
    for cycleAccount in attempt.fed.cycleAccounts.sorted() { try writer.removeSpans(cycleAccount: cycleAccount) }
    var rewritten: Set<Int64> = []
    for span in outcome.spans {
      let place = place(of: span)
      if numbers[place] != 0 { continue }
      numbers[place] = try write(balances[place], writer, version)
      if balances[place].cycleAccount != nil { rewritten.insert(numbers[place]) }
    }
    // What was settled anew and has no row now belongs to other cycle accounts.
    for cycleAccount in attempt.fed.cycleAccounts where !rewritten.contains(cycleAccount) {
      try writer.removeCycleAccount(cycleAccount)
    }
    for index in outcome.rewritten where !rewritten.contains(attempt.cycleAccounts[index].id) {
      // Its last calls lost to versions that have no price.
      try writer.removeCycleAccount(attempt.cycleAccounts[index].id)
    }
    let watched = try writeSpans(writer, numbers)
    try writer.insertWaiting()
    return (watched, numbers.filter { $0 != 0 })
  }

  private func write(_ balance: CycleAccountBalance, _ writer: LedgerWriter, _ version: Int64) throws -> Int64 {
    let terms = attempt.terms.terms(of: balance.key)
    guard let index = balance.cycleAccount else {
      var cycleAccount = CycleAccountRow(
        isPool: balance.key.isPool, owner: attempt.keys.owner(balance.key),
        plan: registry.plans[Int(balance.key.plan)].id, cycleStart: balance.key.cycleStart,
        cycleEnd: Cycle.end(startingOn: balance.key.cycleStart), firstStart: balance.firstStart,
        lastStart: balance.lastStart, left: balance.left, registry: version, terms: terms)
      cycleAccount.carried = balance.carried
      return try writer.add(cycleAccount, waits: true)
    }
    var cycleAccount = attempt.cycleAccounts[index]
    let isFed = attempt.fed.cycleAccounts.contains(cycleAccount.id)
    if balance.isRewritten || isFed {
      if !isFed { try writer.removeSpans(cycleAccount: cycleAccount.id) }
      cycleAccount.firstStart = balance.firstStart
      cycleAccount.lastStart = balance.lastStart
      cycleAccount.left = balance.left
      cycleAccount.carried = balance.carried
    } else {
      cycleAccount.firstStart = min(cycleAccount.firstStart, balance.firstStart)
      cycleAccount.lastStart = max(cycleAccount.lastStart, balance.lastStart)
      if !balance.left.isEmpty {
        cycleAccount.left = balance.left
        cycleAccount.carried = balance.carried
      }
    }
    cycleAccount.registry = version
    cycleAccount.terms = terms
    try writer.update(cycleAccount)
    return cycleAccount.id
  }

  private func writeSpans(
    _ writer: LedgerWriter, _ numbers: [Int64]
  ) throws -> [RecordedSpans.Span] {
    var watched: [RecordedSpans.Span] = []
    var group: Int32 = -1
    var account: Int64 = 0
    for span in outcome.spans {
      let cycleAccount = numbers[place(of: span)]
      if span.group != group {
        group = span.group
        account = try self.account(ofGroup: Int(group), writer, waits: true)
      }
      let row = SpanRow(
        cycleAccount: cycleAccount, account: account, run: context.run, segment: context.run,
        offset: Int64(span.offsetBytes),
        bytes: span.lengthBytes, rows: span.rows, firstStart: span.firstStart, lastStart: span.lastStart,
        calls: span.calls, billedSeconds: span.billedSeconds, coveredSeconds: span.coveredSeconds, micros: span.micros,
        number: span.lastRow < 0 ? "" : registry.lines[Int(span.lastRow)].number.description)
      try writer.add(row, waits: true)
      if isWatched, span.micros != 0 || span.isPointedOut { watched.append(watchedSpan(span, row)) }
    }
    return watched
  }

  private var isWatched: Bool { context.settings.watch != nil }

  private func watchedSpan(_ span: WrittenSpan, _ row: SpanRow) -> RecordedSpans.Span {
    let line = registry.lines[registry.groups.firstRow(ofGroup: Int(span.group))]
    let cycle = span.key.cycleStart
    var watched = RecordedSpans.Span(
      place: LineSpan(
        contract: registry.tables.contracts[line.contract].id, line: line.id, cycleStart: cycle,
        cycleEnd: Cycle.end(startingOn: cycle), isClosed: false, span: row),
      peakDayMicros: span.peakDayMicros, followsOthers: span.micros != 0 && followsOthers(span),
      isPointedOut: span.isPointedOut, pointsOutNew: span.pointsOutNew)
    watched.days = outcome.days[span.days]
    return watched
  }

  func account(ofGroup group: Int, _ writer: LedgerWriter, waits: Bool = false) throws -> Int64 {
    let row = registry.groups.firstRow(ofGroup: group)
    let line = registry.lines[row]
    return try writer.account(
      contract: registry.tables.contracts[line.contract].id, line: line.id, waits: waits)
  }

  // MARK: - Closed cycles

  /// Late rows of closed cycles, and what they come to, in the place of what was late before.
  func writeLate(_ writer: LedgerWriter) throws -> (watched: [RecordedSpans.Span], numbers: [Int64]) {
    let reopened = Set(context.request.reopened.map(\.id))
    var touched: [Int64] = []
    for cycleAccount in try attempt.ledger.closedCycleAccounts()
    where attempt.fed.lateOf.contains(cycleAccount.parent ?? cycleAccount.id) {
      if reopened.contains(cycleAccount.parent ?? cycleAccount.id) { continue }
      try writer.removeOpenLateSpans(cycleAccount: cycleAccount.id, entry: cycleAccount.entry)
      touched.append(cycleAccount.id)
    }
    var watched: [RecordedSpans.Span] = []
    var numbers: [Int64] = []
    for part in late {
      var alone = part.alone
      for span in part.spans {
        var cycleAccount = part.cycle
        if let place = span.rows.alone {
          cycleAccount = try self.alone(place, span.rows.line, span.rows.firstStart, part, &alone, writer)
        }
        watched += try write(span, of: cycleAccount, writer)
        if !numbers.contains(cycleAccount.id) { numbers.append(cycleAccount.id) }
      }
      try writeTotals(part, writer, of: part.cycle, part.standing.filter { $0.alone == nil })
      for cycleAccount in alone {
        try writeTotals(part, writer, of: cycleAccount, part.standing.filter { Self.isOf(cycleAccount, $0) })
        numbers.append(cycleAccount.id)
      }
      if let repeats = part.repeats { try writer.add(repeats) }
    }
    for cycleAccount in touched + numbers { try writer.setStartsBySpans(ofCycleAccount: cycleAccount) }
    return (watched, numbers)
  }

  private static func isOf(_ cycleAccount: CycleAccountRow, _ sum: LineSum) -> Bool {
    guard let place = sum.alone else { return false }
    return place.cycleStart == cycleAccount.cycleStart && ID(place.plan) == ID(cycleAccount.plan)
      && ID(sum.line) == ID(cycleAccount.owner)
  }

  /// The cycle account of late rows of a line that are charged alone, a new one if need be.
  private func alone(
    _ place: (plan: String, cycleStart: CivilDate), _ line: String, _ start: Int64, _ part: LatePart,
    _ cycleAccounts: inout [CycleAccountRow], _ writer: LedgerWriter
  ) throws -> CycleAccountRow {
    if let cycleAccount = cycleAccounts.first(where: {
      ID($0.owner) == ID(line) && ID($0.plan) == ID(place.plan)
        && $0.cycleStart == place.cycleStart
    }) {
      return cycleAccount
    }
    var cycleAccount = CycleAccountRow(
      isPool: false, owner: line, plan: place.plan, cycleStart: place.cycleStart,
      cycleEnd: Cycle.end(startingOn: place.cycleStart), firstStart: start, lastStart: start,
      left: [], registry: part.cycle.registry, terms: [])
    cycleAccount.isClosed = true
    cycleAccount.parent = part.cycle.id
    cycleAccount.isPerCall = part.cycle.isPerCall
    cycleAccount.id = try writer.add(cycleAccount)
    cycleAccounts.append(cycleAccount)
    return cycleAccount
  }

  private func write(
    _ span: LatePart.Span, of cycleAccount: CycleAccountRow, _ writer: LedgerWriter
  ) throws -> [RecordedSpans.Span] {
    let rows = span.rows
    var row = SpanRow(
      cycleAccount: cycleAccount.id, account: try writer.account(contract: rows.contract, line: rows.line),
      run: context.run,
      segment: context.run, offset: span.offset, bytes: rows.text.count, rows: rows.rows, firstStart: rows.firstStart,
      lastStart: rows.lastStart, calls: rows.calls, billedSeconds: rows.billedSeconds,
      coveredSeconds: rows.coveredSeconds, micros: rows.micros, number: rows.calls > 0 ? rows.number : "")
    row.entry = cycleAccount.entry
    try writer.add(row)
    guard isWatched else { return [] }
    return [
      RecordedSpans.Span(
        place: LineSpan(
          contract: rows.contract, line: rows.line, cycleStart: cycleAccount.cycleStart,
          cycleEnd: cycleAccount.cycleEnd,
          isClosed: true, span: row), peakDayMicros: nil, followsOthers: true, isPointedOut: true, pointsOutNew: true)
    ]
  }

  /// What the late service of each (contract, line) of a cycle comes to: the cycle as it stands, rounded as a service, less
  /// all that was charged for it before (spec 4.3), but for what contests gave back of it (spec 11.1). The same for calls
  /// that are charged alone, by plan and cycle.
  private func writeTotals(
    _ part: LatePart, _ writer: LedgerWriter, of cycleAccount: CycleAccountRow, _ sums: [LineSum]
  ) throws {
    var charged = try attempt.ledger.charged(forCycleAccount: cycleAccount)
    for sum in sums {
      let account = try writer.account(contract: sum.contract, line: sum.line)
      let before = charged.removeValue(forKey: account) ?? (0, 0, 0)
      let late = part.spans.first { span in
        (span.rows.alone == nil) == (sum.alone == nil) && span.rows.alone?.cycleStart == sum.alone?.cycleStart
          && ID(span.rows.alone?.plan ?? "") == ID(sum.alone?.plan ?? "")
          && ID(span.rows.line) == ID(sum.line)
          && ID(span.rows.contract) == ID(sum.contract)
      }
      let total = LateTotal(
        cycleAccount: cycleAccount.id, account: account, entry: cycleAccount.entry, calls: late?.rows.calls ?? 0,
        billedSeconds: sum.billedSeconds - before.billedSeconds,
        coveredSeconds: sum.coveredSeconds - before.coveredSeconds,
        centavos: sum.centavos(isPerCall: cycleAccount.isPerCall, fallen: part.fallen(cycleAccount, account))
          - before.centavos, number: sum.number)
      if late != nil || total.centavos != 0 { try writer.add(total) }
    }
    // Lines whose calls all lost to versions that are elsewhere.
    for (account, before) in charged {
      let centavos = Charging.centavos(micros: part.fallen(cycleAccount, account)) - before.centavos
      if centavos == 0 { continue }
      try writer.add(
        LateTotal(
          cycleAccount: cycleAccount.id, account: account, entry: cycleAccount.entry, calls: 0,
          billedSeconds: -before.billedSeconds,
          coveredSeconds: -before.coveredSeconds, centavos: centavos, number: ""))
    }
  }

  /// Rows of repeats, in the place of those that were settled anew.
  func writeRepeats(_ writer: LedgerWriter) throws {
    try writer.remove(attempt.fed.repeatSpans)
    try writer.removeWithdrawnSegments(attempt.fed.withdrawnSegments)
    for span in outcome.repeats {
      try writer.add(
        RepeatSpanRow(
          cycleAccount: nil, run: context.run, segment: context.run, offset: Int64(span.offsetBytes),
          bytes: span.lengthBytes,
          rows: span.rows, firstStart: span.firstStart, lastStart: span.lastStart))
    }
  }
}
