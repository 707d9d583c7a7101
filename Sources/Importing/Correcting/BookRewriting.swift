import CallModel
import FileInput
import Ledger
import Output
import Pipeline
import Rating
import RecordLayouts
import Registry

/// Writes whole books anew by one registry version: an import's second stage without files (spec 4.5).
///
/// The caller takes books, feeds their calls and whatever comes to them, then rates, and writes in its transaction.
/// Every book that a fed call may belong to must be taken, or not be recorded at all.
struct BookRewriting {
  let ledger: Ledger
  let snapshot: RegistrySnapshot
  let keys: BookKeys
  let terms: RegistryTerms
  let feed: RecordedCallFeed
  private let run: RecordingRun
  private let zone: TimeZoneRules
  private(set) var taken: [BookRow] = []

  /// - Parameter recordedBytes: about how many bytes of calls will be fed.
  init(
    _ ledger: Ledger, _ snapshot: RegistrySnapshot, _ settings: ImportSettings, recordedBytes: Int64,
    progress: ProgressCounter
  ) throws {
    self.ledger = ledger
    self.snapshot = snapshot
    guard let zone = TimeZoneRules(identifier: snapshot.timeZone) else {
      throw RateFailure.timeZone(snapshot.timeZone)
    }
    self.zone = zone
    let records = ledger.directory.recordsPath
    let options = RateOptions(
      sourceDirectory: records, outputDirectory: records,
      timeZone: snapshot.timeZone, workers: settings.workers, activeLinesOnly: settings.activeLinesOnly,
      chunkSizeBytes: settings.chunkSizeBytes, partitionSizeBytes: settings.partitionSizeBytes,
      memory: settings.memory)
    do throws(FileFailure) {
      run = RecordingRun(
        options: options, layout: settings.layout, layoutZone: zone, registry: snapshot.registry, zone: zone,
        directory: try SourceDirectory(path: records), files: [], windows: [:], failures: [:], progress: progress,
        recordedBytes: recordedBytes)
    } catch {
      throw RateFailure.source(error)
    }
    try run.scan()
    feed = RecordedCallFeed(run)
    keys = BookKeys(snapshot.registry)
    terms = RegistryTerms(snapshot)
  }

  /// All rows of a recorded book are fed, or withdrawn: it is written anew, or vanishes.
  mutating func take(_ book: BookRow) { taken.append(book) }

  /// The book of a call that stands so; the registry's numbers.
  func key(_ placement: RecordedPlacement, instant: Int64) -> BookKey {
    let start = LocalStart(instant: instant, offset: Int64(zone.offset(at: instant)))
    let line = snapshot.registry.lineFacts[placement.lineRow]
    let isPool = snapshot.registry.planFacts[Int(line.plan)].isPooled
    return BookKey(
      isPool: isPool, owner: isPool ? line.contract : Int32(snapshot.registry.lineID(ofRow: placement.lineRow)),
      plan: line.plan, cycleStart: Cycle.start(of: start.date, resetDay: Int(line.resetDay)))
  }

  /// Line, zone and price of a call as it was recorded, by this registry; nil if it has none.
  func recorded(_ row: SegmentRow) -> RecordedPlacement? {
    feed.placement(of: row)
  }

  /// Rates what was fed and appends the rows to `segment`.
  ///
  /// - Parameters:
  ///   - others: recorded books that must not change; calls of theirs are an error.
  func rate(into segment: OutputFile, others: [BookRow] = []) throws -> RecordingOutcome {
    let books = taken.map { book($0, .withdrawn) } + others.map { book($0, .fixed) }
    let segments = try SegmentReader(ledger)
    let recorded = RecordedBooks(
      books, registry: snapshot.registry, fileNames: try ledger.fileNames(), firstFile: 0, newFiles: 0
    ) { (book) throws(OutputFailure) in
      do throws(LedgerFailure) {
        return try segments.rows(ofBook: book)
      } catch {
        throw OutputFailure(path: error.path, expected: error.expected, found: error.found, remedy: error.remedy)
      }
    }
    return try run.rate(recorded, into: segment)
  }

