import ArgumentParser
import Integration
import Pipeline
import RecordLayouts

/// What `rate` and its run in steps ask alike: how files are read, and by which clock and rules rows become results.
struct RatingOptions: ParsableArguments {
  @OptionGroup var files: FileSelectionOptions

  @Option(help: ArgumentHelp("Built-in layout (see: summit-cdr layouts) or a layout file.", valueName: "name|file"))
  var layout = "summit-1"

  @Option(
    help: ArgumentHelp(
      "A key of the layout and its value, in place of the layout's: time_zone=UTC, rows.skip.called='[s, h]'. May be "
        + "given several times.", valueName: "key=value"))
  var layoutSet: [String] = []

  @Option(help: ArgumentHelp("Time zone of cycles, bands and output.", valueName: "zone"))
  var timeZone = "America/Sao_Paulo"

  @Option(help: ArgumentHelp("Whether calls of lines with active=no are suspended.", valueName: "yes|no"))
  var activeLinesOnly: YesNo = .yes

  @Flag(help: "Write .csv.gz.")
  var compress = false

  @Option(help: .private)
  var chunkSize = RateOptions.standardChunkSizeBytes

  func validate() throws {
    if chunkSize < 1 { throw ValidationError("--chunk-size: expected 1 or more, found \(chunkSize)") }
  }

  /// The layout with the keys that were set.
  func chosenLayout() throws -> RecordLayout {
    try LayoutChoice.load(layout, overrides: try LayoutOverrides(settings: layoutSet))
  }
}

/// What becomes of the results of `rate` and of its run in steps, and what is said of them.
struct ResultOptions: ParsableArguments {
  @Flag(help: "Replace ordinary files in OUTPUT that have the results' names and are none.")
  var force = false

  @Flag(help: "Exit with 3 if any row was rejected.")
  var strict = false

  @Flag(help: "Print report.json to standard output in place of the summary.")
  var json = false

  @Flag(help: "No progress and no summary; errors only.")
  var quiet = false

  /// Checks that the results may go into `output`.
  func check(_ output: String, cdr: String) throws {
    try OutputPlaces(outsideCDRs: cdr).check(in: output, isForced: force)
  }

  func ending(_ output: String) -> RateEnding {
    RateEnding(output: output, json: json, quiet: quiet, strict: strict)
  }
}

/// `yes` or `no`, as in the registry.
enum YesNo: String, ExpressibleByArgument, CaseIterable {
  case yes, no
}
