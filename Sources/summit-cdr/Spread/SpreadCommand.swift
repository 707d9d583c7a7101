import ArgumentParser
import Spread

/// `summit-cdr spread`: what `rate` does, in steps that other machines can take a share in (spec 10).
struct SpreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spread",
    abstract: "Rate in steps, in processes of their own, on one machine or many.",
    discussion: """
      The same results as rate, byte for byte. plan shares the files out to tasks; map reads one task's files, reduce \
      rates a range of buckets of lines, losers reads losing versions again, each in a process of its own and on any \
      machine that sees the same folders; commit chooses what was made of each task; merge writes the results. \
      spark/summit_spark.py runs the steps on a Spark cluster, run runs them on this machine. See the README, "When \
      one machine is too small".

      The last line of standard output is a JSON object: what was made, or why nothing was.

      Examples:
        summit-cdr spread run --registry registry --cdr cdr --output results \\
          --processes 2
        summit-cdr spread plan --registry registry --cdr cdr --work work
        summit-cdr spread map --plan work/plan.json --task 0 \\
          --output work/map/00000.0-1.run

      Exit codes:
        0   whole
        2   the registry, the layout or a directory cannot be used (plan)
        64  wrong usage
        65  a run file is not whole or of another plan: do its task again
        66  a CDR file is gone or was rewritten since the plan
        70  a fault of the program; nothing was written
        73  cannot write
        74  cannot read, here or now
        75  nobody waits for the result any more
        76  registry, layout, time zones or program are not the plan's
      """,
    subcommands: [
      SpreadPlanCommand.self, SpreadMapCommand.self, SpreadCommitCommand.self, SpreadReduceCommand.self,
      SpreadLosersCommand.self, SpreadMergeCommand.self, SpreadRunCommand.self, SpreadCleanCommand.self,
    ])
}

/// How a step ends.
enum SpreadEnding {
  /// Runs a step: what it returns is its result line, and so is a failure.
  static func step(_ body: () throws -> some Encodable) throws {
    try telling(hasResultLine: true) { try Terminal.write(lines: [try StepResult.line(of: body)]) }
  }

  /// Runs `body`; a failure is said.
  ///
  /// - Throws: the exit code of its kind.
  static func telling(hasResultLine: Bool = false, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as SpreadFailure {
      Terminal.error(failure.message)
      if hasResultLine { try Terminal.write(lines: [StepResult.line(failure)]) }
      throw ExitCode(failure.kind.rawValue)
    }
  }
}

/// What the steps that run as tasks have in common.
struct SpreadTaskOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The run file to write: a new name for each attempt.", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "What the process may hold in memory, such as 256MiB, the default; on small machines a quarter of theirs.",
      valueName: "size"))
  var memoryLimit: ByteSize?

  @Flag(help: "End when standard input does: nobody waits for the result any more.")
  var leaseStdin = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output: expected a file, found nothing") }
    try memoryLimit?.checkMemory()
  }

  /// The plan with what a task needs of it.
  func context(_ plan: String) throws -> SpreadContext {
    if leaseStdin { Lease.watch() }
    let directory = output.lastIndex(of: "/").map { String(output[..<$0]) } ?? "."
    return try SpreadContext(try SpreadPlan.load(plan), scratch: directory, memory: memoryLimit?.budget)
  }
}
