import FileInput
import Foundation
import Pipeline

/// All steps one after the other on one machine, their tasks in processes side by side: what a cluster does, without one
/// (spec 10.1).
package struct SpreadRun {
  private let program: String
  private let context: SpreadContext
  private let work: WorkFolder
  private let processes: Int
  private let memory: Int?
  private let note: @Sendable (String) -> Void

  /// Damaged run files are made anew that often.
  private static let maximumRepairs = 4

  /// - Parameters:
  ///   - program: the path of this program.
  ///   - memory: what each process may hold, bytes; nil: the usual.
  ///   - note: takes what someone who watches should know.
  package init(
    program: String, context: SpreadContext, work: WorkFolder, processes: Int, memory: Int?,
    note: @escaping @Sendable (String) -> Void
  ) {
    self.program = program
    self.context = context
    self.work = work
    self.processes = processes
    self.memory = memory
    self.note = note
  }

  /// Does what is left to do, and writes the results into `output`. The work folder stays.
  package func run(into output: String) throws(SpreadFailure) -> RateResult {
    var repairs = 0
    while true {
      do throws(SpreadFailure) {
        return try attempt(into: output)
      } catch {
        repairs += 1
        guard error.kind == .damaged, !error.paths.isEmpty, repairs <= Self.maximumRepairs else { throw error }
        note(error.message)
        try work.remove(error.paths)
      }
    }
  }

  private func attempt(into output: String) throws(SpreadFailure) -> RateResult {
    let commit = CommitStep(context, work)
    let parts = try reduce(try commit.chooseRuns(try map(), reduces: nil))
    let rereads = try commit.chooseParts(parts, of: try Manifest.load(work.manifestPath), rereads: processes)
    let losers = try reread(rereads)
    _ = try commit.chooseLosers(losers, of: try Manifest.load(work.manifestPath))
    let manifest = try Manifest.load(work.manifestPath)
    let result = try MergeStep(context, manifest, workers: processes).run(into: output)
    work.removeRubbish(except: manifest.paths)
    return result
  }

  private func map() throws(SpreadFailure) -> [ChosenFile] {
    let done = context.loaded.wholeRuns(in: work)
    let left = context.plan.tasks.indices.filter { done[$0] == nil }
    let made = try pool(.map, left.map { ($0, ["map", "--plan", context.loaded.path, "--task", "\($0)"]) })
    return Array(done.merging(made) { $1 }.values)
  }

  private func reduce(_ commit: CommitStep.Result) throws(SpreadFailure) -> [ChosenFile] {
    try finish(.reduce, commit) { ["reduce", "--manifest", commit.manifest, "--buckets", $0] }
  }

  private func reread(_ commit: CommitStep.Result) throws(SpreadFailure) -> [ChosenFile] {
    try finish(.losers, commit) { ["losers", "--manifest", commit.manifest, "--file", $0] }
  }

  private func finish(
    _ kind: RunKind, _ commit: CommitStep.Result, _ arguments: (String) -> [String]
  ) throws(SpreadFailure) -> [ChosenFile] {
    let left = commit.tasks.indices.filter { commit.done[$0] == nil }
    let made = try pool(kind, left.map { ($0, arguments(commit.tasks[$0])) })
    return Array(commit.done.merging(made) { $1 }.values)
  }

  private func pool(
    _ kind: RunKind, _ tasks: [(number: Int, arguments: [String])]
  ) throws(SpreadFailure) -> [Int: ChosenFile] {
    let limit = memory.map { ["--memory-limit", "\($0)"] } ?? []
    let pool = ProcessPool(
      program: program, kind: kind, work: work,
      tasks: tasks.map { ProcessPool.Task(number: $0.number, arguments: ["spread"] + $0.arguments + limit) },
      note: note)
    return try pool.run(processes: min(processes, max(1, tasks.count)))
  }
}
