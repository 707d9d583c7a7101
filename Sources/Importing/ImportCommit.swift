import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// Puts what a run came to into the ledger: one transaction (spec 4.2, step 5).
struct ImportCommit {
  private let attempt: ImportAttempt
  private let outcome: RecordingOutcome
  private let late: [LateCharging.Result]
  private let segmentBytes: Int64
  private let files: [FileResult]
  /// Of each book that has rows of this run, what it will be.
  private var balances: [BookKey: BookBalance] = [:]

  private var context: ImportContext { attempt.context }
  private var registry: Registry { attempt.context.snapshot.registry }

  init(_ attempt: ImportAttempt, _ outcome: RecordingOutcome, _ late: [LateCharging.Result], segmentBytes: Int64) {
    self.attempt = attempt
    self.outcome = outcome
    self.late = late
    self.segmentBytes = segmentBytes
    files = attempt.run.files
    for balance in outcome.balances { merge(balance) }
  }

  /// A line that moved between contracts in a cycle has its book in two places of the output.
  private mutating func merge(_ balance: BookBalance) {
    guard var known = balances[balance.key] else {
      balances[balance.key] = balance
      return
    }
    // A part of free calls only says nothing of the allowances.
    if balance.lastStart >= known.lastStart, !balance.left.isEmpty { known.left = balance.left }
    if known.left.isEmpty { known.left = balance.left }
    known.firstStart = min(known.firstStart, balance.firstStart)
    known.lastStart = max(known.lastStart, balance.lastStart)
    balances[balance.key] = known
  }

  /// Whether there is anything to write.
  var isNeeded: Bool {
    !files.isEmpty || !attempt.fed.isEmpty || context.isRegistryNew || !attempt.retriedRows.isEmpty
      || !attempt.reopened.isEmpty || context.isModeNew
  }

  /// - Parameter segment: on its way to the disk; it is there, with its name, before the transaction is committed.
  func write(into report: inout ImportReport, after segment: SegmentPublication) throws {
    let services = ServiceDifference(attempt.ledger)
    let touched = touchedBooks
    let before = try services.totals(ofBooks: touched)
    var made = report
    try attempt.ledger.commit(run: context.run) { writer in
      try context.errand.begin(writer)
      let version = try writeVersion(writer)
      try writeFiles(writer)
      try writeBooks(writer, version)
      try writeHeldRows(writer)
      try writer.addZones(outcome.zones.map(\.name))
      try writer.set("registry", context.snapshot.digest)
      try writer.set(ServiceModes.settingKey, context.modes.text)
      try context.identification.write(writer)
      try writer.set(ImportContext.timeZoneKey, context.settings.timeZone)
      try writeOwnNumbers(writer)
      try writeRepeats(writer)
      try writer.forgetDeliveredAgain()
      try writer.settleSegments()
      try complete(&made)
      let after = try services.totals(ofBooks: touched, writer)
      services.report(from: before, to: after, causes: causes, into: &made)
      try writer.addRun(
        kind: context.errand.kind, startedAt: Self.text(made.startedAt), endedAt: Self.text(context.settings.now()),
        version: productVersion, registry: version, report: try made.json(),
        starts: attempt.run.starts)
      if let digest = try segment.finish() { try writer.setDigest(digest, ofSegment: context.run) }
      try context.settings.onStep(.beforeCommit)
    }
    report = made
  }

  /// What would be written, without writing it.
  func preview(into report: inout ImportReport) throws {
    let services = ServiceDifference(attempt.ledger)
    let touched = touchedBooks
    let before = try services.totals(ofBooks: touched)
    var made = report
    try attempt.ledger.rehearse(run: context.run) { writer in
      try context.errand.begin(writer)
      let version = try writeVersion(writer)
      try writeFiles(writer)
      try writeBooks(writer, version)
      try complete(&made)
      let after = try services.totals(ofBooks: touched, writer)
      services.report(from: before, to: after, causes: causes, into: &made)
    }
    report = made
  }

  /// Why amounts of books change, where it is not for late calls.
  private var causes: [Int64: String] {
    var causes: [Int64: String] = [:]
    for book in attempt.changed { causes[book] = "registry" }
    for book in attempt.reopened { causes[book] = "reopened" }
    return causes
  }

  /// Numbers of the recorded books whose amounts change otherwise than by calls that follow the recorded ones.
  private var touchedBooks: [Int64] {
    var books = attempt.fed.union(attempt.reopened)
    for balance in balances.values where balance.isRewritten {
      if let book = balance.book { books.insert(attempt.books[book].id) }
    }
    for index in outcome.rewritten { books.insert(attempt.books[index].id) }
    for result in late { books.insert(attempt.books[result.book].id) }
    return books.sorted()
  }

