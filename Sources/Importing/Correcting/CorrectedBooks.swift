import ByteScanning
import CallModel
import Ledger
import Output
import Pipeline
import Registry

/// The books that a correction writes anew, each by the registry version it follows: mostly the one that all open cycles
/// follow, but an older one for a cycle that today's registry cannot rate (spec 4.3).
struct CorrectedBooks {
  private let ledger: Ledger
  private let settings: ImportSettings
  private let progress: ProgressCounter
  private let recordedBytes: Int64
  private let current: Int64
  private(set) var rewritings: [Int64: BookRewriting] = [:]
  /// All recorded books by the keys of the current version.
  private var byKey: [BookKey: BookRow] = [:]
  private(set) var taken: [Int64: BookRow] = [:]
  private let segments: SegmentReader
  /// Of each file.
  private let runs: [Int64: Int64]

  /// - Parameter recordedBytes: about how many bytes of calls will be written anew.
  init(_ ledger: Ledger, _ settings: ImportSettings, recordedBytes: Int64, _ progress: ProgressCounter) throws {
    self.ledger = ledger
    self.settings = settings
    self.progress = progress
    self.recordedBytes = recordedBytes
    segments = try SegmentReader(ledger)
    runs = try ledger.runsOfFiles()
    guard let current = try ledger.currentRegistryVersion() else {
      throw CorrectionFailure(
        place: ledger.directory.databasePath, expected: "a registry version of an import", found: "none",
        remedy: "run summit-cdr import first")
    }
    self.current = current
    let keys = try rewriting(current).keys
    for book in try ledger.allBooks() { byKey[keys.key(of: book)] = book }
  }

  /// What writes books by a version.
  private mutating func rewriting(_ version: Int64) throws -> BookRewriting {
    if let known = rewritings[version] { return known }
    let snapshot = try RegistryVersions(ledger).snapshot(version)
    let made = try BookRewriting(ledger, snapshot, settings, recordedBytes: recordedBytes, progress: progress)
    rewritings[version] = made
    return made
  }

  /// The version that a book is written by: the current one if its terms are the same.
  private mutating func version(of book: BookRow) throws -> Int64 {
    let rewriting = try rewriting(current)
    let key = rewriting.keys.key(of: book)
    let isCurrent = key.owner >= 0 && key.plan >= 0 && !book.isHeld && rewriting.terms.terms(of: key) == book.terms
    return isCurrent ? current : book.registry
  }

  /// Takes a book, feeding those of its rows for which `stays` is true.
  mutating func take(_ book: BookRow, stays: (SegmentRow) throws -> Bool) throws {
    guard taken[book.id] == nil else { return }
    taken[book.id] = book
    let version = try version(of: book)
    _ = try rewriting(version)
    rewritings[version]?.take(book)
    guard let feed = rewritings[version]?.feed else { return }
    var isRatable = true
    let bytes = try segments.rows(ofBook: book.id)
    let isWhole = try bytes.withUnsafeBufferPointer { buffer in
      try SegmentRowReader().forEach(in: buffer) { (row: SegmentRow) throws in
        if try stays(row) { isRatable = feed.add(row) && isRatable }
      }
    }
    guard isWhole else { throw RecordedCalls.damaged(book) }
    guard isRatable else { throw Self.unratable("\(BookCheck.place(book))", version) }
    try feed.spill()
  }

  /// Feeds a call that comes to the recorded ones, with the book it belongs to.
  ///
  /// - Parameter comesAgain: whether it may repeat a recorded call, as if it had just come.
  /// - Returns: whether it is free.
  mutating func add(_ row: SegmentRow, comesAgain: Bool) throws -> Bool {
    let own = try rewriting(current)
    guard let placement = own.recorded(row) else { throw Self.unratable("\(row.text(.globalID))", current) }
    let key = own.key(placement, instant: row.instant ?? 0)
    var version = current
    if let book = byKey[key] {
      if book.isClosed { throw Self.closed([book]) }
      try take(book) { _ in true }
      version = try self.version(of: book)
    }
    let rewriting = try rewriting(version)
    guard rewriting.feed.add(row, comesAgain: comesAgain) else {
      throw Self.unratable("\(row.text(.globalID))", version)
    }
    return placement.tariff == nil
  }

  private static func unratable(_ place: String, _ version: Int64) -> CorrectionFailure {
    CorrectionFailure(
      place: place, expected: "calls with a line, zone and price in registry version \(version)", found: "one without",
      remedy: "nothing was changed; repair the registry, import, and try again")
  }

  /// Why cycles keep the calls they have.
  static func closed(_ books: [BookRow]) -> CorrectionFailure {
    let list = books.prefix(UndoPlan.maximumNamed).map { BookCheck.place($0) }.joined(separator: "; ")
    return CorrectionFailure(
      place: "undo", expected: "calls of open cycles only",
      found: "calls of closed ones (\(list)\(books.count > UndoPlan.maximumNamed ? " and more" : ""))",
      remedy: "reopen these with summit-cdr services reopen, if none of their services is invoiced; nothing was changed"
    )
  }
}

// MARK: - Rating and writing

/// What the books came to, by registry version.
struct CorrectedOutcomes {
  var byVersion: [(version: Int64, outcome: RecordingOutcome)] = []

  var replaced: [ReplacedCall] { byVersion.flatMap(\.outcome.replaced) }
  var retried: [RetriedOutcome] { byVersion.flatMap(\.outcome.retried) }
}

extension CorrectedBooks {
  /// Rates all that was fed, and appends the rows to `segment`.
  func rate(into segment: OutputFile) throws -> CorrectedOutcomes {
    var outcomes = CorrectedOutcomes()
    for (version, rewriting) in rewritings.sorted(by: { $0.key < $1.key }) {
      let outcome = try rewriting.rate(into: segment)
      guard outcome.diverted.isEmpty else {
        throw CorrectionFailure(
          place: "undo", expected: "calls of cycles that are written anew", found: "calls of other cycles",
          remedy: "nothing was changed; run summit-cdr verify, and report this")
      }
      outcomes.byVersion.append((version, outcome))
    }
    return outcomes
  }

  /// The run that read a file.
  func runOfFile(_ file: Int?) -> Int64? { file.flatMap { runs[Int64($0)] } }

  /// - Returns: the numbers of the books that were written.
  func write(_ outcomes: CorrectedOutcomes, _ writer: LedgerWriter, run: Int64) throws -> Set<Int64> {
    var written: Set<Int64> = []
    for (version, outcome) in outcomes.byVersion {
      guard let rewriting = rewritings[version] else { continue }
      written.formUnion(try rewriting.write(outcome, writer, version: version, run: run, segment: run))
      for (file, rows) in outcome.repeatsOfFile { try writer.addRepeats(ofFile: Int64(file), rows: rows) }
      for call in outcome.replaced {
        try writer.addHeldRow(
          file: Int64(call.file), line: call.line, reason: Reason.conflictingDuplicate.name, raw: call.row,
          layout: settings.layout.digest, cause: runOfFile(call.winnerFile))
        try writer.move(file: Int64(call.file), from: call.outcome, to: .rejected)
      }
    }
    return written
  }
}
