import CallModel
import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// One pass over the new files, from scanning to the commit.
struct ImportAttempt {
  let context: ImportContext
  let run: RecordingRun
  let progress: ProgressCounter
  /// Files whose content was imported before: by index, the earlier reading.
  var repeats: [Int: FileRow] = [:]
  /// Of a file whose last row has no line end, by index: the digest of what comes before that row.
  var openRowDigests: [Int: ContentDigest] = [:]
  /// The recorded books that this run may touch, with the ledger's rows of them, by the same index.
  var books: [BookRow] = []
  var recorded: RecordedBooks
  let segments: SegmentReader
  let terms: RegistryTerms
  let keys: BookKeys
  /// Books written anew because of the registry, or that are held because of it.
  var fed: Set<Int64> = []
  /// Of these, books whose terms are others in today's registry.
  var changed: Set<Int64> = []
  var heldNow: Set<Int64> = []
  /// Recorded calls, by book, that new calls of other lines take the place of.
  var lost: [Int64: [RecordedPlace: [UInt8]]] = [:]
  /// Half rows of files that went on: the recorded ones are among `lost`, too, and count no more.
  var withdrawnHalves: Set<RecordedPlace> = []
  var heldHalves: [HeldRowRecord] = []
  /// Rows tried again, with what the ledger knows of them.
  var retriedRows: [HeldRowRecord] = []
  var retriedEarly: [RetriedOutcome] = []

  var settings: ImportSettings { context.settings }
  var ledger: Ledger { context.ledger }
  var reopened: Set<Int64> { context.errand.reopened }

  init(_ context: ImportContext, failures: [Int: String], progress: ProgressCounter) throws {
    self.context = context
    self.progress = progress
    let settings = context.settings
    let options = RateOptions(
      sourceDirectory: settings.sourceDirectory,
      outputDirectory: context.ledger.directory.recordsPath, timeZone: settings.timeZone, workers: settings.workers,
      activeLinesOnly: settings.activeLinesOnly, chunkSizeBytes: settings.chunkSizeBytes,
      partitionSizeBytes: settings.partitionSizeBytes, memory: settings.memory)
    var windows: [Int: ReadWindow] = [:]
    for (index, candidate) in context.intake.candidates.enumerated() { windows[index] = candidate.window }
    run = RecordingRun(
      options: options, layout: settings.layout, layoutZone: context.layoutZone, registry: context.snapshot.registry,
      zone: context.zone, directory: context.directory, files: context.intake.candidates.map(\.file),
      windows: windows, failures: failures, progress: progress)
    segments = try SegmentReader(context.ledger)
    terms = RegistryTerms(context.snapshot)
    keys = BookKeys(context.snapshot.registry)
    recorded = RecordedBooks(
      [], registry: context.snapshot.registry, fileNames: [], firstFile: 0, newFiles: 0, readRows: { _ in [] })
  }

  mutating func run(isDryRun: Bool, into report: inout ImportReport) throws {
    try run.scan()
    try voidRepeats()
    try readOpenRowDigests()
    try settings.onStep(.scanned)
    try findHeldHalves()
    try retryHeldRows()
    try loadBooks()
    try settings.onStep(.fed)
    let segment = try OutputFile(
      directory: ledger.directory.recordsPath, name: "\(segmentName).csv", isPrivate: true, isDurable: true)
    let watch = settings.watch.map { CallWatch(run.registry, above: $0.internationalPrice) }
    var outcome = try run.rate(recorded, into: segment, watch: watch)
    let late = try LateCharging(self).charge(outcome.diverted, into: segment)
    try settings.onStep(.rated)
    outcome.retried += retriedEarly
    let commit = ImportCommit(self, outcome, late, into: segment)
    if isDryRun {
      try commit.preview(into: &report)
      return
    }
    guard commit.isNeeded else {
      commit.reportFiles(into: &report)
      report.run = 0
      return
    }
    progress.begin(.writing)
    try commit.write(into: &report, after: SegmentPublication(segment, onStep: settings.onStep))
    try settings.onStep(.committed)
    try SegmentCompaction(ledger, run: context.run, onStep: settings.onStep).compact(writtenBytes: segment.sizeBytes)
    try ledger.removeDeadSegments()
    try settings.onStep(.segmentsRemoved)
  }

