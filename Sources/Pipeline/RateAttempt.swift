import CallModel
import Registry
import FileInput
import Foundation
import Output
import RecordLayouts
import Synchronization

/// One pass over the files, from scanning to the named results.
struct RateAttempt {
  enum Failure: Error {
    case run(RateFailure)
    /// A row had to be read again and its file is another now: try without that file.
    case sourceChanged(SourceChanged)
  }

  let context: ScanContext
  var clock: RunClock

  private var options: RateOptions { context.options }

  init(context: ScanContext, clock: RunClock) {
    self.context = context
    self.clock = clock
  }

  mutating func run() throws(Failure) -> RateResult {
    let bytes = context.sources.files.reduce(0) { $0 + $1.identity.sizeBytes }
    context.progress.setTotal(
      files: context.sources.files.count, bytes: bytes, shards: context.shards.groups.count)
    context.progress.begin(.reading)
    let scanners = (0..<options.workers).map { ScanWorker(context: context, index: $0) }
    try onWorkers(scanners, cancel: context.queue.cancel) { (worker) throws(OutputFailure) in try worker.run() }
    context.sources.failWrongClocks(ClockJudge(context.layout))
    clock.finish(.scan)
    context.progress.begin(.rating)
    let chunks = context.chunks.resolve(linesBefore: context.sources.linesBefore)
    let failed = context.sources.results.map { $0.failure != nil }
    let outputs: ResultFiles
    do throws(OutputFailure) {
      outputs = try ResultFiles(directory: options.outputDirectory, compress: options.compress)
    } catch {
      throw .run(.output(error))
    }
    let raters = try rate(chunks, failed, outputs)
    clock.finish(.rate)
    context.progress.begin(.writing)
    try writeRejects(chunks, failed, scanners, raters, outputs.rejected)
    clock.finish(.rejects)
    return try publish(result(raters), outputs)
  }

  /// The second stage: shards in any order, written in theirs.
  private func rate(
    _ chunks: ChunkTable.Resolved, _ failed: [Bool], _ outputs: ResultFiles
  ) throws(Failure) -> [ShardRater] {
    let ratingContext = RatingContext(
      registry: context.registry, zone: context.zone, store: context.store, shards: context.shards,
      chunks: chunks, failedFiles: failed, fileNames: context.sources.files.map(\.displayName),
      progress: context.progress, dialling: context.layout.dialling)
    let lost: LostCalls
    var carried = CarriedAllowances()
    do throws(OutputFailure) {
      lost = try LostCalls(of: ratingContext, workers: options.workers)
      if context.shards.hasMigrants {
        carried = try ShardRater(context: ratingContext, lost: lost).carriedAllowances()
      }
    } catch {
      throw .run(.output(error))
    }
    let raters = (0..<options.workers).map { _ in
      ShardRater(context: ratingContext, carried: carried, lost: lost)
    }
    let ordered = OrderedOutput(
      records: outputs.callRecords, services: outputs.services, compress: options.compress,
      maximumWaitingBytes: options.memory.waitingOutputBytes)
    let next = Atomic<Int>(0)
    let count = context.shards.groups.count
    try onWorkers(raters, cancel: ordered.fail) { (rater) throws(OutputFailure) in
      while true {
        let shard = next.add(1, ordering: .relaxed).oldValue
        if shard >= count { return }
        try rater.rate(shard)
        rater.output = try ordered.submit(shard, rater.output)
      }
    }
    return raters
  }

  private func writeRejects(
    _ chunks: ChunkTable.Resolved, _ failed: [Bool], _ scanners: [ScanWorker], _ raters: [ShardRater],
    _ output: OutputFile
  ) throws(Failure) {
    let writer = RejectedRecordsWriter(
      fileNames: context.sources.files.map(\.displayName), encoding: context.layout.encoding,
      compress: options.compress, output: output)
    var rows = RejectedRows(
      context: context, chunks: chunks, failedFiles: failed, spools: scanners.map(\.spool),
      lateOutcomes: raters.flatMap(\.lateOutcomes)
    ) { (row) throws(OutputFailure) in
      try writer.write(file: row.file, line: row.line, reason: row.reason, raw: row.raw)
    }
    do throws(RejectedRows.Failure) {
      try rows.forEach()
      do throws(OutputFailure) { try writer.flush() } catch { throw .output(error) }
    } catch {
      switch error {
      case .output(let failure): throw .run(.output(failure))
      case .changed(let change): throw .sourceChanged(change)
      }
    }
  }

  private func result(_ raters: [ShardRater]) throws(Failure) -> RateResult {
    var sums = Sums()
    for rater in raters { sums.add(rater.sums) }
    var zones: [(name: String, tally: ZoneTally)] = []
    let tallies = raters.map(\.zoneTallies)
    for (zone, name) in context.registry.zones.names.enumerated() {
      var tally = ZoneTally()
      for part in tallies { tally.add(part[zone]) }
      zones.append((name, tally))
    }
    do throws(RateFailure) {
      return try RateResult(
        scanned: context.sources.results, sums: sums, zones: zones, clock: clock, options: options,
        layout: context.layout, leftOut: context.sources.leftOut
      ) { file, tally in
        for rater in raters { tally.add(rater.outcomes.tally(file)) }
      }
    } catch {
      throw .run(error)
    }
  }

  /// Gives the results their names, the report last.
  private mutating func publish(_ made: RateResult, _ outputs: ResultFiles) throws(Failure) -> RateResult {
    var result = made
    do throws(OutputFailure) {
      try outputs.publish(result.report)
    } catch {
      throw .run(.output(error))
    }
    clock.finish(.publish)
    result.callRecordBytes = Int(outputs.callRecords.sizeBytes)
    result.rejectedRecordBytes = Int(outputs.rejected.sizeBytes)
    result.clock = clock
    result.elapsedSeconds = clock.elapsedSeconds
    return result
  }

  private func onWorkers<Worker>(
    _ workers: [Worker], cancel: @Sendable () -> Void, _ body: @Sendable (Worker) throws(OutputFailure) -> Void
  ) throws(Failure) {
    do throws(OutputFailure) {
      try WorkerThreads.run(workers, cancel: cancel, body)
    } catch {
      throw .run(.output(error))
    }
  }
}

/// Workers side by side, each used by one thread only.
enum WorkerThreads {
  /// Runs `body` for each worker on its own thread; the first failure cancels the others and is thrown.
  static func run<Worker>(
    _ workers: [Worker], cancel: @Sendable () -> Void, _ body: @Sendable (Worker) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let failure = Mutex<OutputFailure?>(nil)
    let box = Box(workers)
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      do throws(OutputFailure) {
        try body(box.workers[index])
      } catch {
        failure.withLock { if $0 == nil { $0 = error } }
        cancel()
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private final class Box<Worker>: @unchecked Sendable {
    let workers: [Worker]
    init(_ workers: [Worker]) { self.workers = workers }
  }
}
