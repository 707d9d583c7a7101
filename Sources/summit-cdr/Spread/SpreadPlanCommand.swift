import ArgumentParser
import FileInput
import Spread

/// `summit-cdr spread plan`: which task reads what.
struct SpreadPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Share the CDR files out to tasks.",
    discussion: """
      Writes WORK/plan.json: files with size and time of change, tasks, buckets of lines, and digests of registry, \
      program and time zones, which each later step holds against its own. With --resume it takes up the plan that is \
      there and says what of it is left to do.

      Examples:
        summit-cdr spread plan --registry registry --cdr cdr --work work
        summit-cdr spread plan --work work --resume
      """)

  @OptionGroup var options: SpreadPlanOptions

  @Option(help: ArgumentHelp("Folder for what passes between the steps; made if need be.", valueName: "dir"))
  var work: String

  @Flag(help: "Take up the plan that is there.")
  var resume = false

  @Flag(help: "Remove an earlier run from the folder first.")
  var clean = false

  private struct Made: Encodable {
    var plan: String
    var digest: String
    var tasks: Int
    /// Map tasks without a whole run file, and the run files of the others.
    var left: [Int]
    var done: [ChosenFile]
    /// A reduce has its calls in so many buckets.
    var buckets: Int
  }

  func validate() throws {
    if work.isEmpty { throw ValidationError("--work: expected a directory, found nothing") }
    if resume, clean { throw ValidationError("--resume and --clean: expected one of them") }
  }

  func run() throws {
    let request = resume ? nil : try options.request()
    try SpreadEnding.step {
      let folder = WorkFolder(work)
      let loaded = try SpreadPlanning.plan(request, in: folder, isCleaned: clean)
      let done = loaded.wholeRuns(in: folder)
      return Made(
        plan: loaded.path, digest: loaded.digest.description, tasks: loaded.plan.tasks.count,
        left: loaded.plan.tasks.indices.filter { done[$0] == nil },
        done: done.sorted { $0.key < $1.key }.map(\.value), buckets: loaded.plan.buckets.firstGroups.count)
    }
  }
}

/// Makes a plan, or takes one up.
enum SpreadPlanning {
  /// - Parameter request: nil: the plan that is in the folder.
  static func plan(
    _ request: PlanRequest?, in folder: WorkFolder, isCleaned: Bool
  ) throws -> SpreadPlan.Loaded {
    guard let request else { return try SpreadPlan.load(folder.planPath) }
    if isCleaned { try folder.clean() }
    guard !folder.hasPlan else {
      throw SpreadFailure(
        .usage,
        "\(folder.path): expected a folder without a plan: take it up with --resume, or remove it with "
          + "spread clean --work '\(folder.path)'")
    }
    return try request.plan(into: folder)
  }
}