  var segmentName: String { Self.segmentName(run: context.run) }

  /// Without the ending.
  static func segmentName(run: Int64) -> String {
    let text = String(run)
    return "segment-" + String(repeating: "0", count: max(0, 8 - text.count)) + text
  }

  /// What a file holds before a last row with no line end: by that it is known again when it grows.
  private mutating func readOpenRowDigests() throws {
    for (index, file) in run.files.enumerated() where file.failure == nil {
      guard let start = file.openRowStart else { continue }
      do throws(FileFailure) {
        let open = try context.intake.open(context.intake.candidates[index].file)
        openRowDigests[index] = try SourceIntake.digest(of: open, count: start)
        try open.checkUnchanged()
      } catch {
        throw RecordingRun.Failure.sourceChanged(file: index, error)
      }
    }
  }

  /// A file whose content was imported before, under whatever name, counts no row (spec 4.2).
  private mutating func voidRepeats() throws {
    var seen: [ContentDigest: Int] = [:]
    for (index, file) in run.files.enumerated() where file.failure == nil {
      guard let digest = file.digest, context.intake.candidates[index].earlier == nil else { continue }
      if let first = seen[digest] {
        let name = context.intake.candidates[first].file
        repeats[index] = FileRow(name: name.name, state: .imported, identity: name.identity, layout: "")
      } else if let row = try ledger.importedFile(digest: digest) {
        repeats[index] = row
      } else {
        seen[digest] = index
      }
      if let row = repeats[index] { run.void(index, because: "already imported as \(row.displayName)") }
    }
  }

  /// Loads the books that calls of this run may belong to, and feeds those that must be written anew.
  private mutating func loadBooks() throws {
    var rows: [Int64: BookRow] = [:]
    if let starts = run.starts {
      let first = localDate(starts.lowerBound)
      for book in try ledger.books(in: first...localDate(starts.upperBound)) { rows[book.id] = book }
    }
    if context.isRegistryNew || !retriedRows.isEmpty || !reopened.isEmpty {
      // Calls of any time may come back, and any open book may have other terms.
      for book in try ledger.allBooks() { rows[book.id] = book }
    }
    for book in try booksOfHalves() { rows[book.id] = book }
    for id in reopened {
      rows[id]?.isClosed = false
      rows[id]?.entry = 1
    }
    books = rows.values.sorted { $0.id < $1.id }
    try contestMovedCalls()
    try withdrawHalves()
    let withdrawn = try feed()
    let settledOnes = heldNow
    let recordedBooks = books.map { book in
      RecordedBook(
        id: book.id, key: keys.key(of: book), firstStart: book.firstStart, lastStart: book.lastStart, left: book.left,
        standing: withdrawn.contains(book.id)
          ? .withdrawn : book.isClosed || settledOnes.contains(book.id) ? .fixed : .open)
    }
    let segments = self.segments
    recorded = RecordedBooks(
      recordedBooks, registry: context.snapshot.registry, fileNames: try ledger.fileNames(),
      firstFile: Int(context.firstFile), newFiles: context.intake.candidates.count
    ) { (book) throws(OutputFailure) in
      do throws(LedgerFailure) {
        return try segments.rows(ofBook: book)
      } catch {
        throw OutputFailure(path: error.path, expected: error.expected, found: error.found, remedy: error.remedy)
      }
    }
  }

  /// The books that are held after this run.
  var heldBooks: [BookRow] {
    let known = Set(context.held.map(\.id))
    return context.held.filter { !fed.contains($0.id) }
      + books.filter { heldNow.contains($0.id) && !known.contains($0.id) }
  }

