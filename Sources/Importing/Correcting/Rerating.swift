import ByteScanning
import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import Registry

/// Takes recorded calls through page 3 again with today's registry, line and zone too (spec 4.5): shows the difference, and
/// commits it if asked to. Closed and invoiced cycles are shown, never changed; a call that today's registry has no line,
/// zone or price for stays as it is.
package struct Rerating {
  private let settings: ImportSettings
  private let request: RerateRequest
  private let progress: ProgressCounter

  package init(settings: ImportSettings, request: RerateRequest, progress: ProgressCounter = ProgressCounter()) {
    self.settings = settings
    self.request = request
    self.progress = progress
  }

  /// - Parameter isApplied: whether the difference is committed, as a run of kind `rerate`.
  /// - Throws: `LedgerFailure` or `RateFailure`; nothing was changed then.
  package func run(isApplied: Bool) throws -> RerateReport {
    try CorrectionAccess.write(settings) { ledger in
      var pass = try ReratePass(ledger, settings, request, progress)
      return try pass.run(isApplied: isApplied)
    }
  }
}

/// One pass over the calls asked for.
private struct ReratePass {
  private let ledger: Ledger
  private let settings: ImportSettings
  private let request: RerateRequest
  private let progress: ProgressCounter
  private let snapshot: RegistrySnapshot
  private let zone: TimeZoneRules
  private let segments: SegmentReader
  private let startedAt: Date
  private var rewriting: BookRewriting
  private var decider: RerateDecider
  private let survey: RerateSurvey
  private var tally: RerateTally
  /// Names of the zones that calls get.
  private var zones: Set<String> = []
  /// What moved calls are known by, with the row of their line.
  private var moved: Set<MovedOwn> = []

  private struct MovedOwn: Hashable {
    var lineRow: Int
    var own: OwnCells
  }

  init(_ ledger: Ledger, _ settings: ImportSettings, _ request: RerateRequest, _ progress: ProgressCounter) throws {
    self.ledger = ledger
    self.settings = settings
    self.request = request
    self.progress = progress
    startedAt = settings.now()
    progress.begin(.loading)
    snapshot = try RegistrySnapshot.today(settings, ledger)
    guard let zone = TimeZoneRules(identifier: settings.timeZone) else {
      throw RateFailure.timeZone(settings.timeZone)
    }
    self.zone = zone
    segments = try SegmentReader(ledger)
    let accounts = try ledger.accounts().filter { request.holds(contract: $0.value.contract, line: $0.value.line) }
    let isForAll = request.contract == nil && request.line == nil
    let books = try ledger.books(in: request.days)
    var bytes: Int64 = 0
    for book in books { bytes += try ledger.spans(book: book.id).reduce(0) { $0 + Int64($1.bytes) } }
    rewriting = try BookRewriting(ledger, snapshot, settings, recordedBytes: bytes, progress: progress)
    decider = RerateDecider(
      request, registry: snapshot.registry, zone: zone, activeLinesOnly: settings.activeLinesOnly)
    survey = try RerateSurvey(ledger, rewriting, decider, books: books, segments: segments) { book in
      try isForAll || ledger.spans(book: book.id).contains { accounts[$0.account] != nil }
    }
    tally = RerateTally(request)
  }

  mutating func run(isApplied: Bool) throws -> RerateReport {
    try feed()
    let (run, _) = try ledger.nextNumbers()
    let segment = try CorrectionSegment(ledger, run: run)
    let others = try ledger.books(in: request.days).filter { book in
      !survey.rewritten.contains { $0.id == book.id }
    }
    let outcome = try rewriting.rate(into: segment.file, others: others)
    guard outcome.diverted.isEmpty, outcome.replaced.isEmpty else {
      throw CorrectionFailure(
        place: "rerate", expected: "calls of cycles that are written anew", found: "calls of other cycles",
        remedy: "nothing was changed; run summit-cdr verify, and report this")
    }
    var report = tally.report
    report.rewrittenCycles = survey.rewritten.count
    report.run = run
    report.isApplied = isApplied
    let hasChanges = !survey.rewritten.isEmpty
    if isApplied, hasChanges {
      try ledger.commit(run: run) { try write($0, outcome, segment, &report) }
      try settings.onStep(.committed)
      try ledger.removeDeadSegments()
      try settings.onStep(.segmentsRemoved)
    } else {
      try ledger.rehearse(run: run) { try write($0, outcome, segment, &report, isRehearsal: true) }
      report.run = 0
      report.isApplied = false
    }
    progress.begin(.done)
    return report
  }