  private func writeVersion(_ writer: LedgerWriter) throws -> Int64 {
    let snapshot = context.snapshot
    return try writer.registryVersion(
      digest: snapshot.digest, timeZone: snapshot.timeZone, tables: snapshot.tableDigests
    ) { RegistryVersions.deflate(snapshot.tables[$0] ?? []) }
  }

  static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}

// MARK: - Files and held rows

extension ImportCommit {
  private func writeFiles(_ writer: LedgerWriter) throws {
    for (index, result) in files.enumerated() {
      // What may pass is not remembered: the file is read again in the next run.
      if result.failure != nil, attempt.repeats[index] == nil, !result.failsByContent { continue }
      try writer.add(row(index, result), header: result.header)
    }
  }

  private func row(_ index: Int, _ result: FileResult) -> FileRow {
    let candidate = context.intake.candidates[index]
    let isRepeat = attempt.repeats[index] != nil
    var row = FileRow(
      name: candidate.file.name, state: isRepeat ? .repeated : result.failure == nil ? .imported : .failed,
      identity: candidate.file.identity, layout: context.layoutDigest)
    row.id = context.firstFile + Int64(index)
    row.run = context.run
    row.isGzip = result.isGzip
    row.earlier = candidate.earlier?.id
    row.error = isRepeat ? nil : result.failure
    row.read = result.tally.read
    row.outcomes = result.tally.outcomes
    guard row.state != .failed else { return row }
    row.digest = result.digest
    row.plainBytes = result.plainBytes
    row.resumeBytes = result.openRowStart ?? result.plainBytes
    row.resumeLines = result.lineCount
    row.resumeDigest = result.digest
    let leavesOpenRow = candidate.isPending || candidate.window?.leavesOpenRow == true
    row.isPending = leavesOpenRow && result.openRowStart != nil
    if let start = result.openRowStart {
      row.resumeDigest = attempt.openRowDigests[index]
      if row.isPending {
        row.digest = row.resumeDigest
        row.plainBytes = start
      } else {
        row.resumeLines = max(0, result.lineCount - 1)
      }
    }
    return row
  }

  private func writeHeldRows(_ writer: LedgerWriter) throws {
    try attempt.run.forEachRejected { (file, line, reason, raw) throws(OutputFailure) in
      do {
        try writer.addHeldRow(
          file: context.firstFile + Int64(file), line: line, reason: reason.name, raw: raw,
          layout: context.layoutDigest)
      } catch {
        throw OutputFailure(
          path: attempt.ledger.directory.databasePath, expected: "to keep a row", found: "\(error)",
          remedy: "nothing was changed; see the error and run again")
      }
    }
    for call in outcome.replaced {
      try writer.addHeldRow(
        file: Int64(call.file), line: call.line, reason: Reason.conflictingDuplicate.name, raw: call.row,
        layout: context.layoutDigest)
      try writer.move(file: Int64(call.file), from: call.outcome, to: .rejected)
    }
    for row in attempt.heldHalves { try writer.settleHalf(row) }
    for (place, raw) in attempt.lost.values.joined() + late.flatMap(\.lost) {
      if attempt.withdrawnHalves.contains(place) {
        try writer.withdraw(file: Int64(place.file), outcome: Self.outcome(ofRow: raw))
        continue
      }
      try writer.addHeldRow(
        file: Int64(place.file), line: place.line, reason: Reason.conflictingDuplicate.name, raw: raw,
        layout: context.layoutDigest)
      try writer.move(file: Int64(place.file), from: Self.outcome(ofRow: raw), to: .rejected)
    }
    try writeRetriedRows(writer)
  }

  /// What a recorded call counted as: a rated one has billed seconds.
  private static func outcome(ofRow raw: [UInt8]) -> Outcome {
    var isFree = true
    (raw + [UInt8(ascii: "\n")]).withUnsafeBufferPointer { bytes in
      _ = SegmentRowReader().forEach(in: bytes) { isFree = $0.integer(.billed) == 0 }
    }
    return isFree ? .free : .rated
  }

  private func writeRetriedRows(_ writer: LedgerWriter) throws {
    var rows: [Place: HeldRowRecord] = [:]
    for row in attempt.retriedRows { rows[Place(file: row.file, line: row.line)] = row }
    for retried in outcome.retried {
      guard let row = rows[Place(file: Int64(retried.file), line: retried.line)],
        let before = Reason.allCases.first(where: { $0.name == row.reason })
      else { continue }
      switch retried.result {
      case .refused(let reason):
        if reason != before || row.layout != context.layoutDigest {
          try writer.noteChange(of: row, to: reason.outcome, became: reason.name)
          try writer.updateHeldRow(row.id, reason: reason.name, layout: context.layoutDigest)
          try writer.move(file: row.file, from: before.outcome, to: reason.outcome)
        }
      case .counted(let outcome):
        try writer.noteChange(of: row, to: outcome, became: "settled")
        try writer.updateHeldRow(row.id, reason: nil, layout: context.layoutDigest)
        try writer.move(file: row.file, from: before.outcome, to: outcome)
      }
    }
  }

