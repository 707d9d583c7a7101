import CallModel
import FileInput
import Foundation
import Output
import Rating
import RecordLayouts
import Registry
import Synchronization

/// The two stages of an import: as those of `RateJob`, but with a memory. The caller, who has the ledger, asks for one step
/// after the other: `scan`, what of the files is new (`void`), the recorded calls (`feed`), `rate`, `forEachRejected`.
package final class RecordingRun {
  package enum Failure: Error {
    case output(OutputFailure)
    /// A row had to be read again and its file is another now: begin again without that file.
    case sourceChanged(file: Int, FileFailure)
  }

  private let context: ScanContext
  private var scanners: [ScanWorker] = []
  private var raters: [PartitionRater] = []
  private(set) var chunks: ChunkTable.Resolved?
  private var failed: [Bool] = []
  var feeder: PartitionWriter?
  private var retriedFirst = Int64.max
  /// Fed calls whose number today's registry gives to another line than they are recorded for (spec 4.3).
  package private(set) var callsOfOtherLines = 0
  private var retriedLast = Int64.min

  /// - Parameters:
  ///   - options: `outputDirectory` is where files without a name and the segment go.
  ///   - failures: files not to be read, by index, with the reason.
  ///   - recordedBytes: about how many bytes of recorded calls will be fed.
  package init(
    options: RateOptions, layout: RecordLayout, layoutZone: TimeZoneRules, registry: Registry, zone: TimeZoneRules,
    directory: SourceDirectory, files: [SourceFile], windows: [Int: ReadWindow], failures: [Int: String],
    progress: ProgressCounter, recordedBytes: Int64 = 0
  ) {
    let bytes = files.reduce(recordedBytes) { $0 + $1.identity.sizeBytes * ($1.displayName.hasSuffix(".gz") ? 5 : 1) }
    context = ScanContext(
      options: options, layout: layout, layoutZone: layoutZone, registry: registry, zone: zone, directory: directory,
      sources: SourceFiles(files, failures: failures, windows: windows),
      partitions: PartitionPlan(
        registry, sourceBytes: bytes, partitionSizeBytes: options.partitionSizeBytes, keepsBooks: true),
      progress: progress)
  }

  package var registry: Registry { context.registry }
  var store: PartitionStore { context.store }
  package var zone: TimeZoneRules { context.zone }

  /// The first stage: reads all files.
  package func scan() throws(OutputFailure) {
    let bytes = context.sources.files.reduce(0) { $0 + $1.identity.sizeBytes }
    context.progress.setTotal(
      files: context.sources.files.count, bytes: bytes, partitions: context.partitions.groups.count)
    context.progress.begin(.reading)
    scanners = (0..<context.options.workers).map { ScanWorker(context: context, index: $0) }
    try WorkerThreads.run(scanners, cancel: context.queue.cancel) { (worker) throws(OutputFailure) in
      try worker.run()
    }
    context.sources.failWrongClocks(ClockJudge(context.layout))
    chunks = context.chunks.resolve(linesBefore: context.sources.linesBefore)
    failed = context.sources.results.map { $0.failure != nil }
  }

  /// The starts of the first and last call of the files and of rows tried again, seconds since 1970; nil if there is none.
  package var starts: ClosedRange<Int64>? {
    let first = min(retriedFirst, scanners.map(\.earliest).min() ?? .max)
    let last = max(retriedLast, scanners.map(\.latest).max() ?? .min)
    return first <= last ? first...last : nil
  }

  /// What is known of each file after `scan`; the tallies are whole after `rate`.
  package var files: [FileResult] {
    var files = context.sources.results
    for index in files.indices {
      for rater in raters where files[index].failure == nil { files[index].tally.add(rater.outcomes.tally(index)) }
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
}

// MARK: - Calls from the ledger

extension RecordingRun {
  /// Adds the recorded calls of a book that is to be written anew.
  ///
  /// - Parameter lost: calls that are not added, since others take their place.
  /// - Returns: false, and adds none, if the registry has no line, zone or price for one of them.
  package func feed(
    _ rows: [UInt8], of book: Int64, without lost: [RecordedPlace: [UInt8]] = [:]
  ) throws(OutputFailure) -> Bool {
    var decoder = RecordedCallDecoder(registry: context.registry, zone: context.zone)
    let reader = SegmentRowReader()
    let writer = feeder ?? PartitionWriter(store: context.store)
    feeder = writer
    // First whether all of them can be had, then they are added.
    guard try canRate(rows, of: book, without: lost) else { return false }
    let isWhole = rows.withUnsafeBufferPointer { bytes in
      reader.forEach(in: bytes) { row in
        if !lost.isEmpty, let place = row.place, lost[place] != nil { return }
        guard decoder.decode(row) else { return }
        if isOfOtherLine(decoder.record, &decoder) { callsOfOtherLines += 1 }
        add(decoder.record, writer) { decoder.write(to: $0) }
      }
    }
    guard isWhole else { throw BookRecorder.damaged(book) }
    try writer.spill()
    return true
  }

  /// Whether the registry gives the call's own number to another line now.
  private func isOfOtherLine(_ call: CallRecord, _ decoder: inout RecordedCallDecoder) -> Bool {
    let number = call.direction == Direction.outbound.rawValue ? call.caller : call.called
    guard number != .blank, let found = registry.findLine(number: number, on: decoder.localStart.date) else {
      return false
    }
    return registry.lineID(ofRow: found.row) != registry.lineID(ofRow: Int(call.lineRow))
  }

  /// Whether the registry has line, zone and price for all of a book's recorded calls but the `lost` ones.
  package func canRate(
    _ rows: [UInt8], of book: Int64, without lost: [RecordedPlace: [UInt8]] = [:]
  ) throws(OutputFailure) -> Bool {
    var decoder = RecordedCallDecoder(registry: context.registry, zone: context.zone)
    var isRateable = true
    let isWhole = rows.withUnsafeBufferPointer { bytes in
      SegmentRowReader().forEach(in: bytes) { row in
        if !lost.isEmpty, let place = row.place, lost[place] != nil { return }
        isRateable = isRateable && decoder.decode(row)
      }
    }
    guard isWhole else { throw BookRecorder.damaged(book) }
    return isRateable
  }

  /// Adds rows that earlier runs could not bill, as if they had just come.
  ///
  /// - Returns: what became of those that are no calls; the others' outcome comes with `rate`.
  package func retry(_ rows: [HeldRow]) throws(OutputFailure) -> [RetriedOutcome] {
    let writer = feeder ?? PartitionWriter(store: context.store)
    feeder = writer
    var outcomes: [RetriedOutcome] = []
    var reader = HeldRowReader(context: context)
    for row in rows {
      let result = reader.classify(row) { record, write in
        retriedFirst = min(retriedFirst, record.instant)
        retriedLast = max(retriedLast, record.instant)
        add(record, writer, write: write)
      }
      if let result { outcomes.append(RetriedOutcome(file: row.file, line: row.line, result: result)) }
    }
    // Handed over now: whoever asks for the migrants' calls sees these, too.
    try writer.finish()
    return outcomes
  }

  func add(_ record: CallRecord, _ writer: PartitionWriter, write: (UnsafeMutableRawPointer) -> Void) {
    let place = context.partitions.places[Int(record.lineRow)]
    let size = record.sizeBytes
    let address = writer.allocate(size, in: Int(place.partition))
    write(address)
    if place.isMigrant {
      writer.allocate(size, in: context.partitions.migrantPartition).copyMemory(from: address, byteCount: size)
    }
  }

  /// The books that a migrant line's new calls fall into: its calls under all its contracts must be rated together.
  package func migrantKeys() throws(OutputFailure) -> Set<BookKey> {
    guard context.partitions.hasMigrants, let chunks else { return [] }
    let rater = PartitionRater(context: ratingContext(chunks, ledgerNames: []), carried: CarryBook())
    return try rater.migrantKeys()
  }

  func ratingContext(_ chunks: ChunkTable.Resolved, ledgerNames: [String]) -> RatingContext {
    RatingContext(
      registry: context.registry, zone: context.zone, store: context.store, partitions: context.partitions,
      chunks: chunks, failedFiles: failed, fileNames: context.sources.files.map(\.displayName) + ledgerNames,
      progress: context.progress)
  }
}

// MARK: - The second stage

/// What an import's second stage came to, besides the rows it wrote.
package struct RecordingOutcome: Sendable {
  /// In the order of the segment.
  package var spans: [WrittenSpan] = []
  package var balances: [BookBalance] = []
  /// Indices of the recorded books, not fed ones, whose recorded rows are void; their rows of now are in `spans`.
  package var rewritten: Set<Int> = []
  package var diverted: [DivertedCall] = []
  package var replaced: [ReplacedCall] = []
  package var retried: [RetriedOutcome] = []
  package var lateCalls = 0
  /// Calls that repeat recorded ones, by the ledger's number of the file those came in.
  package var repeatsOfFile: [Int: Int] = [:]
  /// The own numbers of new calls, with the group they were recorded for.
  package var owns: [(group: Int32, own: OwnNumber)] = []
  /// Of the calls that came with this run.
  package var sums = Sums()
  package var zones: [(name: String, tally: ZoneTally)] = []
}

extension RecordingRun {
  /// Rates the calls and writes the rows that are new or changed to `segment`.
  ///
  /// - Parameter watch: what is looked for in the calls on the way; nil: nothing.
  package func rate(
    _ books: RecordedBooks, into segment: OutputFile, watch: CallWatch? = nil
  ) throws(OutputFailure) -> RecordingOutcome {
    guard let chunks else { fatalError("scan comes before rate") }
    try feeder?.finish()
    context.progress.begin(.rating)
    let ratingContext = ratingContext(chunks, ledgerNames: books.fileNames)
    var carried = CarryBook()
    if context.partitions.hasMigrants {
      carried = try PartitionRater(context: ratingContext, carried: carried).carryBook()
    }
    raters = (0..<context.options.workers).map { _ in
      PartitionRater(context: ratingContext, carried: carried, recorded: books, watch: watch)
    }
    let ordered = OrderedOutput(
      records: segment, services: nil, compress: false,
      maximumWaitingBytes: context.options.memory.waitingOutputBytes)
    let next = Atomic<Int>(0)
    let count = context.partitions.groups.count
    let first = Int(segment.sizeBytes)
    try WorkerThreads.run(raters, cancel: ordered.fail) { (rater) throws(OutputFailure) in
      while true {
        let partition = next.add(1, ordering: .relaxed).oldValue
        if partition >= count { return }
        try rater.rate(partition)
        rater.recorder?.closePartition(partition, lengthBytes: rater.output.records.count)
        rater.output = try ordered.submit(partition, rater.output)
      }
    }
    return outcome(firstOffset: first)
  }

  private func outcome(firstOffset: Int) -> RecordingOutcome {
    var outcome = RecordingOutcome()
    var parts: [PartitionSpans] = []
    var zones = [ZoneTally](repeating: ZoneTally(), count: context.registry.zones.names.count)
    for rater in raters {
      guard let recorder = rater.recorder else { continue }
      parts += recorder.partitionSpans
      outcome.balances += recorder.balances
      outcome.rewritten.formUnion(recorder.rewritten)
      outcome.diverted += recorder.diverted
      outcome.replaced += recorder.replaced
      outcome.retried += recorder.retried
      outcome.lateCalls += recorder.lateCalls
      outcome.repeatsOfFile.merge(recorder.repeatsOfFile, uniquingKeysWith: +)
      outcome.owns += recorder.owns.entries
      outcome.sums.add(rater.sums)
      for (zone, tally) in rater.zoneTallies.enumerated() { zones[zone].add(tally) }
    }
    parts.sort { $0.partition < $1.partition }
    var offset = firstOffset
    outcome.spans.reserveCapacity(parts.reduce(0) { $0 + $1.spans.count })
    for part in parts {
      for var span in part.spans {
        span.offsetBytes += offset
        outcome.spans.append(span)
      }
      offset += part.lengthBytes
    }
    outcome.zones = zip(context.registry.zones.names, zones).filter { $1.calls > 0 }.map { ($0, $1) }
    outcome.zones.sort { precedesInByteOrder($0.name, $1.name) }
    return outcome
  }

  /// Calls `body` for each row of this run's files that is not billed, in the order of files and lines: the file's
  /// index, the line, the reason, and the row's bytes as they came.
  package func forEachRejected(
    _ body: @escaping (Int, Int, Reason, [UInt8]) throws(OutputFailure) -> Void
  ) throws(Failure) {
    guard let chunks else { return }
    // Ignored rows are counted only, so far.
    let take: RejectedRows.Sink = { (file, line, reason, raw) throws(OutputFailure) in
      if reason != .ignored { try body(file, line, reason, raw) }
    }
    var rows = RejectedRows(
      context: context, chunks: chunks, failedFiles: failed, spools: scanners.map(\.spool),
      lateOutcomes: raters.flatMap(\.lateOutcomes), take: take)
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