  /// Feeds the books whose terms changed, and those of migrant lines; returns which were fed.
  private mutating func feed() throws -> Set<Int64> {
    let migrants = try run.migrantKeys()
    for book in books where !book.isClosed {
      let key = keys.key(of: book)
      let isKnown = key.owner >= 0 && key.plan >= 0
      let isChanged =
        reopened.contains(book.id)
        || context.isRegistryNew && (!isKnown || book.isHeld || terms.terms(of: key) != book.terms)
      if book.isHeld, !isChanged {
        heldNow.insert(book.id)
        continue
      }
      let lost = lost[book.id] ?? [:]
      guard isChanged || !lost.isEmpty || migrants.contains(key) else { continue }
      if try run.feed(try segments.rows(ofBook: book.id), of: book.id, without: lost) {
        fed.insert(book.id)
        if isChanged, !reopened.contains(book.id) { changed.insert(book.id) }
      } else {
        heldNow.insert(book.id)
      }
    }
    return fed
  }

  func localDate(_ instant: Int64) -> CivilDate {
    LocalStart(instant: instant, offset: Int64(context.zone.offset(at: instant))).date
  }

  /// The rows to be tried again (spec 4.3): suspended for destination or price whenever calls of their time come, since
  /// these may repeat them; suspended for their line once the registry changed; rejected ones once the layout did.
  private func waitingRows() throws -> [HeldRowRecord] {
    var rows: [HeldRowRecord] = []
    let unpriced = [Reason.noRate.name, Reason.unknownDestination.name, Reason.ambiguousNumber.name]
    if context.isRegistryNew {
      let reasons = Reason.allCases.filter { $0.outcome == .suspended }
      rows = try ledger.heldRows(reasons: reasons.map(\.name))
    } else if !reopened.isEmpty || !context.errand.rows.isEmpty {
      rows = try ledger.heldRows(reasons: unpriced)
    } else if let starts = run.starts {
      rows = try ledger.heldRows(reasons: unpriced, starts: starts)
    }
    let rejected = Reason.allCases.filter {
      $0.outcome == .rejected && $0 != .conflictingDuplicate && $0 != .tooLong
    }
    rows += try ledger.heldRows(reasons: rejected.map(\.name), otherThanLayout: context.layoutDigest)
    let halves = Set(heldHalves.map(\.id))
    return halves.isEmpty ? rows : rows.filter { !halves.contains($0.id) }
  }

  private mutating func retryHeldRows() throws {
    retriedRows = try waitingRows()
    let waiting = Set(retriedRows.map(\.id))
    retriedRows += context.errand.rows.filter { !waiting.contains($0.id) }
    retriedEarly = try run.retry(
      retriedRows.map { HeldRow(file: Int($0.file), line: $0.line, header: $0.header, raw: $0.raw) })
  }
}

/// The registry's numbers for the ledger's names.
struct BookKeys {
  private let registry: Registry
  /// Ids are told apart by their bytes, as everywhere in the registry.
  private var contracts = TextTable()
  private var plans = TextTable()

  init(_ registry: Registry) {
    self.registry = registry
    for contract in registry.tables.contracts { _ = contracts.intern(contract.id) }
    for plan in registry.plans { _ = plans.intern(plan.id) }
  }

  func key(of book: BookRow) -> BookKey {
    let owner = book.isPool ? contracts.find(book.owner) : registry.lineNumber(ofID: book.owner)
    return BookKey(
      isPool: book.isPool, owner: Int32(owner ?? -1), plan: Int32(plans.find(book.plan) ?? -1),
      cycleStart: book.cycleStart)
  }

  /// The owner's id.
  func owner(_ key: BookKey) -> String {
    if key.isPool { return registry.tables.contracts[Int(key.owner)].id }
    return registry.lines[registry.rowsOfLine(Int(key.owner))[0]].id
  }
}
