import FileInput
import Foundation
import Output
import Pipeline
import RecordLayouts
import ReferenceRating
import RunSupport
import Spread

/// How a test shares a run out: nothing of it may change a byte.
struct SpreadVariant: CustomStringConvertible {
  var tasks = 1
  var buckets: Int? = 1
  var reduces: Int?
  var chunkSizeBytes = RateOptions.standardChunkSizeBytes
  /// Plain files are cut at multiples of it.
  var blockSizeBytes = 1 << 20
  var packing = RunVariant.Packing.plain
  /// 0: each full page of calls goes to a file.
  var memoryLimitBytes = MemoryBudget.smallestLimitBytes
  var compress = false

  /// A task for each piece of a file.
  static let tasksOfEachBlock = SpreadPlan.maximumTasks

  var description: String {
    "\(tasks) tasks, \(buckets ?? -1) buckets, \(reduces ?? -1) reduces, chunks of \(chunkSizeBytes), blocks of "
      + "\(blockSizeBytes), \(packing), memory for \(memoryLimitBytes)"
  }
}

/// Runs the steps one after the other in this process, on files a test makes.
struct SpreadHarness {
  let directory: TemporaryDirectory
  let layout: RecordLayout
  var timeZone = "America/Sao_Paulo"
  var activeLinesOnly = true
  var without: Set<String> = []

  init(_ harness: RunHarness, _ packing: RunVariant.Packing = .plain) throws {
    directory = try TemporaryDirectory()
    // As it comes from a layout file, without what has no meaning.
    layout = try RecordLayout(yaml: harness.layout.yaml, source: "scenario")
    timeZone = harness.timeZone
    activeLinesOnly = harness.activeLinesOnly
    try FileManager.default.createDirectory(atPath: directory.path + "/cdr", withIntermediateDirectories: true)
    for (name, text) in harness.registry { try directory.write("registry/\(name)", Array(text.utf8)) }
    for (name, bytes) in harness.files { try directory.write("cdr/\(name)", RunHarness.pack(bytes, packing)) }
  }

  var work: WorkFolder { WorkFolder(directory.path + "/work") }

  func request(_ variant: SpreadVariant) -> PlanRequest {
    var request = PlanRequest(registry: directory.path + "/registry", source: directory.path + "/cdr", layout: layout)
    request.timeZone = timeZone
    request.activeLinesOnly = activeLinesOnly
    request.compress = variant.compress
    request.tasks = variant.tasks
    request.buckets = variant.buckets
    request.without = without
    request.chunkSizeBytes = variant.chunkSizeBytes
    request.blockSizeBytes = variant.blockSizeBytes
    return request
  }

  /// Plans in an empty work folder.
  func plan(_ variant: SpreadVariant) throws -> SpreadContext {
    try work.clean()
    return try context(request(variant).plan(into: work), variant)
  }

  func context(_ loaded: SpreadPlan.Loaded, _ variant: SpreadVariant) throws -> SpreadContext {
    try SpreadContext(
      loaded, scratch: work.path, memory: MemoryBudget(limitBytes: variant.memoryLimitBytes))
  }

  /// Runs map tasks; all if none are named.
  func map(_ context: SpreadContext, tasks: [Int]? = nil, attempt: String = "0-0") throws -> [ChosenFile] {
    try (tasks ?? Array(context.plan.tasks.indices)).map { task in
      let made = try MapStep(context, task: task).run(to: work.runPath(.map, task: task, attempt: attempt))
      return ChosenFile(output: made.output, bytes: made.bytes, digest: made.digest)
    }
  }

  /// All that comes after the maps.
  func finish(_ context: SpreadContext, _ runs: [ChosenFile], reduces: Int?) throws -> RateResult {
    let commit = CommitStep(context, work)
    let next = try commit.chooseRuns(runs, reduces: reduces)
    let shares = try Manifest.load(next.manifest).reduces
    let parts = try shares.enumerated().map { task, share in
      let made = try ReduceStep(context, try Manifest.load(next.manifest), share)
        .run(to: work.runPath(.reduce, task: task, attempt: "0-0"))
      return ChosenFile(output: made.output, bytes: made.bytes, digest: made.digest)
    }
    _ = try commit.chooseParts(parts, of: try Manifest.load(next.manifest), rereads: 2)
    let manifest = try Manifest.load(next.manifest)
    let losers = try (manifest.rereads ?? []).enumerated().map { task, files in
      let made = try LosersStep(context, manifest, files: files)
        .run(to: work.runPath(.losers, task: task, attempt: "0-0"))
      return ChosenFile(output: made.output, bytes: made.bytes, digest: made.digest)
    }
    _ = try commit.chooseLosers(losers, of: manifest)
    return try MergeStep(context, try Manifest.load(next.manifest), workers: 2).run(into: directory.path + "/out")
  }

  /// The whole run.
  func run(_ variant: SpreadVariant) throws -> RateResult {
    let context = try plan(variant)
    return try finish(context, try map(context), reduces: variant.reduces)
  }

  /// What `rate` makes of the same files, into `rated`.
  func rate(compress: Bool = false) throws -> RateResult {
    let options = RateOptions(
      registryDirectory: directory.path + "/registry", sourceDirectory: directory.path + "/cdr",
      outputDirectory: directory.path + "/rated", timeZone: timeZone, activeLinesOnly: activeLinesOnly,
      compress: compress)
    return try RateJob(options: options, layout: layout).run()
  }

  /// Where the results of `run` and `rate` differ; nil if nowhere.
  func difference(_ found: RateResult, _ expected: RateResult, compress: Bool = false) throws -> String? {
    for name in ["call-records.csv", "additional-services.csv", "rejected-records.csv"] {
      let name = name + (compress ? ".gz" : "")
      let (mine, theirs) = (try directory.read("out/\(name)"), try directory.read("rated/\(name)"))
      if mine == theirs { continue }
      let lines = [mine, theirs].map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
      let first = zip(lines[0], lines[1]).first { $0 != $1 }
      return
        "\(name): \(lines[0].count) and \(lines[1].count) lines; \(first.map { "\($0)\n\($1)" } ?? "one is longer")"
    }
    let (mine, theirs) = (try Self.report(found), try Self.report(expected))
    return mine == theirs ? nil : "report.json:\n\(mine)\n\(theirs)"
  }

  /// The tables that `run` wrote.
  func tables() throws -> RunTables { try RunHarness.tables(directory) }

  /// The report without what a run took.
  private static func report(_ result: RateResult) throws -> String {
    var report = result.report
    (report.startedAt, report.finishedAt, report.workers) = ("", "", 0)
    (report.elapsedSeconds, report.rowsPerSecond, report.bytesPerSecond) = (0, 0, 0)
    return String(decoding: try report.json(), as: UTF8.self)
  }
}
