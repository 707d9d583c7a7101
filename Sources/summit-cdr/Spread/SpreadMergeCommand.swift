import ArgumentParser
import CallModel
import Foundation
import Integration
import Pipeline
import Spread

/// `summit-cdr spread merge`: the four files.
struct SpreadMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put the parts together into the four files that rate writes.",
    discussion: """
      Run files that the manifest does not name are removed then. Files that failed by their content do not fail the \
      merge: its result line counts them, and report.json names them.

      Examples:
        summit-cdr spread merge --manifest work/manifest.json --output results
      """)

  @Option(help: ArgumentHelp("The manifest with the parts and the losing versions.", valueName: "file"))
  var manifest: String

  @Option(help: ArgumentHelp("Directory for the results; created if need be.", valueName: "dir"))
  var output: String

  @Option(help: ArgumentHelp("Threads that copy (default: one a processor).", valueName: "n"))
  var workers: Int?

  @Flag(help: "Replace ordinary files in OUTPUT that have the results' names and are none.")
  var force = false

  private struct Made: Encodable {
    var output: String
    var rows: Int
    var calls: Int
    var rejected: Int
    var failedFiles: Int
    var callRecordBytes: Int
  }

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output: expected a directory, found nothing") }
    if let workers, !(1...256).contains(workers) {
      throw ValidationError("--workers: expected 1 to 256, found \(workers)")
    }
  }

  func run() throws {
    try SpreadEnding.step {
      let chosen = try Manifest.load(manifest)
      let loaded = try SpreadPlan.load(chosen.planPath)
      try SpreadOutput.check(output, source: loaded.plan.source, isForced: force)
      let folder = URL(fileURLWithPath: chosen.planPath).deletingLastPathComponent().path
      let context = try SpreadContext(loaded, scratch: folder, memory: nil)
      let count = workers ?? ProcessInfo.processInfo.activeProcessorCount
      let result = try MergeStep(context, chosen, workers: count).run(into: output)
      WorkFolder(folder).removeRubbish(except: chosen.paths)
      return Made(
        output: output, rows: result.total.read, calls: result.zones.reduce(0) { $0 + $1.tally.calls },
        rejected: result.total[.rejected], failedFiles: result.failedFiles.count,
        callRecordBytes: result.callRecordBytes)
    }
  }
}

/// Where the results of a run may go.
enum SpreadOutput {
  static func check(_ output: String, source: String, isForced: Bool) throws {
    let places = OutputPlaces([OutputPlaces.Closed(source, "the directory of the CDR files")])
    try OutputMarks.check(OutputMarks.results[...], in: output, places, isForced: isForced)
  }
}