  /// Which (contract, line) the calls were recorded for, by what they are known by.
  private func writeOwnNumbers(_ writer: LedgerWriter) throws {
    var accounts: [Int32: Int64] = [:]
    try writer.addOwnNumbers(
      outcome.owns.map { group, own in
        let account = try accounts[group] ?? account(ofGroup: Int(group), writer)
        accounts[group] = account
        return (own.own, own.trunk, own.accountCode, account)
      })
  }

  /// Of which earlier files this run's rows, or whole files, are repeats.
  private func writeRepeats(_ writer: LedgerWriter) throws {
    for (file, rows) in outcome.repeatsOfFile { try writer.addRepeats(ofFile: Int64(file), rows: rows) }
    for row in attempt.repeats.values where row.id > 0 { try writer.addRepeats(ofFile: row.id, rows: 0) }
  }

  private struct Place: Hashable {
    var file: Int64
    var line: Int
  }
}

// MARK: - Books and spans

extension ImportCommit {
  private func writeBooks(_ writer: LedgerWriter, _ version: Int64) throws {
    let segment = context.run
    if segmentBytes > 0 {
      try writer.addSegment(id: segment, name: "\(attempt.segmentName).csv", bytes: segmentBytes)
    }
    var numbers: [BookKey: Int64] = [:]
    for book in attempt.fed {
      try writer.removeSpans(book: book)
    }
    var rewritten: Set<Int64> = []
    for span in outcome.spans where numbers[span.key] == nil {
      guard let balance = balances[span.key] else { fatalError("a span without a balance") }
      let id = try write(balance, writer, version)
      numbers[span.key] = id
      rewritten.insert(id)
    }
    // What was fed and has no row now belongs to other books.
    for book in attempt.fed where !rewritten.contains(book) { try writer.removeBook(book) }
    for index in outcome.rewritten where !rewritten.contains(attempt.books[index].id) {
      // Its last calls lost to versions that have no price.
      try writer.removeBook(attempt.books[index].id)
    }
    for book in attempt.heldNow { try hold(book, writer) }
    try writeSpans(writer, numbers, segment)
    try writeLate(writer, segment)
  }

  private func write(_ balance: BookBalance, _ writer: LedgerWriter, _ version: Int64) throws -> Int64 {
    let terms = attempt.terms.terms(of: balance.key)
    guard let index = balance.book else {
      let book = BookRow(
        isPool: balance.key.isPool, owner: attempt.keys.owner(balance.key),
        plan: registry.plans[Int(balance.key.plan)].id, cycleStart: balance.key.cycleStart,
        cycleEnd: Cycle.end(startingOn: balance.key.cycleStart), firstStart: balance.firstStart,
        lastStart: balance.lastStart, left: balance.left, registry: version, terms: terms)
      return try writer.add(book)
    }
    var book = attempt.books[index]
    let isRewritten = balance.isRewritten || attempt.fed.contains(book.id)
    if isRewritten {
      try writer.removeSpans(book: book.id)
      book.firstStart = balance.firstStart
      book.lastStart = balance.lastStart
      book.left = balance.left
    } else {
      book.firstStart = min(book.firstStart, balance.firstStart)
      book.lastStart = max(book.lastStart, balance.lastStart)
      if !balance.left.isEmpty { book.left = balance.left }
    }
    book.registry = version
    book.terms = terms
    book.isHeld = false
    try writer.update(book)
    return book.id
  }

  private func hold(_ book: Int64, _ writer: LedgerWriter) throws {
    guard var row = attempt.books.first(where: { $0.id == book }), !row.isHeld else { return }
    row.isHeld = true
    try writer.update(row)
  }

  private func writeSpans(_ writer: LedgerWriter, _ numbers: [BookKey: Int64], _ segment: Int64) throws {
    var group: Int32 = -1
    var account: Int64 = 0
    for span in outcome.spans {
      guard let book = numbers[span.key] else { continue }
      if span.group != group {
        group = span.group
        account = try self.account(ofGroup: Int(group), writer)
      }
      try writer.add(
        SpanRow(
          book: book, account: account, run: context.run, segment: segment, offset: Int64(span.offsetBytes),
          bytes: span.lengthBytes, rows: span.rows, firstStart: span.firstStart, lastStart: span.lastStart,
          calls: span.calls, billedSeconds: span.billedSeconds, coveredSeconds: span.coveredSeconds,
          micros: span.micros,
          number: span.lastRow < 0 ? "" : registry.lines[Int(span.lastRow)].number.description))
    }
  }

