import ArgumentParser
import Foundation

/// Times the stages a row passes through, one by one, each on its own data: so that a change can be judged where it was
/// made. Run by `make stages`; see Benchmarks/README.md.
@main
struct StageBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage-benchmarks",
    abstract: "Time the stages a row passes through, one by one.",
    discussion: """
      Example:
        stage-benchmarks --repetitions 51 normalise zone
      """)

  @Option(help: ArgumentHelp("CDR rows to make up.", valueName: "n"))
  var rows = 100_000

  @Option(help: ArgumentHelp("Telephone lines to make up.", valueName: "n"))
  var lines = 50_000

  @Option(help: ArgumentHelp("Rows of zones.csv to make up.", valueName: "n"))
  var prefixes = 20_000

  @Option(help: ArgumentHelp("How often each stage is timed, after one run that is not.", valueName: "n"))
  var repetitions = 21

  @Flag(help: "Print JSON.")
  var json = false

  @Argument(help: ArgumentHelp("Stages to time (default: all).", valueName: "stage"))
  var stages: [String] = []

  /// The second stage takes calls line by line and shard by shard: as many rows a line as 5,000,000 rows of
  /// 50,000 lines have, and few enough that their calls stay in the cache, as those of a shard do.
  private static let rowsPerLine = 100
  private static let rowsPerShard = 20_000

  func validate() throws {
    guard rows >= 1_000 else { throw ValidationError("--rows: expected 1000 or more, found \(rows)") }
    guard repetitions >= 1 else { throw ValidationError("--repetitions: expected 1 or more, found \(repetitions)") }
  }

  func run() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("stages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = try SampleFiles(directory: directory.path + "/all", rows: rows, lines: lines, prefixes: prefixes)
    let rowsOfOne = min(rows, Self.rowsPerShard)
    let shard = try SampleFiles(
      directory: directory.path + "/partition", rows: rowsOfOne, lines: rowsOfOne / Self.rowsPerLine,
      prefixes: prefixes)
    let all = try Stage.all(StageInput(files), shard: StageInput(shard))
    for name in stages where !all.contains(where: { $0.name == name }) {
      throw ValidationError("expected a stage (\(all.map(\.name).joined(separator: ", "))), found \(name)")
    }
    let chosen = stages.isEmpty ? all : all.filter { stages.contains($0.name) }
    var timings: [Timing] = []
    for stage in chosen { timings.append(try Timing(of: stage, repetitions: repetitions)) }
    print(json ? try Timing.json(timings) : Timing.table(timings))
  }
}
