import ArgumentParser
import CallModel
import FileInput
import Foundation
import Pipeline
import RecordLayouts
import Spread

/// What a plan follows from.
struct SpreadPlanOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Directory of the registry tables (contracts.csv, lines.csv, …).", valueName: "dir"))
  var registry: String?

  @Option(help: ArgumentHelp("Directory of the CDR files, plain or gzip.", valueName: "dir"))
  var cdr: String?

  @OptionGroup var files: FileSelectionOptions

  @Option(
    help: ArgumentHelp(
      "A file that is not read and counts as failed, since it is gone or was rewritten. May be given several times.",
      valueName: "name"))
  var without: [String] = []

  @Option(help: ArgumentHelp("Built-in layout (see: summit-cdr layouts) or a layout file.", valueName: "name|file"))
  var layout = "summit-1"

  @Option(
    help: ArgumentHelp("A key of the layout and its value. May be given several times.", valueName: "key=value"))
  var layoutSet: [String] = []

  @Option(help: ArgumentHelp("Time zone of cycles, bands and output.", valueName: "zone"))
  var timeZone = "America/Sao_Paulo"

  @Option(help: ArgumentHelp("Whether calls of lines with active=no are suspended.", valueName: "yes|no"))
  var activeLinesOnly: YesNo = .yes

  @Flag(help: "Write .csv.gz.")
  var compress = false

  @Option(
    help: ArgumentHelp(
      "About how many map tasks: auto is one for some 192 MiB, gzip counted five times.", valueName: "auto|n"))
  var tasks: AutoCount = .auto

  @Option(
    help: ArgumentHelp("Buckets of lines: auto is as many as rate has partitions.", valueName: "auto|n"))
  var buckets: AutoCount = .auto

  @Option(help: .private)
  var chunkSize = RateOptions.standardChunkSizeBytes

  @Option(help: .private)
  var blockSize = ContentDigest.blockSizeBytes

  func validate() throws {
    try tasks.check("--tasks", maximum: SpreadPlan.maximumTasks)
    try buckets.check("--buckets", maximum: StageSetup.maximumBuckets)
    if chunkSize < 1 { throw ValidationError("--chunk-size: expected 1 or more, found \(chunkSize)") }
    if blockSize < 1 { throw ValidationError("--block-size: expected 1 or more, found \(blockSize)") }
  }

  func request() throws -> PlanRequest {
    guard let registry, let cdr, !registry.isEmpty, !cdr.isEmpty else {
      throw ValidationError("expected --registry and --cdr")
    }
    let chosen = try LayoutChoice.load(layout, overrides: try LayoutOverrides(settings: layoutSet))
    var request = PlanRequest(registry: registry, source: cdr, layout: chosen)
    request.files = files.selection
    request.timeZone = timeZone
    request.activeLinesOnly = activeLinesOnly == .yes
    request.compress = compress
    request.tasks = tasks.count
    request.buckets = buckets.count
    request.without = Set(without)
    request.chunkSizeBytes = chunkSize
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
