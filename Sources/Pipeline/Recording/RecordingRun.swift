import CallModel
import FileInput
import Foundation
import Output
import Rating
import RecordLayouts
import Registry
import Synchronization

/// The two stages of an import: as those of `RateJob`, but with a memory. The caller, who has the ledger, asks for one step
/// after the other: `scan`, what of the files is new (`void`), the recorded rows that are settled anew (`feed`,
/// `feedKept`), what is late for closed cycles (`settlePast`, `rateClosed`), `rate`, `forEachRejected`.
package final class RecordingRun {
  package enum Failure: Error {
    case output(OutputFailure)
    /// A row had to be read again and its file is another now: begin again without that file.
    case sourceChanged(file: Int, FileFailure)
    /// A cycle account stood that today's registry would write otherwise: begin again, and feed all.
    case stale
  }

  let context: ScanContext
  private var scanners: [ScanWorker] = []
  private var raters: [ShardRater] = []
  private(set) var chunks: ChunkTable.Resolved?
  private var failed: [Bool] = []
  /// What became of rows that were put aside.
  var settled = SettledRows()
  let factsWriter: FactsWriter
  private let looseCalls: LooseCallWriter
  /// Where rows that were late when they were fed come from.
  private(set) var latePlaces: Set<RecordedPlace> = []
  private var keptFirst = Int64.max
  private var keptLast = Int64.min

  /// - Parameters:
  ///   - options: `outputDirectory` is where files without a name and the segment go.
  ///   - failures: files not to be read, by index, with the reason.
  ///   - recordedBytes: about how many bytes of recorded calls will be fed.
  ///   - closedUntil: up to when cycles are closed, seconds since 1970 (`ClosedCycles.until`).
  ///   - hasLooseCalls: whether rows of files or recorded ones leave the direction to the registry.
  package init(
    options: RateOptions, layout: RecordLayout, layoutZone: TimeZoneRules, registry: Registry, zone: TimeZoneRules,
    directory: SourceDirectory, files: [SourceFile], windows: [Int: ReadWindow], failures: [Int: String],
    progress: ProgressCounter, recordedBytes: Int64 = 0, closedUntil: Int64 = .min,
    discarded: DiscardedCalls = DiscardedCalls(), hasLooseCalls: Bool = false
  ) {
    let bytes = files.reduce(recordedBytes) { $0 + $1.identity.sizeBytes * ($1.displayName.hasSuffix(".gz") ? 5 : 1) }
    factsWriter = FactsWriter(zone: zone)
    context = ScanContext(
      options: options, layout: layout, layoutZone: layoutZone, registry: registry, zone: zone, directory: directory,
      sources: SourceFiles(files, failures: failures, windows: windows),
      shards: ShardPlan(
        registry, sourceBytes: bytes, shardSizeBytes: options.shardSizeBytes, keepsCycleAccounts: true,
        hasLooseCalls: hasLooseCalls),
      progress: progress, recording: RecordingContext(closedUntil: closedUntil, discarded: discarded))
    looseCalls = LooseCallWriter(context)
  }

  package var registry: Registry { context.registry }
  package var zone: TimeZoneRules { context.zone }

  /// The first stage: reads all files.
  package func scan() throws(OutputFailure) {
    let bytes = context.sources.files.reduce(0) { $0 + $1.identity.sizeBytes }
    context.progress.setTotal(
      files: context.sources.files.count, bytes: bytes, shards: context.shards.groups.count)
    context.progress.begin(.reading)
    scanners = (0..<context.options.workers).map { ScanWorker(context: context, index: $0) }
    try WorkerThreads.run(scanners, cancel: context.queue.cancel) { (worker) throws(OutputFailure) in
      try worker.run()
    }
    context.sources.failWrongClocks(ClockJudge(context.layout))
    chunks = context.chunks.resolve(linesBefore: context.sources.linesBefore)
    failed = context.sources.results.map { $0.failure != nil }
  }

  /// The starts of the first and last call of the files and of kept rows, seconds since 1970, those of rows suspended for
  /// their line included; nil if there is none.
  package var starts: ClosedRange<Int64>? {
    let first = min(keptFirst, scanners.map(\.earliest).min() ?? .max)
    let last = max(keptLast, scanners.map(\.latest).max() ?? .min)
    return first <= last ? first...last : nil
  }

  /// What is known of each file after `scan`; the tallies are whole after `rate`.
  package var files: [FileResult] {
    var files = context.sources.results
    for index in files.indices where files[index].failure == nil {
      for rater in raters { files[index].tally.add(rater.outcomes.tally(index)) }
      if let tally = settled.tallies[index] { files[index].tally.add(tally) }
    }
    guard let chunks else { return files }
    for (index, before) in context.sources.linesBefore.enumerated() { files[index].lineCount = before }
    for chunk in chunks.chunks { files[Int(chunk.file)].lineCount += chunk.lineCount }
    return files
  }

  /// None of the file's rows counts: its content was imported before.
  package func void(_ file: Int, because reason: String) {
    _ = context.sources.fail(file, reason, isOfContent: true)
    failed[file] = true
  }

  /// Runs `body` for each worker on a thread of its own; throws what the first of them throws.
  func onThreads<Worker>(_ workers: [Worker], _ body: @escaping (Worker) throws -> Void) throws {
    let failure = Mutex<(any Error)?>(nil)
    let box = ThreadBox(workers: workers, body: body)
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      do {
        try box.body(box.workers[index])
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}

/// Each worker is used by one thread only.
private struct ThreadBox<Worker>: @unchecked Sendable {
  let workers: [Worker]
  let body: (Worker) throws -> Void
}

// MARK: - Rows of the ledger

extension RecordingRun {
  /// Adds recorded rows, to be settled as if they had just come.
  ///
  /// - Parameter withdrawn: rows that are taken out in place of that.
  package func feed(_ pieces: [RecordedPiece], without withdrawn: WithdrawnRows = WithdrawnRows()) throws -> FedRows {
    var result = FedRows()
    if pieces.isEmpty { return result }
    let feeders = (0..<context.options.workers).map { _ in RecordedRowFeeder(context, withdrawn) }
    let next = Atomic<Int>(0)
    try onThreads(feeders) { feeder in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < pieces.count else { break }
        try feeder.feed(pieces[index])
      }
      try feeder.finish()
    }
    for feeder in feeders { result.add(feeder.result) }
    latePlaces.formUnion(result.latePlaces)
    return result
  }

  /// Adds rows that are kept because they were not billed, to be settled as if they had just come.
  ///
  /// - Returns: what became of those that are no calls; the others' outcome comes with `rate` or `settlePast`.
  package func feedKept(_ rows: [KeptRowText]) throws -> [KeptOutcome] {
    let writer = ShardWriter(store: context.store)
    var outcomes: [KeptOutcome] = []
    var reader = KeptRowReader(context: context)
    for row in rows {
      let result = try reader.classify(row) { record, size, isPast, write in
        keptFirst = min(keptFirst, record.instant)
        keptLast = max(keptLast, record.instant)
        if isPast {
          write(writer.allocate(size, in: context.shards.pastShard))
        } else {
          add(record, size, writer, write: write)
        }
      }
      if let result { outcomes.append(KeptOutcome(file: row.file, line: row.line, result: result)) }
    }
    try writer.finish()
    return outcomes
  }

  func add(_ record: CallRecord, _ size: Int, _ writer: ShardWriter, write: (UnsafeMutableRawPointer) -> Void) {
    let place = context.shards.places[Int(record.lineRow)]
    let address = writer.allocate(size, in: Int(place.shard))
    write(address)
    if place.isMigrant {
      writer.allocate(size, in: context.shards.migrantShard).copyMemory(from: address, byteCount: size)
    }
    if record.isLoose { looseCalls.note(address, writer) }
  }

  /// The cycle accounts that a migrant line's new calls fall into: its calls under all its contracts must be rated together.
  package func migrantKeys() throws(OutputFailure) -> Set<CycleAccountKey> {
    guard context.shards.hasMigrants, let chunks else { return [] }
    let rater = ShardRater(context: ratingContext(chunks, ledgerNames: []))
    return try rater.migrantKeys()
  }

  func ratingContext(_ chunks: ChunkTable.Resolved, ledgerNames: [String]) -> RatingContext {
    RatingContext(
      registry: context.registry, zone: context.zone, store: context.store, shards: context.shards,
      chunks: chunks, failedFiles: failed, fileNames: context.sources.files.map(\.displayName) + ledgerNames,
      progress: context.progress, dialling: context.layout.dialling)
  }
}

// MARK: - Closed cycles

extension RecordingRun {
  /// Settles rows that are late for closed cycles, cycle by cycle.
  package func lateRating(_ cycleAccounts: RecordedCycleAccounts) -> LateRating? {
    guard let chunks else { return nil }
    return LateRating(self, ratingContext(chunks, ledgerNames: cycleAccounts.fileNames), cycleAccounts)
  }

  /// What became of the rows that were put aside, and of late ones: those of the ledger.
  package var pastOutcomes: (kept: [KeptRow], keptOutcomes: [KeptOutcome], moves: OutcomeMoves) {
    (settled.kept, settled.keptOutcomes, settled.moves)
  }
}

/// Settles the late rows of closed cycles, each by the registry version that closed it.
package final class LateRating {
  private let run: RecordingRun
  private let rating: RatingContext
  private let cycleAccounts: RecordedCycleAccounts
  private let names: [String]
  private let today: CallRecordFormatter
  private var version: (id: Int64, formatter: CallRecordFormatter)?

  init(_ run: RecordingRun, _ rating: RatingContext, _ cycleAccounts: RecordedCycleAccounts) {
    self.run = run
    self.rating = rating
    self.cycleAccounts = cycleAccounts
    names = run.context.sources.files.map(\.displayName) + cycleAccounts.fileNames
    today = CallRecordFormatter(
      registry: run.registry, shared: rating.shared, zone: run.zone, guardsFormulas: false)
  }

  /// - Parameters:
  ///   - cycle: the ledger's number of it.
  ///   - id: of the version.
  ///   - closed: the cycle's closed calls.
  ///   - late: all rows that are late for it.
  ///   - carried: what its allowances took over from the cycle before when it was closed (spec 11.1).
  /// - Throws: `DamagedRows`.
  package func settle(
    _ cycle: Int64, _ account: AccountKey, carried: [Int64], by terms: RatingTerms, id: Int64,
    closed: [ClosedRows],
    late: [LateCall]
  ) throws -> LateOutcomes {
    if version?.id != id {
      let formatter = CallRecordFormatter(
        registry: terms.registry, shared: SharedCells(registry: terms.registry, sourceNames: names), zone: terms.zone,
        guardsFormulas: false)
      version = (id, formatter)
    }
    guard let formatter = version?.formatter else { return LateOutcomes() }
    var made = ClosedCycleRating(
      run, cycle, LateLine(run, account, by: terms), carried: carried, rating, cycleAccounts, (formatter, today))
    for rows in closed { try made.add(closed: rows) }
    made.add(late: late)
    made.settle()
    return made.outcomes
  }
}

// MARK: - The second stage

/// What an import's second stage came to, besides the rows it wrote.
package struct RecordingOutcome: Sendable {
  /// In the order of the segment.
  package var spans: [WrittenSpan] = []
  package var repeats: [RepeatSpan] = []
  package var balances: [CycleAccountBalance] = []
  /// The sums of local days, by `WrittenSpan.days`.
  package var days: [(day: CivilDate, sum: DaySum)] = []
  /// Indices of the recorded cycle accounts, not fed ones, whose recorded rows are void; their rows of now are in `spans`.
  package var rewritten: Set<Int> = []
  /// Rows of the ledger that are not billed now.
  package var kept: [KeptRow] = []
  /// What became of rows that were kept.
  package var keptOutcomes: [KeptOutcome] = []
  package var moves = OutcomeMoves()
  package var lateCalls = 0
  package var replacedCalls = 0
  /// Of the calls that came with this run.
  package var sums = Sums()
  package var zones: [(name: String, tally: ZoneTally)] = []
}

extension RecordingRun {
  /// Rates the calls and writes the rows that are new or changed to `segment`.
  ///
  /// - Parameter watch: what is looked for in the calls on the way; nil: nothing.
  package func rate(
    _ cycleAccounts: RecordedCycleAccounts, into segment: OutputFile, watch: CallWatch? = nil
  ) throws(Failure) -> RecordingOutcome {
    guard let chunks else { return RecordingOutcome() }
    context.progress.begin(.rating)
    let first = Int(segment.sizeBytes)
    do throws(OutputFailure) {
      try rate(cycleAccounts, ratingContext(chunks, ledgerNames: cycleAccounts.fileNames), into: segment, watch)
    } catch {
      throw .output(error)
    }
    if raters.contains(where: { $0.recorder?.isStale == true }) { throw .stale }
    // All calls are written: the transaction that follows shall not hold them, too.
    DispatchQueue.global().async { [store = context.store] in store.removeAll() }
    return outcome(firstOffset: first)
  }

  private func rate(
    _ cycleAccounts: RecordedCycleAccounts, _ rating: RatingContext, into segment: OutputFile, _ watch: CallWatch?
  ) throws(OutputFailure) {
    let lost = try LostCalls(of: rating, workers: context.options.workers)
    var carried = CarriedAllowances()
    if context.shards.hasMigrants {
      carried = try ShardRater(context: rating, lost: lost, recorded: cycleAccounts).carriedAllowances()
    }
    raters = (0..<context.options.workers).map { _ in
      ShardRater(
        context: rating, carried: carried, lost: lost,
        recorder: CycleAccountRecorder(cycleAccounts, watch, rating, context.openClassifier()))
    }
    let ordered = OrderedOutput(
      records: segment, services: nil, compress: false,
      maximumWaitingBytes: context.options.memory.waitingOutputBytes)
    let next = Atomic<Int>(0)
    let count = context.shards.groups.count
    try WorkerThreads.run(raters, cancel: ordered.fail) { (rater) throws(OutputFailure) in
      while true {
        let shard = next.add(1, ordering: .relaxed).oldValue
        if shard >= count { return }
        try rater.rate(shard)
        rater.recorder?.closeShard(shard, rater.output.records)
        rater.output = try ordered.submit(shard, rater.output)
      }
    }
  }

  private func outcome(firstOffset: Int) -> RecordingOutcome {
    var outcome = RecordingOutcome()
    var parts: [ShardSpans] = []
    var zones = [ZoneTally](repeating: ZoneTally(), count: context.registry.zones.names.count)
    for rater in raters {
      guard let recorder = rater.recorder else { continue }
      for var part in recorder.shardSpans {
        part.firstBalance = outcome.balances.count
        part.firstDay = outcome.days.count
        parts.append(part)
      }
      outcome.balances += recorder.balances
      outcome.days += recorder.days.kept
      outcome.rewritten.formUnion(recorder.rewritten)
      outcome.kept += recorder.kept
      outcome.keptOutcomes += recorder.keptOutcomes
      outcome.moves.add(recorder.moves)
      outcome.lateCalls += recorder.lateCalls
      outcome.replacedCalls += recorder.replacedCalls
      outcome.sums.add(rater.sums)
      for (zone, tally) in rater.zoneTallies.enumerated() { zones[zone].add(tally) }
    }
    parts.sort { $0.shard < $1.shard }
    var offset = firstOffset
    outcome.spans.reserveCapacity(parts.reduce(0) { $0 + $1.spans.count })
    for part in parts {
      for var span in part.spans {
        span.offsetBytes += offset
        span.balance += part.firstBalance
        span.days = (span.days.lowerBound + part.firstDay)..<(span.days.upperBound + part.firstDay)
        outcome.spans.append(span)
      }
      if var repeats = part.repeats {
        repeats.offsetBytes += offset
        outcome.repeats.append(repeats)
      }
      offset += part.lengthBytes
    }
    outcome.zones = zip(context.registry.zones.names, zones).filter { $1.calls > 0 }.map { ($0, $1) }
    outcome.zones.sort { precedesInByteOrder($0.name, $1.name) }
    return outcome
  }

  /// Calls `body` for each row of this run's files that is not billed, in the order of files and lines.
  package func forEachRejected(
    _ body: @escaping (RejectedRows.Row) throws(OutputFailure) -> Void
  ) throws(Failure) {
    guard let chunks else { return }
    var rows = RejectedRows(
      context: context, chunks: chunks, failedFiles: failed, spools: scanners.map(\.spool),
      lateOutcomes: raters.flatMap(\.lateOutcomes) + settled.lateOutcomes, take: body)
    do throws(RejectedRows.Failure) {
      try rows.forEach()
    } catch {
      switch error {
      case .output(let failure): throw .output(failure)
      case .changed(let change): throw .sourceChanged(file: change.file, change.failure)
      }
    }
  }
}
