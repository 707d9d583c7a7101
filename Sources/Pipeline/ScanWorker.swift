import ByteScanning
import CallModel
import FileInput
import Output
import Rating
import RecordLayouts
import Registry

/// What all workers of the first stage share.
final class ScanContext: Sendable {
  let options: RateOptions
  let layout: RecordLayout
  let layoutZone: TimeZoneRules
  let registry: Registry
  let zone: TimeZoneRules
  let directory: SourceDirectory
  let sources: SourceFiles
  let chunks = ChunkTable()
  let queue: ScanQueue
  let store: ShardStore
  let shards: ShardPlan
  let progress: ProgressCounter
  /// Of a run that records: nil for one that only rates.
  let recording: RecordingContext?

  init(
    options: RateOptions, layout: RecordLayout, layoutZone: TimeZoneRules, registry: Registry, zone: TimeZoneRules,
    directory: SourceDirectory, sources: SourceFiles, shards: ShardPlan, progress: ProgressCounter,
    recording: RecordingContext? = nil
  ) {
    self.recording = recording
    self.options = options
    self.layout = layout
    self.layoutZone = layoutZone
    self.registry = registry
    self.zone = zone
    self.directory = directory
    self.sources = sources
    self.shards = shards
    self.progress = progress
    queue = ScanQueue(fileCount: sources.files.count, workers: options.workers)
    store = ShardStore(
      count: shards.count, budget: options.memory, workers: options.workers,
      spillDirectory: options.outputDirectory)
  }

  func classifier() -> CallClassifier {
    CallClassifier(
      registry: registry, zone: zone, places: shards.places, activeLinesOnly: options.activeLinesOnly,
      dialling: layout.dialling, keepsFacts: recording != nil, closedUntil: recording?.closedUntil ?? .min,
      discarded: recording?.discarded ?? DiscardedCalls())
  }
}

extension ScanContext {
  /// For calls of open cycles, whenever they start.
  func openClassifier() -> CallClassifier {
    CallClassifier(
      registry: registry, zone: zone, places: shards.places, activeLinesOnly: options.activeLinesOnly,
      dialling: layout.dialling, keepsFacts: true)
  }
}

/// What a run that records adds to a scan.
struct RecordingContext: Sendable {
  /// Cycles are closed up to then, seconds since 1970: rows of that time are put aside until it is known whether they
  /// are late, or versions of closed calls.
  var closedUntil: Int64
  /// Calls that were let go, regardless of which rows of them come (spec 4.3).
  var discarded: DiscardedCalls
}

/// One worker of the first stage: reads pieces of files, row by row, into calls by shard.
///
/// A file's failure is the file's; what is thrown ends the run (a full disk).
final class ScanWorker {
  let context: ScanContext
  let spool: RejectSpool
  private let spoolIndex: Int
  private let places: FixedTable<ShardPlan.Place>
  private let migrantShard: Int
  private let writer: ShardWriter
  private let batch = RowBatch()
  private(set) var reader: RowReader?
  private var classifier: CallClassifier
  private let facts: FactsWriter?
  private let looseCalls: LooseCallWriter
  private var tally = RowTally()
  /// The starts of the first and last call, seconds since 1970.
  private(set) var earliest = Int64.max
  private(set) var latest = Int64.min
  var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  /// Why what was read could not be kept; the run ends.
  private(set) var failure: OutputFailure?
  private var boundHeader: [UInt8]?
  private var bound: BoundLayout?

  init(context: ScanContext, index: Int) {
    self.context = context
    spoolIndex = index
    places = context.shards.places
    migrantShard = context.shards.migrantShard
    spool = RejectSpool(directory: context.options.outputDirectory)
    writer = ShardWriter(store: context.store)
    looseCalls = LooseCallWriter(context)
    classifier = context.classifier()
    facts = context.recording.map { _ in FactsWriter(zone: context.zone) }
  }

  deinit { buffer.deallocate() }

  /// Works until nothing is left to read.
  func run() throws(OutputFailure) {
    while let task = context.queue.next() {
      switch task {
      case .file(let index):
        do throws(FileFailure) {
          try open(index)
        } catch {
          fail(index, error)
        }
        context.queue.fileDone()
      case .span(let file, let span):
        read(file, span)
      case .rows(let rows):
        read(rows)
      }
      if let failure { throw failure }
    }
    try writer.finish()
  }

  /// The file fails as a whole.
  func fail(_ file: Int, _ failure: FileFailure) {
    let isFirst = context.sources.fail(
      file, failure.description, isOfContent: failure.isOfContent, kind: failure.kind)
    if isFirst { context.progress.fileDone() }
  }

  /// The layout bound to a header, which is mostly that of the file before.
  func bind(_ header: [UInt8]) throws(BoundLayout.Mismatch) -> BoundLayout {
    if let bound, boundHeader == header { return bound }
    let new = try BoundLayout(context.layout, zone: context.layoutZone, header: header)
    bound = new
    boundHeader = header
    return new
  }

  /// Makes `buffer` at least `size` bytes long; what it held is lost.
  func reserveBuffer(_ size: Int) {
    guard buffer.count < size else { return }
    buffer.deallocate()
    buffer = .allocate(byteCount: size, alignment: 64)
  }

