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
  let segments: SegmentReader
  let terms: RegistryTerms
  let keys: BookKeys
  /// Whether all open rows are settled anew, whatever the registry's terms say.
  private let feedsAll: Bool
  /// Files whose content was imported before: by index, the earlier reading.
  private(set) var repeats: [Int: FileRow] = [:]
  /// Files whose content was withdrawn: by index, the reading that was.
  private(set) var withdrawnContents: [Int: FileRow] = [:]
  /// Of a file whose last row has no line end, by index: the digest of what comes before that row.
  private(set) var openRowDigests: [Int: ContentDigest] = [:]
  /// The open books that this run may touch, with the ledger's rows of them, by the same index.
  private(set) var books: [BookRow] = []
  /// The rows that are settled anew.
  private(set) var fed = FedPart()
  /// What feeding them came to.
  private(set) var fedRows = FedRows()
  /// What became of kept rows that are no calls.
  private(set) var keptEarly: [KeptOutcome] = []
  /// What is late, by the closed cycle's index in `closed`.
  private(set) var late: [Int: [LateCall]] = [:]
  private(set) var closed: ClosedPart?

  var settings: ImportSettings { context.settings }
  var ledger: Ledger { context.ledger }
  var request: ResolvedRequest { context.request }

  init(_ context: ImportContext, failures: [Int: String], feedsAll: Bool, progress: ProgressCounter) throws {
    self.context = context
    self.progress = progress
    self.feedsAll = feedsAll
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
      windows: windows, failures: failures, progress: progress,
      recordedBytes: context.isNumberingNew ? try context.ledger.liveBytes() : 0, closedUntil: context.closedUntil,
      discarded: context.discarded)
    segments = try SegmentReader(context.ledger)
    terms = RegistryTerms(context.snapshot)
    keys = BookKeys(context.snapshot.registry)
  }

  mutating func run(isDryRun: Bool, into report: inout ImportReport) throws {
    try run.scan()
    try voidRepeats()
    try readOpenRowDigests()
    try settings.onStep(.scanned)
    try feed()
    try settle()
    try settings.onStep(.fed)
    let segment = try OutputFile(
      directory: ledger.directory.recordsPath, name: "\(segmentName).csv", isPrivate: true, isDurable: true)
    let watch = settings.watch.map { CallWatch(run.registry, above: $0.internationalPrice) }
    let recorded = try recordedBooks()
    let outcome = try run.rate(recorded, into: segment, watch: watch)
    let lateParts = try LateCycles(self, recorded).settle(into: segment)
    try settings.onStep(.rated)
    let commit = ImportCommit(self, outcome, lateParts, into: segment)
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
        _ = try open.hasGrown()
      } catch {
        throw RecordingRun.Failure.sourceChanged(file: index, error)
      }
    }
  }

  /// A file whose content was imported before, under whatever name, counts no row (spec 4.2); nor does one whose content
  /// was withdrawn, unless it is asked for (4.3).
  private mutating func voidRepeats() throws {
    var seen: [ContentDigest: Int] = [:]
    for (index, file) in run.files.enumerated() where file.failure == nil {
      guard let digest = file.digest, context.intake.candidates[index].earlier == nil else { continue }
      if let first = seen[digest] {
        let name = context.intake.candidates[first].file
        var row = FileRow(name: name.name, state: .imported, identity: name.identity, layout: "")
        row.content = context.firstFile + Int64(first)
        repeats[index] = row
      } else if let row = try ledger.knownFile(digest: digest) {
        repeats[index] = row
      } else if file.tally.read > 0, !request.again.contains(file.name),
        let row = try ledger.withdrawnFile(digest: digest)
      {
        withdrawnContents[index] = row
        run.void(index, because: "its content was withdrawn with run \(row.run); import --again \(file.name) takes it")
        continue
      } else {
        seen[digest] = index
      }
      if let row = repeats[index] { run.void(index, because: "already imported as \(row.displayName)") }
    }
  }

  func localDate(_ instant: Int64) -> CivilDate {
    LocalStart(instant: instant, offset: Int64(context.zone.offset(at: instant))).date
  }
}

// MARK: - What is settled anew

/// The rows of the ledger that a run settles anew (spec 4.3).
struct FedPart {
  /// Open books, by number.
  var books: Set<Int64> = []
  /// Of these, books that today's registry rates otherwise.
  var changed: Set<Int64> = []
  var repeatSpans: [RepeatSpanRow] = []
  /// Closed cycles whose late rows, and the rows of their late calls that are charged alone, are written anew.
  var lateOf: Set<Int64> = []
  /// Kept rows, by number.
  var kept: [Int64: HeldRowRecord] = [:]
  /// Segments of withdrawn rows that were read, since some of them come back.
  var withdrawnSegments: [Int64] = []

  fileprivate var repeatIDs: Set<Int64> = []
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
  private mutating func feed() throws {
    let requested = try requestedStarts()
    var pieces: [RecordedPiece] = []
    let open = try ledger.openBooks()
    for book in open where try isFed(book, requested) { pieces.append(take(book)) }
    pieces += try takeRepeats(requested)
    if isAllNew || context.isRegistryNew || requested != nil { pieces += try takeLate(ofAll: nil) }
    for cycle in request.reopened { pieces += try takeReopened(cycle) }
    pieces += try takeReturning()
    fedRows.add(try run.feed(pieces, without: withdrawn))
    try feedKept(requested)
    books = open
  }

