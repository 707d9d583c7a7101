import FileInput
import Output
import Pipeline
import Registry

/// Rates some buckets of all runs into a run file of results: the second stage (spec 10.1).
package struct ReduceStep {
  /// What a reduce says of itself.
  package struct Result: Encodable, Equatable {
    package var output: String
    package var bytes: Int
    package var digest: String
    package var buckets: String
    package var calls: Int
  }

  private let context: SpreadContext
  private let manifest: Manifest
  private let share: Manifest.Share

  /// Read at a time at most, of all runs: more makes no read longer than it need be.
  private static let maximumBatchBytes = 256 << 20

  package init(_ context: SpreadContext, _ manifest: Manifest, _ share: Manifest.Share) throws(SpreadFailure) {
    let count = context.bucketCount
    guard share.count > 0, share.range.upperBound <= count else {
      throw SpreadFailure(.usage, "--buckets: expected a range within 0-\(count - 1), found \(share.text)")
    }
    self.context = context
    self.manifest = manifest
    self.share = share
  }

  package func run(to path: String) throws(SpreadFailure) -> Result {
    let setup = try context.setup()
    let runs = try CommittedRuns(context, manifest)
    let stage = RateStage(
      setup, fileNames: context.fileNames, failedFiles: runs.failedFiles, chunks: runs.chunks)
    var head = RunFileHead(kind: .reduce, plan: context.digest, first: share.first)
    head.inputs = manifest.inputsDigest
    head.count = share.count
    let batches = CallBatches(runs)
    for part in 0..<runs.sections.looseParts {
      let section = runs.sections.loose(part)
      try batches.read(section..<(section + 1), to: stage) { _ in .loose(part) }
      do throws(OutputFailure) { try stage.settleLoose(part) } catch { throw SpreadFailure(error) }
    }
    if setup.hasMigrants {
      try batches.read(runs.sections.migrants..<(runs.sections.migrants + 1), to: stage) { _ in
        .bucket(setup.migrantBucket)
      }
      do throws(OutputFailure) { try stage.rateMigrants() } catch { throw SpreadFailure(error) }
    }
    let writer = try RunFileWriter(path: path, head: head)
    let limit = min(Self.maximumBatchBytes, context.options.memory.limitBytes / 2)
    var next = share.first
    while next < share.range.upperBound {
      let batch = batches.range(from: next, until: share.range.upperBound, maximumBytes: limit)
      try batches.read(batch, to: stage) { .bucket($0) }
      for bucket in batch { try write(stage, bucket, to: writer) }
      next = batch.upperBound
    }
    try writer.section(LateForm.bytes(stage.lateOutcomes))
    try writer.section(OutcomeForm.bytes(fileCount: context.plan.files.count, stage.tally(ofFile:)))
    try writer.section(
      try TableJSON.bytes(ReduceTotals(stage.sums, stage.zoneTallies, names: setup.registry.zones.names)))
    let (bytes, digest) = try writer.finish()
    return Result(
      output: path, bytes: bytes, digest: digest.description, buckets: share.text,
      calls: stage.zoneTallies.reduce(0) { $0 + $1.calls })
  }

  /// Rates a bucket and writes its rows, compressed as `rate` does a shard's.
  private func write(_ stage: RateStage, _ bucket: Int, to writer: RunFileWriter) throws(SpreadFailure) {
    let part: OutputPart
    do throws(OutputFailure) {
      part = try stage.rate(bucket)
      if context.plan.options.compress {
        for rows in [part.records, part.services] {
          let compressed = TextBuffer(capacity: rows.count / 4 + 1024)
          try GzipMember.append(rows.bytes, to: compressed)
          rows.removeAll()
          rows.append(compressed.bytes)
        }
      }
    } catch {
      throw SpreadFailure(error)
    }
    try writer.text(part.records.bytes)
    writer.endSection()
    try writer.text(part.services.bytes)
    writer.endSection()
  }
}

/// Brings the calls of buckets from all runs: neighbouring buckets are one read of each run.
final class CallBatches {
  /// What a section holds.
  enum Target {
    case bucket(Int)
    /// Of what tells which calls of several lines are one.
    case loose(Int)
  }

  private let runs: CommittedRuns
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 8)

  init(_ runs: CommittedRuns) { self.runs = runs }

  deinit { buffer.deallocate() }

  /// Buckets from `first` on that have `maximumBytes` together, at least one.
  func range(from first: Int, until end: Int, maximumBytes: Int) -> Range<Int> {
    var bytes = 0
    var next = first
    while next < end {
      bytes += size(next)
      if next > first, bytes > maximumBytes { break }
      next += 1
    }
    return first..<next
  }

  private func size(_ section: Int) -> Int { runs.runs.reduce(0) { $0 + $1.sections[section].length } }

  /// Reads sections of all runs and gives their calls to `stage`; what was read before must have been rated.
  func read(_ sections: Range<Int>, to stage: RateStage, target: (Int) -> Target) throws(SpreadFailure) {
    reserve(sections.reduce(0) { $0 + size($1) })
    var at = 0
    for (task, run) in runs.runs.enumerated() {
      let length = sections.reduce(0) { $0 + run.sections[$1].length }
      if length == 0, sections.allSatisfy({ run.sections[$0].records == 0 }) { continue }
      let mine = UnsafeMutableRawBufferPointer(rebasing: buffer[at..<(at + length)])
      at += length
      try CommittedRuns.naming(task) { () throws(SpreadFailure) in
        try run.read(sections, of: try run.open(), into: mine)
        try pass(run, task, sections, mine, to: stage, target)
      }
    }
  }

  private func pass(
    _ run: RunFile, _ task: Int, _ sections: Range<Int>, _ bytes: UnsafeMutableRawBufferPointer, to stage: RateStage,
    _ target: (Int) -> Target
  ) throws(SpreadFailure) {
    let firstChunk = runs.firstChunks[task]
    let chunkCount = runs.firstChunks[task + 1] - firstChunk
    var at = 0
    for section in sections {
      let length = run.sections[section].length
      let target = target(section)
      try run.forEachBlock(
        of: section, in: UnsafeMutableRawBufferPointer(rebasing: bytes[at..<(at + length)])
      ) { block, records in
        switch target {
        case .bucket(let bucket):
          stage.add(block, records: records, firstChunk: firstChunk, chunkCount: chunkCount, to: bucket)
        case .loose(let part):
          stage.addLoose(block, records: records, firstChunk: firstChunk, chunkCount: chunkCount, to: part)
        }
      }
      at += length
    }
  }

  private func reserve(_ count: Int) {
    guard buffer.count < count else { return }
    buffer.deallocate()
    buffer = .allocate(byteCount: count, alignment: 8)
  }
}