  /// Reads the rows of one chunk; they count for `file` from now on.
  ///
  /// - Parameter hasMore: the last row need not be whole.
  /// - Returns: the bytes read.
  @discardableResult
  func readRows(
    _ bytes: UnsafeRawBufferPointer, layout: BoundLayout, file: Int, chunk: Int, hasMore: Bool = false
  ) -> Int {
    let reader = self.reader ?? RowReader(layout: layout)
    self.reader = reader
    tally = RowTally()
    var scan = ScanTally()
    var ignored = [ScanTally.Ignored](repeating: ScanTally.Ignored(), count: layout.ignoredPatterns.count)
    let spoolStart = spool.position
    var fieldReader = CallFieldReader(layout: layout)
    reader.start(bytes, layout: layout, hasMore: hasMore)
    rows: while true {
      switch reader.next() {
      case .end: break rows
      case .fault(let reason):
        tally.read += 1
        refuse(reader, reason, chunk)
      case .ignored(let pattern):
        tally.read += 1
        ignored[pattern].rows += 1
        if reader.hasSeconds(&fieldReader) {
          ignored[pattern].withSeconds += 1
          refuse(reader, .ignored, chunk)
        } else {
          tally.count(Outcome.ignored)
        }
      case .fields:
        tally.read += 1
        let slot = batch.next
        if let reason = reader.readFields(&fieldReader, into: &slot.pointee.fields) {
          refuse(reader, reason, chunk)
        } else if slot.pointee.fields.isAnswered {
          classifier.readNumbers(slot.pointee.fields, &slot.pointee.finding)
          batch.add(reader.row)
          if batch.isFull || reader.hasOwnTexts { finishBatch(chunk) }
        } else {
          tally.count(.unanswered)
        }
      }
    }
    finishBatch(chunk)
    scan.checks = fieldReader.checks
    for (pattern, rows) in zip(layout.ignoredPatterns, ignored) where rows.rows > 0 {
      scan.ignored[pattern, default: ScanTally.Ignored()].rows += rows.rows
      scan.ignored[pattern, default: ScanTally.Ignored()].withSeconds += rows.withSeconds
    }
    let count = spool.position - spoolStart
    let span = RejectSpan(spool: count == 0 ? -1 : spoolIndex, offset: spoolStart, count: count)
    context.chunks.finish(chunk, lineCount: reader.lineCount, rejects: span)
    context.sources.add(tally, scan, to: file)
    context.progress.add(rows: tally.read)
    makeRoom()
    return reader.consumed
  }

  /// Moves to files what memory has no room for: after each chunk, since a task may be a whole file.
  private func makeRoom() {
    guard failure == nil else { return }
    do throws(OutputFailure) {
      try spool.flushIfLarge()
      try writer.spill()
    } catch {
      failure = error
    }
  }

  private func refuse(_ reader: RowReader, _ reason: Reason, _ chunk: Int) {
    tally.count(reason)
    batch.add(reader.row, refusedFor: reason)
    if batch.isFull { finishBatch(chunk) }
  }

  /// Classifies the rows of the batch, whose numbers were read, step by step; then it is empty.
  private func finishBatch(_ chunk: Int) {
    let rows = UnsafeMutableBufferPointer(start: batch.slots, count: batch.count)
    for index in rows.indices where rows[index].reason == nil {
      classifier.findLine(rows[index].fields, &rows[index].finding)
    }
    for index in rows.indices where rows[index].reason == nil {
      classifier.placeCalled(rows[index].fields, &rows[index].finding)
    }
    for index in rows.indices where rows[index].reason == nil { classifier.prefetchZone(&rows[index].finding) }
    for index in rows.indices {
      if let reason = rows[index].reason {
        spool.append(lineInChunk: rows[index].lineInChunk, reason: reason, raw: rows[index].raw)
      } else {
        finish(&rows[index], chunk: chunk)
      }
    }
    batch.removeAll()
  }

  /// - Parameter row: changed by nothing here; a slot is copied where it is only borrowed.
  private func finish(_ row: inout RowBatch.Slot, chunk: Int) {
    let answer = classifier.complete(row.fields, &row.finding)
    switch answer {
    case .unanswered: tally.count(.unanswered)
    case .refused(let reason):
      tally.count(reason)
      if reason.outcome == .suspended { note(row.fields.instant) }
      keep(&row, reason)
    case .call, .past:
      let size = classifier.completeSizes(row.fields)
      note(row.fields.instant)
      let place = answer == .past ? nil : places[Int(classifier.record.lineRow)]
      let address = writer.allocate(size, in: place.map { Int($0.shard) } ?? context.shards.pastShard)
      classifier.write(
        row.fields, chunk: UInt32(truncatingIfNeeded: chunk), lineInChunk: row.lineInChunk, to: address)
      if let place, place.isMigrant {
        let copy = writer.allocate(size, in: migrantShard)
        copy.copyMemory(from: address, byteCount: size)
      }
      if place != nil, classifier.record.isLoose { looseCalls.note(address, writer) }
      // What is suspended as it looks now is kept at once, since only now its bytes are here; whether it is a repeat,
      // or a late call, and so not suspended, is told later.
      if let reason = CallRecord.Price.reason(classifier.record.price) { keep(&row, reason) }
    }
  }

  private func note(_ instant: Int64) {
    earliest = min(earliest, instant)
    latest = max(latest, instant)
  }

  private func keep(_ row: inout RowBatch.Slot, _ reason: Reason) {
    guard let facts, reason.outcome == .suspended else {
      spool.append(lineInChunk: row.lineInChunk, reason: reason, raw: row.raw)
      return
    }
    let (line, raw) = (row.lineInChunk, row.raw)
    facts.withFacts(row.fields) { spool.append(lineInChunk: line, reason: reason, raw: raw, facts: $0) }
  }
}
