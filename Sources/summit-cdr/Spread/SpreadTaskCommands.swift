import ArgumentParser
import Spread

/// `summit-cdr spread map`: the first stage of one task.
struct SpreadMapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Read the files of one task into a run file.",
    discussion: """
      Examples:
        summit-cdr spread map --plan work/plan.json --task 7 \\
          --output work/map/00007.1-42.run
      """)

  @Option(help: ArgumentHelp("The plan.", valueName: "file"))
  var plan: String

  @Option(help: ArgumentHelp("The task's number, from 0.", valueName: "n"))
  var task: Int

  @OptionGroup var options: SpreadTaskOptions

  func run() throws {
    try SpreadEnding.step {
      try MapStep(try options.context(plan), task: task).run(to: options.output)
    }
  }
}

/// `summit-cdr spread reduce`: the second stage of some buckets.
struct SpreadReduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce", abstract: "Rate a range of buckets of lines into a run file.",
    discussion: """
      Examples:
        summit-cdr spread reduce --manifest work/manifest.json --buckets 12-19 \\
          --output work/reduce/00003.0-77.run
      """)

  @Option(help: ArgumentHelp("The manifest with the runs of all map tasks.", valueName: "file"))
  var manifest: String

  @Option(help: ArgumentHelp("Buckets, as commit says.", valueName: "n-n"))
  var buckets: Manifest.Share

  @OptionGroup var options: SpreadTaskOptions

  func run() throws {
    try SpreadEnding.step {
      let chosen = try Manifest.load(manifest)
      return try ReduceStep(try options.context(chosen.planPath), chosen, buckets).run(to: options.output)
    }
  }
}

/// `summit-cdr spread losers`: rows that are needed again.
struct SpreadLosersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "losers", abstract: "Read the losing versions of calls again into a run file.",
    discussion: """
      Which lines of the files these are stands in the parts that the manifest names.

      Examples:
        summit-cdr spread losers --manifest work/manifest.json --file 5,8 \\
          --output work/losers/00000.0-91.run
      """)

  @Option(help: ArgumentHelp("The manifest with the parts of all reduces.", valueName: "file"))
  var manifest: String

  @Option(help: ArgumentHelp("Numbers of files, as commit says.", valueName: "n,n"))
  var file: FileNumbers

  @OptionGroup var options: SpreadTaskOptions

  func run() throws {
    try SpreadEnding.step {
      let chosen = try Manifest.load(manifest)
      return try LosersStep(try options.context(chosen.planPath), chosen, files: file.numbers)
        .run(to: options.output)
    }
  }
}

extension Manifest.Share: ExpressibleByArgument {
  public init?(argument: String) { self.init(text: argument) }
}

/// `5,8,13`.
struct FileNumbers: ExpressibleByArgument {
  let numbers: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    numbers = parts.compactMap(\.self).filter { $0 >= 0 }
    if numbers.count < parts.count { return nil }
  }
}
