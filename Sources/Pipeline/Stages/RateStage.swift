import CallModel
import FileInput
import Output
import RecordLayouts
import Registry

/// The second stage by itself, on one thread: the calls of some buckets, no matter who read them, to rows of the results
/// (spec 10.1).
package final class RateStage {
  private let context: RatingContext
  private var rater: ShardRater
  private var lost = LostCalls()

  /// - Parameters:
  ///   - fileNames: as shown, in the order of their bytes.
  ///   - failedFiles: by file; their calls do not count.
  package init(_ setup: StageSetup, fileNames: [String], failedFiles: [Bool], chunks: StageChunks) {
    context = RatingContext(
      registry: setup.registry, zone: setup.zone,
      // No page is cut from it: the calls stay where the one who brings them has them.
      store: ShardStore(
        count: setup.shards.count, budget: setup.options.memory, workers: 1,
        spillDirectory: setup.options.outputDirectory),
      shards: setup.shards, chunks: chunks.resolved, failedFiles: failedFiles, fileNames: fileNames,
      progress: ProgressCounter(), dialling: setup.layout.dialling)
    rater = ShardRater(context: context, carried: CarriedAllowances(), lost: lost)
  }

  /// Takes a block of whole records for `bucket`; it must stay in place until the bucket is rated.
  ///
  /// - Parameters:
  ///   - block: begins at a multiple of 8.
  ///   - firstChunk: what is added to the numbers of the chunks, which were counted in one task.
  ///   - chunkCount: of the task.
  /// - Returns: whether it holds `records` records, and nothing else; if not, nothing of it was taken.
  package func add(
    _ block: UnsafeMutableRawBufferPointer, records: Int, firstChunk: Int, chunkCount: Int, to bucket: Int
  ) -> Bool {
    guard let start = block.baseAddress, block.count > 0 else { return records == 0 }
    let headBytes = MemoryLayout<CallRecord>.size
    let lineCount = context.registry.lines.count
    var at = 0
    var found = 0
    while at + headBytes <= block.count {
      // SAFETY: the head lies within the block, which begins at a multiple of 8, as do all sizes of records.
      let head = (start + at).assumingMemoryBound(to: CallRecord.self)
      guard !head.pointee.isLong || at + headBytes + CallRecord.longLengthsBytes <= block.count else { return false }
      let size = CallRecordView(address: start + at).sizeBytes
      guard at + size <= block.count, head.pointee.chunk < chunkCount, head.pointee.lineRow < lineCount else {
        return false
      }
      head.pointee.chunk += UInt32(truncatingIfNeeded: firstChunk)
      at += size
      found += 1
    }
    guard at == block.count, found == records else { return false }
    context.store.hand(ShardStore.Page(start: start, used: block.count, capacity: block.count), to: bucket)
    return true
  }

  /// Takes a block of notes on loose calls for a part of them; it must stay in place until the part is settled.
  ///
  /// - Parameters: as of `add`.
  /// - Returns: whether it holds `records` notes, and nothing else; if not, nothing of it was taken.
  package func addLoose(
    _ block: UnsafeMutableRawBufferPointer, records: Int, firstChunk: Int, chunkCount: Int, to part: Int
  ) -> Bool {
    let size = MemoryLayout<LooseCall>.stride
    guard let start = block.baseAddress, block.count == records * size else { return records == 0 }
    for at in stride(from: 0, to: block.count, by: size) {
      // SAFETY: blocks begin at multiples of 8, and a note has a multiple of 8 bytes.
      let call = (start + at).assumingMemoryBound(to: LooseCall.self)
      guard call.pointee.chunk < chunkCount else { return false }
      call.pointee.chunk += UInt32(truncatingIfNeeded: firstChunk)
    }
    context.store.hand(
      ShardStore.Page(start: start, used: block.count, capacity: block.count),
      to: context.shards.looseShards.lowerBound + part)
    return true
  }

  /// Settles which calls of a part are lost to calls of other lines, to be done for each part before anything is rated.
  package func settleLoose(_ part: Int) throws(OutputFailure) {
    let shard = context.shards.looseShards.lowerBound + part
    try lost.add(shard: shard, of: context)
    _ = context.store.take(shard)
    rater = ShardRater(context: context, carried: CarriedAllowances(), lost: lost)
  }

  /// Rates the migrants' copies, to be done before any other call is rated if there are any.
  package func rateMigrants() throws(OutputFailure) {
    rater = ShardRater(context: context, carried: try rater.carriedAllowances(), lost: lost)
  }

  /// Rates a bucket; the rows are good until the next call.
  package func rate(_ bucket: Int) throws(OutputFailure) -> OutputPart {
    try rater.rate(bucket)
    return rater.output
  }

  package var sums: Sums { rater.sums }
  /// By the zone's number.
  package var zoneTallies: [ZoneTally] { rater.zoneTallies }
  package var lateOutcomes: [LateOutcome] { rater.lateOutcomes }

  /// What this stage decided of the rows of a file.
  package func tally(ofFile file: Int) -> RowTally { rater.outcomes.tally(file) }
}