  private func account(ofGroup group: Int, _ writer: LedgerWriter) throws -> Int64 {
    let row = registry.groups.firstRow(ofGroup: group)
    let line = registry.lines[row]
    return try writer.account(contract: registry.tables.contracts[line.contract].id, line: line.id)
  }

  /// Calls of closed cycles go to the cycle's next late service; those of held ones are the cycle's own.
  private func writeLate(_ writer: LedgerWriter, _ segment: Int64) throws {
    for result in late {
      var book = attempt.books[result.book]
      book.left = result.left
      if result.isRewritten {
        try writer.removeSpans(book: book.id)
        book.firstStart = result.firstStart
        book.lastStart = result.lastStart
      } else {
        book.firstStart = min(book.firstStart, result.firstStart)
        book.lastStart = max(book.lastStart, result.lastStart)
      }
      for line in result.spans {
        var span = SpanRow(
          book: book.id, account: try writer.account(contract: line.contract, line: line.line), run: context.run,
          segment: segment, offset: line.offset, bytes: line.bytes, rows: line.rows, firstStart: line.firstStart,
          lastStart: line.lastStart, calls: line.calls, billedSeconds: line.billedSeconds,
          coveredSeconds: line.coveredSeconds, micros: line.micros, number: line.number)
        span.entry = book.isClosed ? book.entry : 0
        try writer.add(span)
      }
      book.isHeld = !book.isClosed
      try writer.update(book)
    }
  }
}

// MARK: - Report

extension ImportCommit {
  /// What became of the files, if nothing was written.
  func reportFiles(into report: inout ImportReport) {
    report.run = context.run
    report.kind = context.errand.kind
    report.layout = context.settings.layout.name
    report.knownFiles = context.intake.known.count
    report.youngFiles = context.intake.young.map(\.displayName)
    report.heldCycles = attempt.heldBooks.map {
      ImportReport.HeldCycle(owner: $0.owner, plan: $0.plan, cycleStart: $0.cycleStart.description)
    }
    report.files = files.indices.map { file($0) }
    for (file, row) in context.intake.known where row.state == .failed {
      report.files.append(
        ImportReport.File(name: file.displayName, status: "known-failed", error: row.error, alreadyImportedAs: nil))
    }
  }

  private func file(_ index: Int) -> ImportReport.File {
    let result = files[index]
    let candidate = context.intake.candidates[index]
    var file = ImportReport.File(name: result.name, status: "imported", error: nil, alreadyImportedAs: nil)
    if let earlier = attempt.repeats[index] {
      file.status = "already-imported"
      file.alreadyImportedAs = earlier.displayName
      return file
    }
    if let failure = result.failure {
      file.status = "failed"
      file.error = failure
      return file
    }
    if candidate.earlier != nil { file.status = "grown" }
    file.isPending = (candidate.isPending || candidate.window?.leavesOpenRow == true) && result.openRowStart != nil
    file.replacesName = candidate.replacesName
    file.counts = RunReport.Counts(result.tally)
    return file
  }

  /// What became of what was asked for by hand.
  private func completeErrand(_ report: inout ImportReport) {
    report.reopenedCycles = attempt.reopened.count
    report.chosenRows = context.errand.rows.count
    let chosen = Set(context.errand.rows.map { Place(file: $0.file, line: $0.line) })
    report.chosenRowsSettled = outcome.retried.count {
      guard case .counted = $0.result else { return false }
      return chosen.contains(Place(file: Int64($0.file), line: $0.line))
    }
  }

  private func complete(_ report: inout ImportReport) throws {
    reportFiles(into: &report)
    var total = RowTally()
    for file in files where file.failure == nil {
      guard file.tally.isConserved else { throw RateFailure.notConserved("\(file.name): \(file.tally)") }
      total.add(file.tally)
    }
    report.totals = RunReport.Counts(total)
    for reason in Reason.allCases where total.reasons[Int(reason.rawValue)] > 0 {
      report.reasons[reason.name] = total.reasons[Int(reason.rawValue)]
    }
    for (name, tally) in outcome.zones { report.zones[name] = tally.calls }
    report.billedSeconds = outcome.sums.billedSeconds
    report.allowanceSeconds = outcome.sums.coveredSeconds
    report.surplusSeconds = outcome.sums.surplusSeconds
    report.amount = Money.reportText(micros: outcome.sums.micros)
    report.lateCalls = outcome.lateCalls
    report.callsOfClosedCycles = outcome.diverted.count { attempt.books[$0.book].isClosed }
    report.replacedCalls = outcome.replaced.count
    report.retriedRows = attempt.retriedRows.count
    report.settledRows = outcome.retried.count {
      if case .counted = $0.result { true } else { false }
    }
    completeErrand(&report)
    report.callsOfOtherLines = attempt.run.callsOfOtherLines
    report.cyclesOfChangedRegistry = attempt.changed.count
  }
}
