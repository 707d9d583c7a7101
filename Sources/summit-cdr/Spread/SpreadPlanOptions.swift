import ArgumentParser
import FileInput
import Pipeline
import Spread

/// What a plan follows from.
struct SpreadPlanOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Directory of the registry tables (contracts.csv, lines.csv, …).", valueName: "dir"))
  var registry: String?

  @Option(help: ArgumentHelp("Directory of the CDR files, plain or gzip.", valueName: "dir"))
  var cdr: String?

  @OptionGroup var rating: RatingOptions

  @Option(
    help: ArgumentHelp(
      "A file that is not read and counts as failed, since it is gone or was rewritten. May be given several times.",
      valueName: "name"))
  var without: [String] = []

  @Option(
    help: ArgumentHelp(
      "About how many map tasks: auto is one for some 192 MiB, gzip counted five times.", valueName: "auto|n"))
  var tasks: AutoCount = .auto

  @Option(
    help: ArgumentHelp("Buckets of lines: auto is as many as rate has shards.", valueName: "auto|n"))
  var buckets: AutoCount = .auto

  @Option(help: .private)
  var blockSize = ContentDigest.blockSizeBytes

  func validate() throws {
    try tasks.check("--tasks", maximum: SpreadPlan.maximumTasks)
    try buckets.check("--buckets", maximum: StageSetup.maximumBuckets)
    if blockSize < 1 { throw ValidationError("--block-size: expected 1 or more, found \(blockSize)") }
  }

  func request() throws -> PlanRequest {
    guard let registry, let cdr, !registry.isEmpty, !cdr.isEmpty else {
      throw ValidationError("expected --registry and --cdr")
    }
    var request = PlanRequest(registry: registry, source: cdr, layout: try rating.chosenLayout())
    request.files = rating.files.selection
    request.timeZone = rating.timeZone
    request.activeLinesOnly = rating.activeLinesOnly == .yes
    request.compress = rating.compress
    request.tasks = tasks.count
    request.buckets = buckets.count
    request.without = Set(without)
    request.chunkSizeBytes = rating.chunkSize
    request.blockSizeBytes = blockSize
    return request
  }
}

/// A number, or as many as it is worth.
enum AutoCount: ExpressibleByArgument, Equatable {
  case auto
  case exactly(Int)

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else if let count = Int(argument) {
      self = .exactly(count)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { count.map { "\($0)" } ?? "auto" }

  var count: Int? { if case .exactly(let count) = self { count } else { nil } }

  func check(_ option: String, maximum: Int) throws {
    if let count, !(1...maximum).contains(count) {
      throw ValidationError("\(option): expected auto or 1 to \(maximum), found \(count)")
    }
  }
}
