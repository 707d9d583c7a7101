import FileInput
import Output
import Pipeline
import RecordLayouts

/// Reads the files of one task into a run file: the first stage (spec 10.1).
package struct MapStep {
  /// What a map says of itself.
  package struct Result: Encodable, Equatable {
    package var output: String
    package var bytes: Int
    package var digest: String
    package var task: Int
    package var rows: Int
    package var calls: Int
  }

  private let context: SpreadContext
  private let task: Int
  private let pieces: [SpreadPlan.Piece]

  package init(_ context: SpreadContext, task: Int) throws(SpreadFailure) {
    guard context.plan.tasks.indices.contains(task) else {
      throw SpreadFailure(
        .usage, "--task: expected 0 to \(context.plan.tasks.count - 1), found \(task)")
    }
    self.context = context
    self.task = task
    pieces = context.plan.tasks[task].sorted { $0.file < $1.file }
  }

  /// - Throws: `.input` if a file is gone or was rewritten, `.inputOutput` if one cannot be read here.
  package func run(to path: String) throws(SpreadFailure) -> Result {
    let directory = try sourceDirectory()
    let files = try identify(in: directory)
    var parts: [Int: Range<Int64>] = [:]
    for (index, piece) in pieces.enumerated() where isPart(piece) { parts[index] = piece.from..<piece.until }
    let setup = try context.setup()
    let stage = ScanStage(setup, directory: directory, files: files, parts: parts)
    do throws(OutputFailure) { try stage.run() } catch { throw SpreadFailure(error) }
    let scanned = stage.files
    try refuse(scanned)
    let head = RunFileHead(kind: .map, plan: context.digest, first: task)
    let writer = try RunFileWriter(path: path, head: head)
    let calls = try writeCalls(stage, setup, writer)
    try writeTables(stage, scanned, writer)
    let (bytes, digest) = try writer.finish()
    return Result(
      output: path, bytes: bytes, digest: digest.description, task: task,
      rows: scanned.reduce(0) { $0 + $1.result.tally.read }, calls: calls)
  }

  private func isPart(_ piece: SpreadPlan.Piece) -> Bool {
    !context.plan.files[piece.file].gzip && !context.layout.isMultiline
  }

  /// A folder that is not there, or has nothing in it, is one that is not mounted here: that says nothing of its files.
  private func sourceDirectory() throws(SpreadFailure) -> SourceDirectory {
    do throws(FileFailure) {
      let directory = try SourceDirectory(path: context.plan.source)
      if try directory.isEmpty() {
        throw FileFailure(
          file: directory.path, kind: .io(errno: 0), expected: "the files of the plan", found: "an empty directory",
          remedy: "mount it on this machine")
      }
      return directory
    } catch {
      throw SpreadFailure(.inputOutput, error.description)
    }
  }

  /// The task's files as they are known here: those of the plan, by size and time of change. A plain one may have grown.
  private func identify(in directory: SourceDirectory) throws(SpreadFailure) -> [SourceFile] {
    var files: [SourceFile] = []
    var gone: [String] = []
    for piece in pieces {
      let planned = context.plan.files[piece.file]
      switch try PlannedFile.look(planned, in: directory) {
      case .same(let file), .grown(let file): files.append(file)
      case .gone: gone.append(planned.displayName)
      }
    }
    if gone.isEmpty { return files }
    throw PlannedFile.failure(gone)
  }

  /// Ends the task if a file could not be read, or changed while it was.
  private func refuse(_ scanned: [ScanStage.ScannedFile]) throws(SpreadFailure) {
    for file in scanned where file.result.failure != nil && !file.result.failsByContent {
      let isGone = file.result.failureKind.map(SpreadFailure.isGone) ?? false
      throw SpreadFailure(
        isGone ? .input : .inputOutput, file.result.failure ?? "", files: isGone ? [file.result.name] : [])
    }
  }

  private func writeCalls(
    _ stage: ScanStage, _ setup: StageSetup, _ writer: RunFileWriter
  ) throws(SpreadFailure) -> Int {
    var calls = 0
    for bucket in 0...setup.bucketCount {
      let isMigrants = bucket == setup.bucketCount
      do throws(StageFailure<SpreadFailure>) {
        try stage.forEachBlock(
          of: isMigrants ? setup.migrantBucket : bucket, maximumBytes: RunFileForm.maximumBlockBytes
        ) { (block, records) throws(SpreadFailure) in
          try writer.block(block, records: records)
          if !isMigrants { calls += records }
        }
      } catch {
        switch error {
        case .output(let failure): throw SpreadFailure(failure)
        case .body(let failure): throw failure
        }
      }
      writer.endSection()
    }
    try writeLooseCalls(stage, writer)
    return calls
  }

  private func writeLooseCalls(_ stage: ScanStage, _ writer: RunFileWriter) throws(SpreadFailure) {
    for part in 0..<MapSections(context).looseParts {
      do throws(StageFailure<SpreadFailure>) {
        try stage.forEachLooseBlock(of: part, maximumBytes: RunFileForm.maximumBlockBytes) {
          (block, records) throws(SpreadFailure) in
          try writer.block(block, records: records)
        }
      } catch {
        switch error {
        case .output(let failure): throw SpreadFailure(failure)
        case .body(let failure): throw failure
        }
      }
      writer.endSection()
    }
  }

  private func writeTables(
    _ stage: ScanStage, _ scanned: [ScanStage.ScannedFile], _ writer: RunFileWriter
  ) throws(SpreadFailure) {
    var entries: [ChunkTableForm.Entry] = []
    for var chunk in stage.chunks {
      let piece = pieces[chunk.file]
      let linesBefore = scanned[chunk.file].linesBefore
      if chunk.rejects.count > 0 {
        let block: RejectBlock
        do throws(OutputFailure) { block = try stage.rejects(of: chunk) } catch { throw SpreadFailure(error) }
        chunk.rejects = RejectSpan(spool: 0, offset: writer.offsetInSection, count: chunk.rejects.count)
        try writer.text(UnsafeRawBufferPointer(block.bytes))
      }
      chunk.file = piece.file
      entries.append(ChunkTableForm.Entry(chunk: chunk, linesBefore: linesBefore))
    }
    writer.endSection()
    try writer.section(ChunkTableForm.bytes(entries))
    let tables = zip(scanned, pieces).map { FileTable($0, file: $1.file, isPart: isPart($1)) }
    try writer.section(try TableJSON.bytes(tables))
  }
}

/// A file of the plan as it is found here.
enum PlannedFile {
  case same(SourceFile)
  /// With the size it had: what came since is not read.
  case grown(SourceFile)
  /// Not there, or another.
  case gone

  static func look(_ planned: PlanFile, in directory: SourceDirectory) throws(SpreadFailure) -> PlannedFile {
    let found: FileIdentity?
    do throws(FileFailure) {
      found = try directory.identity(ofFile: planned.nameBytes)
    } catch {
      throw SpreadFailure(.inputOutput, error.description)
    }
    guard let found else { return .gone }
    let known = FileIdentity(
      device: found.device, inode: found.inode, sizeBytes: planned.sizeBytes,
      modifiedNanoseconds: planned.modifiedNanoseconds)
    let file = SourceFile(name: planned.nameBytes, identity: known)
    if found == known { return .same(file) }
    return found.isGrown(from: known) && !planned.gzip ? .grown(file) : .gone
  }

  static func failure(_ names: [String]) -> SpreadFailure {
    SpreadFailure(
      .input,
      names.map {
        "\($0): expected the file as it was planned, found nothing or another: plan again, or plan --without '\($0)'"
      }.joined(separator: "\n"), files: names)
  }
}
