import ArgumentParser
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

  func validate() throws {
    if work.isEmpty { throw ValidationError("--work: expected a directory, found nothing") }
    if resume, clean { throw ValidationError("--resume and --clean: expected one of them") }
  }

  func run() throws {
    let request = resume ? nil : try options.request()
    try SpreadEnding.step {
      let folder = WorkFolder(work)
      return try folder.plan(request, isCleaned: clean).outlook(in: folder)
    }
  }
}