  /// Whether a book's rows are settled anew.
  private mutating func isFed(_ book: BookRow, _ requested: ClosedRange<Int64>?) throws -> Bool {
    if isAllNew {
      fed.changed.insert(book.id)
      return true
    }
    if context.isRegistryNew {
      let key = keys.key(of: book)
      if key.owner < 0 || key.plan < 0 || terms.terms(of: key) != book.terms {
        fed.changed.insert(book.id)
        return true
      }
    }
    guard let requested else { return false }
    return book.lastStart >= requested.lowerBound && book.firstStart <= requested.upperBound
  }

  private mutating func take(_ book: BookRow) -> RecordedPiece {
    fed.books.insert(book.id)
    let segments = self.segments
    return RecordedPiece(.calls) { try segments.rows(ofBook: book.id) }
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
  private mutating func takeLate(ofAll cycles: Set<Int64>?) throws -> [RecordedPiece] {
    var pieces: [RecordedPiece] = []
    let segments = self.segments
    let reopened = Set(request.reopened.map(\.id))
    let chosen = try cycles ?? ledger.cyclesWithLateRows()
    let new = chosen.subtracting(fed.lateOf).subtracting(reopened)
    if new.isEmpty { return [] }
    for book in try ledger.closedBooks() where new.contains(book.parent ?? book.id) {
      for span in try ledger.spans(book: book.id) where span.entry >= book.entry {
        pieces.append(RecordedPiece(.calls) { try segments.rows(of: span) })
      }
    }
    fed.lateOf.formUnion(new)
    pieces += take(try ledger.repeatSpans(.ofBooks(new)))
    return pieces
  }

  /// All rows of a closed cycle that is opened, and of its late services.
  private mutating func takeReopened(_ cycle: BookRow) throws -> [RecordedPiece] {
    let segments = self.segments
    var pieces: [RecordedPiece] = []
    for book in [cycle] + (try ledger.readServices { try $0.aloneBooks(ofCycle: cycle.id) }) {
      for span in try ledger.spans(book: book.id) {
        pieces.append(RecordedPiece(.calls) { try segments.rows(of: span) })
      }
    }
    return pieces + take(try ledger.repeatSpans(.ofBooks([cycle.id])))
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
        if let file = row.integer(.file), files.contains(file) { back += row.raw } else { rest += row.raw }
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
    var rows: [HeldRowRecord] = []
    let isOfAnyCall = request.discards != nil || !request.reopened.isEmpty
    if isAllNew || context.isRegistryNew || request.kind == "retry" || isOfAnyCall {
      rows += try ledger.keptRows(.open)
    }
    // Those of the repeats that are settled anew, too: one of them may be what they repeat.
    let repeats = fed.repeatSpans.filter { $0.firstStart <= $0.lastStart }.map { $0.firstStart...$0.lastStart }
    for starts in [run.starts, requested].compactMap({ $0 }) + repeats {
      rows += try ledger.keptRows(.competingWithin(starts))
    }
    rows += try ledger.keptRows(.unreadable(otherThanLayout: context.layoutDigest))
    rows += request.rows
    rows += try ledger.keptRows(.ofBooks(Set(request.reopened.map(\.id)).union(fed.lateOf)))
    if let returning = request.delivery?.returning, !returning.isEmpty {
      rows += try ledger.keptRows(.returning(returning))
    }
    if request.discards?.reason == nil, request.discards != nil { rows += try ledger.keptRows(.discarded) }
    try feedKept(rows)
  }

  private mutating func feedKept(_ rows: [HeldRowRecord]) throws {
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
  func keptHalves() throws -> [HeldRowRecord] {
    try halfRows.compactMap { try ledger.heldRow(file: Int64($0.place.file), line: $0.place.line) }
  }

  // MARK: - What is late

  /// Tells late rows from others, until nothing more has to be settled anew.
  private mutating func settle() throws {
    while true {
      try settlePast()
      var pieces: [RecordedPiece] = []
      let touched = Set(late.keys.compactMap { closed?.cycles[$0].id })
      let new = touched.subtracting(fed.lateOf)
      pieces += try takeLate(ofAll: new)
      let kept = new.isEmpty ? [] : try ledger.keptRows(.ofBooks(new))
      let migrants = try run.migrantKeys()
      for book in books where !fed.books.contains(book.id) && migrants.contains(keys.key(of: book)) {
        pieces.append(take(book))
      }
      if pieces.isEmpty, new.isEmpty { return }
      fedRows.add(try run.feed(pieces, without: withdrawn))
      try feedKept(kept)
    }
  }

  private mutating func settlePast() throws {
    guard context.closedUntil > .min || !context.discarded.isEmpty, let starts = try run.pastStarts() else { return }
    if closed == nil || closed?.covers(starts) == false {
      closed = try ClosedPart(
        ledger, segments, starts: starts, days: localDate(starts.lowerBound)...localDate(starts.upperBound),
        without: Set(request.reopened.map(\.id)), keys, context.snapshot.registry, keeping: closed)
    }
    guard let closed else { return }
    for (cycle, calls) in try run.settlePast(closed.inRun) { late[cycle, default: []] += calls }
  }

  /// The open books as the second stage takes them.
  private func recordedBooks() throws -> RecordedBooks {
    let segments = self.segments
    return RecordedBooks(
      books.map { book in
        RecordedBook(
          id: book.id, key: keys.key(of: book), firstStart: book.firstStart, lastStart: book.lastStart,
          left: book.left, isFed: fed.books.contains(book.id))
      }, registry: context.snapshot.registry, fileNames: try ledger.fileNames(), firstFile: Int(context.firstFile),
      newFiles: context.intake.candidates.count
    ) { (book) throws(OutputFailure) in
      do throws(LedgerFailure) {
        return try segments.rows(ofBook: book)
      } catch {
        throw OutputFailure(path: error.path, expected: error.expected, found: error.found, remedy: error.remedy)
      }
    }
  }
}
