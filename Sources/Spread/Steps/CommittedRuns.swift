import FileInput
import Pipeline

/// The map runs that a manifest names, with the chunks of all of them.
final class CommittedRuns: Sendable {
  /// By task.
  let runs: [RunFile]
  /// How many chunks come before those of each task, and behind the last.
  let firstChunks: [Int]
  let chunks: StageChunks
  let failedFiles: [Bool]
  let sections: MapSections

  /// - Throws: `.damaged`, with the tasks of all runs that are not whole.
  init(_ context: SpreadContext, _ manifest: Manifest) throws(SpreadFailure) {
    guard manifest.plan == context.digest.description else {
      throw SpreadFailure(.damaged, "expected a manifest of this plan, found one of another")
    }
    runs = try Self.open(manifest.runs, context)
    sections = MapSections(context)
    var failed = [Bool](repeating: false, count: context.plan.files.count)
    for file in manifest.failedFiles where failed.indices.contains(file.file) { failed[file.file] = true }
    failedFiles = failed
    (chunks, firstChunks) = try Self.chunks(runs, sections, fileCount: failed.count)
  }

  /// Opens what was chosen of each map task.
  static func open(_ chosen: [Manifest.Chosen], _ context: SpreadContext) throws(SpreadFailure) -> [RunFile] {
    let sections = MapSections(context)
    return try opened(chosen, kind: .map, context, inputs: nil) { run, task in
      run.head.first == task && run.sections.count == sections.count
    }
  }

  /// Opens run files; all that are not whole are named in one failure.
  static func opened(
    _ chosen: [Manifest.Chosen], kind: RunKind, _ context: SpreadContext, inputs: ContentDigest?,
    isRight: (RunFile, Int) -> Bool
  ) throws(SpreadFailure) -> [RunFile] {
    var runs: [RunFile] = []
    var damaged = DamagedRuns()
    for entry in chosen {
      do throws(SpreadFailure) {
        let file = ChosenFile(output: entry.path, bytes: entry.bytes, digest: entry.digest)
        let run = try file.open(kind, plan: context.digest, inputs: inputs)
        guard isRight(run, entry.task) else { throw run.damaged() }
        runs.append(run)
      } catch {
        try damaged.note(error, task: kind == .map ? entry.task : nil)
      }
    }
    if let failure = damaged.failure { throw failure }
    return runs
  }

  private static func chunks(
    _ runs: [RunFile], _ sections: MapSections, fileCount: Int
  ) throws(SpreadFailure) -> (StageChunks, [Int]) {
    var all: [StageChunk] = []
    var firstChunks = [0]
    var linesBefore = [Int](repeating: 0, count: fileCount)
    for (number, run) in runs.enumerated() {
      let bytes = try naming(number) { () throws(SpreadFailure) in try run.bytes(of: sections.chunks) }
      guard let entries = ChunkTableForm.entries(bytes, run: number, fileCount: fileCount) else {
        throw run.damaged(task: number)
      }
      for entry in entries {
        linesBefore[entry.chunk.file] = entry.linesBefore
        all.append(entry.chunk)
      }
      firstChunks.append(all.count)
    }
    guard all.count < Int(UInt32.max >> 1) else {
      throw SpreadFailure(.bug, "internal error: more chunks than calls can number. Please report this.")
    }
    return (StageChunks(all, linesBefore: linesBefore), firstChunks)
  }

  /// Runs `body`; a run file that it finds not whole is that of `task`.
  static func naming<Value>(
    _ task: Int, _ body: () throws(SpreadFailure) -> Value
  ) throws(SpreadFailure) -> Value {
    do throws(SpreadFailure) {
      return try body()
    } catch {
      guard error.kind == .damaged, error.tasks.isEmpty else { throw error }
      throw SpreadFailure(.damaged, error.message, tasks: [task], paths: error.paths)
    }
  }

  /// The bytes of the calls of each bucket, in all runs.
  func bucketBytes() -> [Int] {
    (0..<sections.buckets).map { bucket in runs.reduce(0) { $0 + $1.sections[bucket].length } }
  }
}

/// Run files that are not whole, all in one failure.
struct DamagedRuns {
  private(set) var failure: SpreadFailure?

  /// - Throws: `error` itself if it is another failure.
  mutating func note(_ error: SpreadFailure, task: Int?) throws(SpreadFailure) {
    guard error.kind == .damaged else { throw error }
    let message = failure.map { $0.message + "\n" + error.message } ?? error.message
    failure = SpreadFailure(
      .damaged, message, tasks: (failure?.tasks ?? []) + (task.map { [$0] } ?? error.tasks),
      paths: (failure?.paths ?? []) + error.paths)
  }
}
