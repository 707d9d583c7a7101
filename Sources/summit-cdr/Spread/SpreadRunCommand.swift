import ArgumentParser
import CallModel
import Foundation
import Output
import Pipeline
import Spread

/// `summit-cdr spread run`: all steps, on this machine.
struct SpreadRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do all steps on this machine, tasks in processes side by side.",
    discussion: """
      What a cluster does, without one: the reference for it. On one machine rate does the same in less time. A run that \
      was stopped is taken up with --resume: what its tasks made whole is not made again. Summary and exit codes are \
      those of rate; see summit-cdr help spread for others.

      Examples:
        summit-cdr spread run --registry registry --cdr cdr --output results
        summit-cdr spread run --resume results/.spread --output results
      """)

  @OptionGroup var options: SpreadPlanOptions

  @Option(help: ArgumentHelp("Directory for the results; created if need be.", valueName: "dir"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Folder for what passes between the steps (default: OUTPUT/.spread); removed when all is done.",
      valueName: "dir"))
  var work: String?

  @Option(help: ArgumentHelp("Folder of a run that was stopped: take it up.", valueName: "dir"))
  var resume: String?

  @Option(help: ArgumentHelp("Processes side by side (default: one a processor).", valueName: "n"))
  var processes: Int?

  @Option(
    help: ArgumentHelp(
      "What each process may hold in memory, such as 128MiB (default: 256MiB, shared out).",
      valueName: "size"))
  var memoryLimit: ByteSize?

  @Flag(help: "Keep the work folder.")
  var keepWork = false

  @OptionGroup var results: ResultOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output: expected a directory, found nothing") }
    if resume != nil, work != nil || options.registry != nil || options.cdr != nil {
      throw ValidationError("--resume: expected no --work, --registry or --cdr with it: the plan has them")
    }
    if let processes, !(1...RateOptions.maximumWorkers).contains(processes) {
      throw ValidationError("--processes: expected 1 to \(RateOptions.maximumWorkers), found \(processes)")
    }
    try memoryLimit?.checkMemory()
  }

  func run() throws {
    let request = resume == nil ? try options.request() : nil
    let folder = WorkFolder(resume ?? work ?? output + "/.spread")
    try SpreadEnding.telling {
      let result = try rate(request, folder)
      if !keepWork { try folder.clean() }
      try results.ending(output).tell(result, zones: [result.report.timeZone])
    }
  }

  private func rate(_ request: PlanRequest?, _ folder: WorkFolder) throws -> RateResult {
    if let request { try results.check(output, cdr: request.source) }
    let loaded = try folder.plan(request)
    if request == nil { try results.check(output, cdr: loaded.plan.source) }
    let count = processes ?? ProcessInfo.processInfo.activeProcessorCount
    let memory =
      memoryLimit?.bytes
      ?? max(MemoryBudget.smallestLimitBytes, MemoryBudget.standard.limitBytes / count)
    let context = try SpreadContext(
      loaded, scratch: folder.path, memory: MemoryBudget(limitBytes: memory))
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    return try SpreadRun(
      program: program, context: context, work: folder, processes: count, memory: memory
    ) { Terminal.message("\(DisplayText.of($0))\n") }.run(into: output)
  }
}

/// `summit-cdr spread clean`: what a run left behind.
struct SpreadCleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Remove a run and all that is left of it.",
    discussion: """
      Other files in the folder stay.

      Examples:
        summit-cdr spread clean --work results/.spread
      """)

  @Option(help: ArgumentHelp("The run's work folder.", valueName: "dir"))
  var work: String

  func run() throws {
    try SpreadEnding.step {
      try WorkFolder(work).clean()
      return ["cleaned": work]
    }
  }
}
