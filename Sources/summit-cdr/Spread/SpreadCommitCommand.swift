import ArgumentParser
import Spread

/// `summit-cdr spread commit`: what was made of each task of a step.
struct SpreadCommitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit", abstract: "Choose one run file for each task of a step.",
    discussion: """
      Takes a JSON array of result lines, one a task, of map (--runs), reduce (--parts) or losers (--losers), checks \
      the run files, and writes WORK/manifest.json, which alone says what was chosen. Its result line has the tasks of \
      the next step, and run files of them that lie in the folder already.

      Examples:
        summit-cdr spread commit --plan work/plan.json --runs work/chosen.json
        summit-cdr spread commit --manifest work/manifest.json --parts parts.json
        summit-cdr spread commit --manifest work/manifest.json --losers rows.json
      """)

  @Option(help: ArgumentHelp("The plan, with --runs.", valueName: "file"))
  var plan: String?

  @Option(help: ArgumentHelp("The manifest, with --parts and --losers.", valueName: "file"))
  var manifest: String?

  @Option(help: ArgumentHelp("Result lines of all map tasks.", valueName: "file"))
  var runs: String?

  @Option(help: ArgumentHelp("Result lines of all reduces.", valueName: "file"))
  var parts: String?

  @Option(help: ArgumentHelp("Result lines of all losers tasks.", valueName: "file"))
  var losers: String?

  @Option(
    help: ArgumentHelp(
      "About how many tasks the next step has: auto is a reduce for some 128 MiB of calls, and one losers task.",
      valueName: "auto|n"))
  var next: AutoCount = .auto

  func validate() throws {
    guard [runs, parts, losers].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("expected one of --runs, --parts and --losers")
    }
    if runs != nil, plan == nil { throw ValidationError("--runs: expected --plan with it") }
    if runs == nil, manifest == nil { throw ValidationError("expected --manifest") }
    try next.check("--next", maximum: SpreadPlan.maximumTasks)
  }

  func run() throws {
    try SpreadEnding.step {
      if let runs, let plan {
        return try CommitStep(planAt: plan).chooseRuns(try ChosenFile.load(runs), reduces: next.count)
      }
      let chosen = try Manifest.load(manifest ?? "")
      let step = try CommitStep(planAt: chosen.planPath)
      if let parts { return try step.chooseParts(try ChosenFile.load(parts), of: chosen, rereads: next.count ?? 1) }
      return try step.chooseLosers(try ChosenFile.load(losers ?? ""), of: chosen)
    }
  }
}