  private func book(_ row: BookRow, _ standing: RecordedBook.Standing) -> RecordedBook {
    RecordedBook(
      id: row.id, key: keys.key(of: row), firstStart: row.firstStart, lastStart: row.lastStart, left: row.left,
      standing: standing)
  }
}

// MARK: - Writing

extension BookRewriting {
  /// Puts the books as they are now into the ledger.
  ///
  /// - Parameters:
  ///   - version: the number of the registry version.
  ///   - segment: the number of the segment that has the rows.
  /// - Returns: the numbers of the books that were written, new ones too.
  func write(
    _ outcome: RecordingOutcome, _ writer: LedgerWriter, version: Int64, run: Int64, segment: Int64
  ) throws -> Set<Int64> {
    for book in taken { try writer.removeSpans(book: book.id) }
    var numbers: [BookKey: Int64] = [:]
    for balance in Self.merged(outcome.balances) {
      numbers[balance.key] = try write(balance, writer, version)
    }
    let written = Set(numbers.values)
    for book in taken where !written.contains(book.id) { try writer.removeBook(book.id) }
    for span in outcome.spans {
      guard let book = numbers[span.key] else { continue }
      let row = snapshot.registry.groups.firstRow(ofGroup: Int(span.group))
      let line = snapshot.registry.lines[row]
      let account = try writer.account(
        contract: snapshot.registry.tables.contracts[line.contract].id, line: line.id)
      try writer.add(SpanRow(span, book: book, account: account, run: run, segment: segment, snapshot.registry))
    }
    try writer.addZones(outcome.zones.map(\.name))
    return written
  }

  /// A line that moved between contracts in a cycle has its book in two places of the output.
  static func merged(_ balances: [BookBalance]) -> [BookBalance] {
    var known: [BookKey: BookBalance] = [:]
    for balance in balances {
      guard var earlier = known[balance.key] else {
        known[balance.key] = balance
        continue
      }
      // A part of free calls only says nothing of the allowances.
      let isLater = balance.lastStart >= earlier.lastStart
      if earlier.left.isEmpty || (isLater && !balance.left.isEmpty) { earlier.left = balance.left }
      earlier.firstStart = min(earlier.firstStart, balance.firstStart)
      earlier.lastStart = max(earlier.lastStart, balance.lastStart)
      known[balance.key] = earlier
    }
    return known.values.sorted {
      ($0.firstStart, $0.key.owner, $0.key.plan) < ($1.firstStart, $1.key.owner, $1.key.plan)
    }
  }

  private func write(_ balance: BookBalance, _ writer: LedgerWriter, _ version: Int64) throws -> Int64 {
    let terms = terms.terms(of: balance.key)
    guard let index = balance.book, index < taken.count else {
      let book = BookRow(
        isPool: balance.key.isPool, owner: keys.owner(balance.key),
        plan: snapshot.registry.plans[Int(balance.key.plan)].id, cycleStart: balance.key.cycleStart,
        cycleEnd: Cycle.end(startingOn: balance.key.cycleStart), firstStart: balance.firstStart,
        lastStart: balance.lastStart, left: balance.left, registry: version, terms: terms)
      return try writer.add(book)
    }
    var book = taken[index]
    book.firstStart = balance.firstStart
    book.lastStart = balance.lastStart
    book.left = balance.left
    book.registry = version
    book.terms = terms
    // By its own version a cycle that the registry cannot rate stays so.
    book.isHeld = book.isHeld && taken[index].registry == version
    try writer.update(book)
    return book.id
  }
}

extension SpanRow {
  init(_ span: WrittenSpan, book: Int64, account: Int64, run: Int64, segment: Int64, _ registry: Registry) {
    self.init(
      book: book, account: account, run: run, segment: segment, offset: Int64(span.offsetBytes),
      bytes: span.lengthBytes, rows: span.rows, firstStart: span.firstStart, lastStart: span.lastStart,
      calls: span.calls, billedSeconds: span.billedSeconds, coveredSeconds: span.coveredSeconds, micros: span.micros,
      number: span.lastRow < 0 ? "" : registry.lines[Int(span.lastRow)].number.description)
  }
}
