import FileInput
import Foundation
import Output
import Pipeline

/// Chooses what the tasks of a step made, and says what is to be done next (spec 10.1).
///
/// A manifest is written whole, and in place of the one before; what was chosen of a step does not change when the next
/// is.
package struct CommitStep {
  /// What a commit says of itself: what is left to do of the next step, and what of it lies in the folder already.
  package struct Result: Encodable, Equatable {
    package var manifest: String
    /// What the next step's tasks are called on its command line.
    package var tasks: [String]
    /// Of `tasks`, by their numbers: run files that are whole.
    package var done: [Int: ChosenFile]
  }

  private let context: SpreadContext
  private let work: WorkFolder

  package init(_ context: SpreadContext, _ work: WorkFolder) {
    self.context = context
    self.work = work
  }

  /// Of the plan in a file, in the folder it lies in.
  package init(planAt path: String) throws(SpreadFailure) {
    let work = WorkFolder(ofPlan: path)
    self.init(try SpreadContext(try SpreadPlan.load(path), scratch: work.path, memory: nil), work)
  }

  // MARK: - Maps

  /// How many bytes of calls are worth a reduce, if nobody says how many there are.
  private static let usualReduceBytes = 128 << 20

  /// Chooses one run file for each map task and shares the buckets out.
  ///
  /// - Parameter reduces: about how many; nil: as many as the calls are worth.
  package func chooseRuns(_ chosen: [ChosenFile], reduces: Int?) throws(SpreadFailure) -> Result {
    let runs = try byTask(chosen, kind: .map, count: context.plan.tasks.count, inputs: nil)
    let opened = try CommittedRuns.open(runs, context)
    var files = try ScannedFiles(opened, context)
    files.failWrongClocks(context.layout)
    try files.checkUnchanged(context.plan)
    let inputs = Manifest.inputs(of: runs)
    if work.hasManifest {
      let earlier = try Manifest.load(work.manifestPath)
      // The same runs, taken up again: what was shared out stays so. Their paths may be others.
      if earlier.plan == context.digest.description, earlier.inputs == inputs {
        var same = earlier
        same.runs = runs
        try same.write(to: work.manifestPath)
        return reducing(same)
      }
    }
    let bytes = (0..<context.bucketCount).map { bucket in
      opened.reduce(0) { $0 + $1.sections[bucket].length }
    }
    let manifest = Manifest(
      planPath: context.loaded.path, plan: context.digest.description, runs: runs, inputs: inputs,
      failedFiles: files.failedFiles, reduces: Self.shares(bytes, count: reduces))
    try manifest.write(to: work.manifestPath)
    return reducing(manifest)
  }

  /// Neighbouring buckets of about the same bytes together.
  static func shares(_ bytes: [Int], count: Int?) -> [Manifest.Share] {
    let all = bytes.reduce(0, +)
    let wanted = max(1, count ?? (all + usualReduceBytes - 1) / usualReduceBytes)
    var shares: [Manifest.Share] = []
    var first = 0
    var done = 0
    for (bucket, size) in bytes.enumerated() {
      done += size
      let isFull = done * wanted >= all * (shares.count + 1) && all > 0
      if isFull || bucket + 1 == bytes.count {
        shares.append(Manifest.Share(first: first, count: bucket + 1 - first))
        first = bucket + 1
      }
    }
    return shares
  }

  // MARK: - Reduces

  /// Chooses one run file for each reduce, and says who reads the losing versions again.
  ///
  /// - Parameter rereads: about how many tasks of files.
  package func chooseParts(
    _ chosen: [ChosenFile], of manifest: Manifest, rereads: Int
  ) throws(SpreadFailure) -> Result {
    var manifest = manifest
    let parts = try reduceRuns(chosen, manifest)
    if manifest.parts != nil, manifest.parts == parts { return rereading(manifest) }
    let runs = try CommittedRuns(context, manifest)
    let opened = try CommittedParts(context, manifest, parts)
    var lines: [Int: Int] = [:]
    for late in try opened.lateOutcomes(runs) where late.reason != nil {
      lines[runs.chunks.source(of: late).file, default: 0] += 1
    }
    let files = lines.keys.filter { !runs.failedFiles[$0] }.sorted()
    manifest.parts = parts
    manifest.rereads = Self.rereads(files, context.plan, count: rereads)
    manifest.losers = nil
    try manifest.write(to: work.manifestPath)
    return rereading(manifest)
  }

  /// Files dealt out by what must be read of them, in their order.
  private static func rereads(_ files: [Int], _ plan: SpreadPlan, count: Int) -> [[Int]] {
    let all = files.reduce(0) { $0 + Int(plan.files[$1].sizeBytes) }
    var tasks: [[Int]] = []
    var task: [Int] = []
    var done = 0
    for (index, file) in files.enumerated() {
      task.append(file)
      done += Int(plan.files[file].sizeBytes)
      if index + 1 == files.count || done * max(1, count) >= all * (tasks.count + 1) {
        tasks.append(task)
        task = []
      }
    }
    return tasks
  }

  private func reduceRuns(_ chosen: [ChosenFile], _ manifest: Manifest) throws(SpreadFailure) -> [Manifest.Chosen] {
    var found: [Int: Manifest.Chosen] = [:]
    for file in chosen {
      let run = try file.open(.reduce, plan: context.digest, inputs: manifest.inputsDigest)
      guard let task = manifest.reduces.firstIndex(where: { $0.first == run.head.first && $0.count == run.head.count })
      else { throw SpreadFailure(.usage, "\(file.output): expected the buckets of a reduce, found others") }
      found[task] = Manifest.Chosen(task: task, path: file.output, bytes: file.bytes, digest: file.digest)
    }
    return try all(found, count: manifest.reduces.count, "reduce")
  }

  // MARK: - Losers

  /// Chooses one run file for each task of losing versions.
  package func chooseLosers(_ chosen: [ChosenFile], of manifest: Manifest) throws(SpreadFailure) -> Result {
    guard let rereads = manifest.rereads else {
      throw SpreadFailure(.usage, "--losers: expected a manifest with the parts of all reduces: commit --parts first")
    }
    var manifest = manifest
    manifest.losers = try byTask(chosen, kind: .losers, count: rereads.count, inputs: manifest.lateInputs)
    try manifest.write(to: work.manifestPath)
    return Result(manifest: work.manifestPath, tasks: [], done: [:])
  }

  // MARK: - What is next

  /// The reduces, and those whose run files lie in the folder.
  private func reducing(_ manifest: Manifest) -> Result {
    var result = Result(manifest: work.manifestPath, tasks: manifest.reduces.map(\.text), done: [:])
    for run in work.runs(.reduce, plan: context.digest, inputs: manifest.inputsDigest) {
      let task = manifest.reduces.firstIndex { $0.first == run.head.first && $0.count == run.head.count }
      if let task { result.done[task] = ChosenFile(run) }
    }
    return result
  }

  /// The tasks that read losing versions again, and those whose run files lie in the folder.
  private func rereading(_ manifest: Manifest) -> Result {
    let rereads = manifest.rereads ?? []
    var result = Result(manifest: work.manifestPath, tasks: [], done: [:])
    result.tasks = rereads.map { $0.map(String.init).joined(separator: ",") }
    for run in work.runs(.losers, plan: context.digest, inputs: manifest.lateInputs)
    where rereads.indices.contains(run.head.first) { result.done[run.head.first] = ChosenFile(run) }
    return result
  }

  private func byTask(
    _ chosen: [ChosenFile], kind: RunKind, count: Int, inputs: ContentDigest?
  ) throws(SpreadFailure) -> [Manifest.Chosen] {
    var found: [Int: Manifest.Chosen] = [:]
    var damaged = DamagedRuns()
    for file in chosen {
      do throws(SpreadFailure) {
        let task = try file.open(kind, plan: context.digest, inputs: inputs).head.first
        guard task < count else { throw SpreadFailure(.usage, "\(file.output): expected one of \(count) tasks") }
        found[task] = Manifest.Chosen(task: task, path: file.output, bytes: file.bytes, digest: file.digest)
      } catch {
        try damaged.note(error, task: nil)
      }
    }
    if var failure = damaged.failure {
      // Those that no whole file is there for.
      if kind == .map { failure.tasks = (0..<count).filter { found[$0] == nil } }
      throw failure
    }
    return try all(found, count: count, "\(kind)")
  }

  private func all(
    _ found: [Int: Manifest.Chosen], count: Int, _ step: String
  ) throws(SpreadFailure) -> [Manifest.Chosen] {
    let missing = (0..<count).filter { found[$0] == nil }
    guard missing.isEmpty else {
      throw SpreadFailure(.usage, "expected a run file of each \(step) task, found none of \(missing.prefix(20))")
    }
    return (0..<count).compactMap { found[$0] }
  }
}

extension WorkFolder {
  package var hasManifest: Bool { FileManager.default.fileExists(atPath: manifestPath) }
}

extension Manifest {
  /// Of what decides which rows are read again: runs and parts.
  var lateInputs: ContentDigest {
    let text = inputs + "\n" + Self.inputs(of: parts ?? [])
    return Array(text.utf8).withUnsafeBytes { ContentDigest.of($0) }
  }
}
