import FileInput
import Pipeline
import RecordLayouts

/// What the map tasks counted of each file, put together from its parts.
struct ScannedFiles {
  /// By file; a failed one has no rows.
  private(set) var results: [FileResult]
  /// Of plain files: the digest of all the bytes that were planned, for one that has grown since.
  private var wholeDigests: [ContentDigest?]

  private struct Parts {
    var blocks: [ContentDigest?]
    var given: ContentDigest?
    var isShort = false
    /// Bytes whose rows some task has read.
    var readBytes: Int64 = 0
  }

  /// - Throws: `.damaged` if a table is not what a map writes, `.bug` if a part of a file is missing.
  init(_ runs: [RunFile], _ context: SpreadContext) throws(SpreadFailure) {
    let plan = context.plan
    let sections = MapSections(context)
    let blockSize = Int64(ContentDigest.blockSizeBytes)
    results = plan.files.map { file in
      var result = FileResult(name: file.displayName, sizeBytes: file.sizeBytes)
      result.failure = file.failure
      return result
    }
    wholeDigests = Array(repeating: nil, count: results.count)
    var parts = plan.files.map {
      Parts(blocks: Array(repeating: nil, count: Int(($0.sizeBytes + blockSize - 1) / blockSize)))
    }
    for (task, run) in runs.enumerated() {
      let bytes = try CommittedRuns.naming(task) { () throws(SpreadFailure) in try run.bytes(of: sections.files) }
      guard let tables = TableJSON.value([FileTable].self, bytes), tables.count == plan.tasks[task].count,
        tables.allSatisfy(\.isSound), Set(tables.map(\.file)) == Set(plan.tasks[task].map(\.file))
      else { throw run.damaged(task: task) }
      for table in tables { add(table, &parts[table.file]) }
      for piece in plan.tasks[task] { parts[piece.file].readBytes += piece.until - piece.from }
    }
    try complete(parts, plan)
  }

  private mutating func add(_ table: FileTable, _ parts: inout Parts) {
    let file = table.file
    if let failure = table.failure, results[file].failure == nil {
      results[file].failure = failure
      results[file].failsByContent = true
    }
    results[file].isGzip = results[file].isGzip || table.isGzip
    results[file].tally.add(table.tally)
    results[file].scan.add(table.scan)
    let isShort = table.failure == nil && !table.isGzip && table.plainBytes < results[file].sizeBytes
    if table.isGzip || isShort || !parts.isShort { results[file].plainBytes = table.plainBytes }
    if let digest = table.digest.flatMap(ContentDigest.init), !parts.isShort { parts.given = digest }
    parts.isShort = parts.isShort || isShort
    for (index, digest) in table.blocks.enumerated() where parts.blocks.indices.contains(table.firstBlock + index) {
      parts.blocks[table.firstBlock + index] = ContentDigest(digest)
    }
  }

  private mutating func complete(_ parts: [Parts], _ plan: SpreadPlan) throws(SpreadFailure) {
    for (index, part) in parts.enumerated() {
      guard plan.files[index].failure != nil || part.readBytes == plan.files[index].sizeBytes else {
        throw SpreadFailure(.bug, "internal error: not all of \(results[index].name) was read. Please report this.")
      }
      let blocks = part.blocks.compactMap { $0 }
      let isComplete = !blocks.isEmpty && blocks.count == part.blocks.count
      let combined = isComplete ? ContentDigest.combine(blocks: blocks) : nil
      wholeDigests[index] = combined
      results[index].digest = part.isShort ? part.given : combined ?? part.given
      if results[index].failure != nil { (results[index].tally, results[index].scan) = (RowTally(), ScanTally()) }
    }
  }

  /// Files whose clock contradicts the layout's time zone fail, now that all of each was read (spec 7.3).
  mutating func failWrongClocks(_ layout: RecordLayout) {
    for index in results.indices where results[index].failure == nil {
      guard let failure = ClockFailure.of(results[index], layout) else { continue }
      results[index].failure = failure
      results[index].failsByContent = true
      (results[index].tally, results[index].scan) = (RowTally(), ScanTally())
    }
  }

  var failedFiles: [Manifest.FailedFile] {
    results.enumerated().compactMap { index, result in
      result.failure.map { Manifest.FailedFile(file: index, failure: $0) }
    }
  }

  /// Refuses files that were rewritten since the plan. One that grew must begin with what the tasks read of it: it may
  /// have been cut and written anew between two of them.
  func checkUnchanged(_ plan: SpreadPlan) throws(SpreadFailure) {
    let directory: SourceDirectory
    do throws(FileFailure) { directory = try SourceDirectory(path: plan.source) } catch {
      throw SpreadFailure(.inputOutput, error.description)
    }
    var gone: [String] = []
    for (index, planned) in plan.files.enumerated() where planned.failure == nil && results[index].failure == nil {
      switch try PlannedFile.look(planned, in: directory) {
      case .same: break
      case .gone: gone.append(planned.displayName)
      case .grown(let file):
        guard let digest = wholeDigests[index] else { continue }
        do throws(FileFailure) {
          try OpenFile(directory: directory, asListed: file).checkBeginning(planned.sizeBytes, is: digest)
        } catch {
          guard SpreadFailure.isGone(error.kind) else { throw SpreadFailure(source: error) }
          gone.append(planned.displayName)
        }
      }
    }
    if !gone.isEmpty { throw PlannedFile.failure(gone) }
  }
}
