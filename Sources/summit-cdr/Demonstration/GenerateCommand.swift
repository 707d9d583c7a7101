import ArgumentParser
import Integration
import SampleGeneration

/// `summit-cdr generate`: a made-up registry and CDR files.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make up a registry and CDR files, for demonstrations and benchmarks.",
    discussion: """
      Writes OUTPUT/registry/*.csv and OUTPUT/cdr/*.cdr in the layout summit-1. The same options give the same bytes \
      on every machine. OUTPUT must be missing or empty.

      Example:
        summit-cdr generate --rows 5000000 --lines 50000 --files 30 --output sample
      """)

  @Option(help: ArgumentHelp("CDR rows over all files.", valueName: "n"))
  var rows: Int

  @Option(help: ArgumentHelp("Telephone lines in the registry.", valueName: "n"))
  var lines: Int

  @Option(help: ArgumentHelp("CDR files.", valueName: "n"))
  var files: Int

  @Option(help: ArgumentHelp("Directory to write into, missing or empty.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("Rows of zones.csv (default: one a line, 1000 to 20000).", valueName: "n"))
  var prefixes: Int?

  @Option(help: ArgumentHelp("Days that the calls spread over.", valueName: "n"))
  var days = GenerationOptions.defaultDays

  @Option(help: ArgumentHelp("Charging plans.", valueName: "n"))
  var plans = GenerationOptions.defaultPlans

  @Option(help: ArgumentHelp("Another seed gives other calls.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(help: "Compress the CDR files.")
  var gzip = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    let options = GenerationOptions(
      rows: rows, lines: lines, files: files, prefixes: prefixes, days: days, plans: plans, seed: seed, gzip: gzip)
    try OutputPlaces().check(directory: output)
    let generator: SampleGenerator
    do {
      generator = try SampleGenerator(options)
    } catch let error as GenerationError {
      throw ValidationError("\(error)")
    }
    let showsProgress = !quiet && Terminal.isErrorOutputATerminal
    var shownPercent = -1
    try generator.write(to: output) { written in
      let percent = rows == 0 ? 100 : written * 100 / rows
      guard showsProgress, percent != shownPercent else { return }
      shownPercent = percent
      Terminal.message("\r\(percent) %")
    }
    if !quiet {
      Terminal.message("\(showsProgress ? "\r" : "")\(output): \(rows) rows in \(files) files, \(lines) lines\n")
    }
  }

}