  /// Feeds the books that change, and counts what becomes of the calls asked for.
  private mutating func feed() throws {
    let rewritten = Dictionary(uniqueKeysWithValues: survey.rewritten.map { ($0.id, $0) })
    let asked = Dictionary(uniqueKeysWithValues: survey.inScope.map { ($0.id, $0) })
    for book in survey.rewritten { rewriting.take(book) }
    for id in Set(rewritten.keys).union(asked.keys).sorted() {
      guard let book = rewritten[id] ?? asked[id] else { continue }
      try feed(book, isRewritten: rewritten[id] != nil)
      if asked[id] != nil, book.isClosed {
        tally.add(
          try ClosedCycleEstimate(ledger, rewriting, book).changes(
            bytes: segments.rows(ofBook: id), decider: &decider,
            SingleCharge(
              registry: snapshot.registry, zone: zone, fileNames: [])))
      }
      try rewriting.feed.spill()
    }
  }

  private mutating func feed(_ book: BookRow, isRewritten: Bool) throws {
    let key = rewriting.keys.key(of: book)
    let bytes = try segments.rows(ofBook: book.id)
    var isSound = true
    let isWhole = bytes.withUnsafeBufferPointer { buffer in
      SegmentRowReader().forEach(in: buffer) { row in
        let placement = decide(row, book, key, isRewritten: isRewritten)
        if isRewritten { isSound = rewriting.feed.add(row, placement) && isSound }
      }
    }
    guard isWhole, isSound else { throw RecordedCalls.damaged(book) }
  }

  /// The place that a call gets; nil: the one it has.
  private mutating func decide(
    _ row: SegmentRow, _ book: BookRow, _ key: BookKey, isRewritten: Bool
  ) -> RecordedPlacement? {
    switch decider.decide(row) {
    case .outOfScope: return nil
    case .refused(let reason):
      tally.stays(row, reason.name, isClosed: book.isClosed)
      return nil
    case .placed(let placement, let standing, let isChanged):
      let target = rewriting.key(placement, instant: row.instant ?? 0)
      if book.isClosed {
        tally.closed(isChanged: isChanged)
      } else if !isRewritten {
        // Not written anew because nothing of it changes, or because it cannot be.
        if isChanged { tally.stays(row, "unratable-cycle", isClosed: false) } else { tally.same() }
      } else if target != key, survey.blocked.contains(target) {
        tally.stays(row, "closed-cycle", isClosed: false)
        return nil
      } else if isChanged {
        tally.changes(row, to: standing)
        zones.insert(standing.zone)
        if target != key || !row[.line].equals(Array(standing.line.utf8)) {
          moved.insert(MovedOwn(lineRow: placement.lineRow, own: OwnCells(row)))
        }
        return placement
      } else {
        tally.same()
        return placement
      }
      return nil
    }
  }

  /// Which line calls are recorded for now, by what they are known by: so that repeats of them are found (spec 4.3).
  private func writeOwnNumbers(_ writer: LedgerWriter) throws {
    if moved.isEmpty { return }
    try writer.set(IdentificationState.changedKey, "yes")
    try writer.addOwnNumbers(
      moved.map { moved in
        let line = snapshot.registry.lines[moved.lineRow]
        let account = try writer.account(
          contract: snapshot.registry.tables.contracts[line.contract].id, line: line.id)
        return (moved.own.own, moved.own.trunk, moved.own.accountCode, account)
      })
  }

  private func write(
    _ writer: LedgerWriter, _ outcome: RecordingOutcome, _ segment: CorrectionSegment, _ report: inout RerateReport,
    isRehearsal: Bool = false
  ) throws {
    let before = try writer.spanTotals(ofBooks: survey.rewritten.map(\.id))
    let version = try writer.registryVersion(snapshot)
    try segment.add(to: writer)
    let written = try rewriting.write(outcome, writer, version: version, run: segment.run, segment: segment.run)
    try writer.addZones(zones.sorted())
    try writeOwnNumbers(writer)
    try writer.settleSegments()
    let touched = written.union(survey.rewritten.map(\.id)).sorted()
    let changes = ServiceDifference.changes(from: before, to: try writer.spanTotals(ofBooks: touched)) { _ in "rerate" }
    report.serviceCount = changes.count
    report.services = Array(changes.prefix(ImportReport.maximumServiceChanges))
    if isRehearsal { return }
    try writer.add(
      CorrectionRecord(
        kind: "rerate", startedAt: startedAt, user: request.user, registry: version,
        action: "rerate calls of \(report.from) to \(report.until): run \(segment.run), "
          + "\(report.changedCalls) calls change"),
      report: report.json(), now: settings.now())
    try segment.finish(writer, settings.onStep)
    try settings.onStep(.beforeCommit)
  }
}
