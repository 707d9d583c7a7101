import ArgumentParser
import Foundation
import Integration
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
      try OutputPlaces(outsideCDRs: loaded.plan.source).check(in: output, isForced: force)
      let work = WorkFolder(ofPlan: chosen.planPath)
      let context = try SpreadContext(loaded, scratch: work.path, memory: nil)
      let count = workers ?? ProcessInfo.processInfo.activeProcessorCount
      let result = try MergeStep(context, chosen, workers: count).run(into: output)
      work.removeRubbish(except: chosen.paths)
      return MergeStep.Result(result, in: output)
    }
  }
}
