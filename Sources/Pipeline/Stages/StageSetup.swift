import CallModel
import FileInput
import RecordLayouts
import Registry

/// What both stages of a run take, the same in every process that has a share in it (spec 10.1).
package final class StageSetup: Sendable {
  package let options: RateOptions
  package let layout: RecordLayout
  package let registry: Registry
  package let zone: TimeZoneRules
  package let layoutZone: TimeZoneRules
  let shards: ShardPlan

  /// Bytes of a call's fixed head between the stages: processes in which it differs cannot share a run.
  package static let recordHeadBytes = MemoryLayout<CallRecord>.size

  /// - Parameter buckets: how many shards are wanted; 1 or more.
  /// - Throws: `.timeZone` if a zone is not known here.
  package init(
    options: RateOptions, layout: RecordLayout, registry: Registry, buckets: Int
  ) throws(RateFailure) {
    guard let zone = TimeZoneRules(identifier: options.timeZone) else { throw .timeZone(options.timeZone) }
    guard let layoutZone = TimeZoneRules(identifier: layout.timeZone) else { throw .timeZone(layout.timeZone) }
    self.options = options
    self.layout = layout
    self.registry = registry
    self.zone = zone
    self.layoutZone = layoutZone
    shards = ShardPlan(registry, wanted: buckets, hasLooseCalls: layout.isByRegistry)
  }

  /// As many shards as `rate` has for these files.
  package static func usualBuckets(_ registry: Registry, _ files: [SourceFile], options: RateOptions) -> Int {
    ShardPlan.worthwhile(
      registry, sourceBytes: RateJob.plainBytes(files), shardSizeBytes: options.shardSizeBytes)
  }

  /// More buckets than these there are never.
  package static let maximumBuckets = ShardPlan.maximumShards

  /// Shards with groups: the buckets of a run that is spread over processes.
  package var bucketCount: Int { shards.groups.count }
  /// The first group of each bucket.
  package var firstGroups: [Int] { shards.groups.map(\.lowerBound) }
  /// Whether calls of some lines are copied to the bucket behind the others, which must be rated first (`ShardPlan`).
  package var hasMigrants: Bool { shards.hasMigrants }
  /// That bucket.
  package var migrantBucket: Int { shards.migrantShard }

  /// How many parts there are of what tells which calls of several lines are one (spec 2.4): each is the same of any run
  /// with so many buckets.
  package static func looseParts(buckets: Int, _ layout: RecordLayout) -> Int {
    layout.isByRegistry ? ShardPlan.looseCount(wanted: buckets) : 0
  }
}

/// Files whose clock contradicts the layout's time zone (spec 7.3).
package enum ClockFailure {
  /// What such a file fails with; nil if it is none.
  package static func of(_ file: FileResult, _ layout: RecordLayout) -> String? {
    file.scan.checks.clockFails ? ClockJudge(layout).failure(of: file.name, file.scan.checks).description : nil
  }
}

/// A chunk of a file's rows: calls carry its number in place of a file and a line.
package struct StageChunk: Sendable {
  package var file: Int
  /// Its place among the chunks of its file.
  package var offset: Int64
  package var lineCount: Int
  /// Where the rows of it lie that the first stage kept.
  package var rejects: RejectSpan

  package init(file: Int, offset: Int64, lineCount: Int, rejects: RejectSpan) {
    (self.file, self.offset, self.lineCount, self.rejects) = (file, offset, lineCount, rejects)
  }
}

/// All chunks of a run, and so where each row came from.
package struct StageChunks: Sendable {
  let resolved: ChunkTable.Resolved

  /// - Parameters:
  ///   - chunks: by number.
  ///   - linesBefore: of each file, the lines before its first chunk.
  package init(_ chunks: [StageChunk], linesBefore: [Int]) {
    let table = ChunkTable()
    for chunk in chunks {
      let number = table.add(file: chunk.file, offset: chunk.offset)
      table.finish(number, lineCount: chunk.lineCount, rejects: chunk.rejects)
    }
    resolved = table.resolve(linesBefore: linesBefore)
  }

  /// The file's index and the line, counted from 1.
  package func source(of late: LateOutcome) -> (file: Int, line: Int) {
    resolved.source(chunk: late.chunk, lineInChunk: late.lineInChunk)
  }

  package var count: Int { resolved.chunks.count }
}

extension LateOutcome {
  package init(chunk: UInt32, lineInChunk: UInt32, reason: Reason?) {
    self.init(chunk: chunk, lineInChunk: lineInChunk, reason: reason, facts: [], cycle: nil)
  }
}

extension RejectedRowMerge {
  package init(chunks: StageChunks, failedFiles: [Bool], late: [LateOutcome]) {
    self.init(chunks: chunks.resolved, failedFiles: failedFiles, lateOutcomes: late)
  }
}
