import ArgumentParser
import FileInput
import Foundation
import Pipeline
import RecordLayouts

/// `summit-cdr rate`: the batch job.
struct RateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "Rate a directory of CDR files into call records and additional services.",
    discussion: """
      Writes call-records.csv, additional-services.csv, rejected-records.csv and report.json into OUTPUT. Each appears \
      when it is whole; results of an earlier run are replaced, and kept if this run fails. Other files of these names \
      are replaced with --force only; nothing is written into the directory of the CDR files or a data directory.

      Marker files (\(FileSelection.markerEndings.joined(separator: " "))) are left out, and what --include and --exclude \
      say. A file that cannot be read (a truncated gzip, say) fails as a whole and is reported; the others are rated, and \
      the exit code is 2. One of whose rows more than half were rejected, or that rows of the layout left none of, is \
      named, too, and the exit code is 1.

      Examples:
        summit-cdr rate --registry registry --cdr cdr --output results
        summit-cdr rate --registry registry --cdr cdr --output results --strict \\
          --layout asterisk --layout-set time_zone=UTC
      """)

  @Option(help: ArgumentHelp("Directory of the registry tables (contracts.csv, lines.csv, …).", valueName: "dir"))
  var registry: String

  @Option(help: ArgumentHelp("Directory of the CDR files, plain or gzip.", valueName: "dir"))
  var cdr: String

  @Option(help: ArgumentHelp("Directory for the results; created if need be.", valueName: "dir"))
  var output: String

  @OptionGroup var rating: RatingOptions

  @OptionGroup var threads: WorkerOptions

  @Option(
    help: ArgumentHelp(
      "What the run may hold in memory, such as 256MiB, the default; on small machines a quarter "
        + "of theirs. Beyond it calls wait in files without a name in the results' directory.", valueName: "size"))
  var memoryLimit: ByteSize?

  @OptionGroup var results: ResultOptions

  @Flag(help: "Also print what each stage took, to standard error.")
  var profile = false

  func validate() throws {
    for (option, path) in [("--registry", registry), ("--cdr", cdr), ("--output", output)] where path.isEmpty {
      throw ValidationError("\(option): expected a directory, found nothing")
    }
    if URL(fileURLWithPath: cdr).resolvingSymlinksInPath() == URL(fileURLWithPath: output).resolvingSymlinksInPath() {
      throw ValidationError(
        "--output: expected another directory than --cdr, or the results would be read as CDR files")
    }
    try memoryLimit?.checkMemory()
  }

  func run() throws {
    let chosen = try rating.chosenLayout()
    try results.check(output, cdr: cdr)
    var options = RateOptions(
      registryDirectory: registry, sourceDirectory: cdr, outputDirectory: output, timeZone: rating.timeZone,
      workers: threads.count, activeLinesOnly: rating.activeLinesOnly == .yes, compress: rating.compress,
      chunkSizeBytes: rating.chunkSize, memory: memoryLimit?.budget ?? .standard)
    options.files = rating.files.selection
    let progress = ProgressCounter()
    let result = try ProgressBar.show(progress, isQuiet: results.quiet) {
      try RateJob(options: options, layout: chosen, progress: progress).run()
    }
    try results.ending(output).tell(result, zones: [rating.timeZone, chosen.timeZone]) {
      if profile { Terminal.message(RateProfile(result).text) }
    }
  }
}
