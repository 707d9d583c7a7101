import Dispatch
import Foundation
import Synchronization

/// Runs the tasks of one step in processes of their own, some at a time, and tries again where that may help.
final class ProcessPool: Sendable {
  /// A task, and what its process is called with; the path of its run file is added.
  struct Task: Sendable {
    var number: Int
    var arguments: [String]
  }

  private struct State {
    var waiting: [Task]
    var running: [Int: ChildProcess] = [:]
    var done: [Int: ChosenFile] = [:]
    var failure: SpreadFailure?
  }

  private let program: String
  private let kind: RunKind
  private let work: WorkFolder
  private let note: @Sendable (String) -> Void
  private let state: Mutex<State>

  /// A task that fails that often for reasons that may pass fails for good.
  private static let maximumAttempts = 4

  /// - Parameter note: takes what someone who watches should know.
  init(
    program: String, kind: RunKind, work: WorkFolder, tasks: [Task], note: @escaping @Sendable (String) -> Void
  ) {
    self.program = program
    self.kind = kind
    self.work = work
    self.note = note
    state = Mutex(State(waiting: tasks))
  }

  /// Runs all, `processes` at a time.
  ///
  /// - Returns: what was made of each task.
  /// - Throws: the first failure that another attempt would not mend; the other processes were let go.
  func run(processes: Int) throws(SpreadFailure) -> [Int: ChosenFile] {
    DispatchQueue.concurrentPerform(iterations: max(1, processes)) { _ in
      while let task = state.withLock({ state in
        state.failure == nil && !state.waiting.isEmpty ? state.waiting.removeFirst() : nil
      }) {
        do throws(SpreadFailure) {
          let made = try attempt(task)
          state.withLock { $0.done[task.number] = made }
        } catch {
          fail(error)
        }
      }
    }
    let (done, failure) = state.withLock { ($0.done, $0.failure) }
    if let failure { throw failure }
    return done
  }

  private func fail(_ failure: SpreadFailure) {
    state.withLock { state in
      if state.failure == nil { state.failure = failure }
      for child in state.running.values { child.release() }
      state.running = [:]
    }
  }

  private func attempt(_ task: Task) throws(SpreadFailure) -> ChosenFile {
    var attempt = 0
    while true {
      let name = "\(attempt)-\(String(UInt32.random(in: .min ... .max), radix: 16))"
      let path = work.runPath(kind, task: task.number, attempt: name)
      let end = try run(task, path)
      let word: String
      switch end.code {
      case 0?:
        if let made = StepResult.made(end.lastLine) { return made }
        word = "no result line"
      case let code?:
        if let failure = StepResult.failure(end.lastLine, code: code), !failure.kind.mayPass { throw failure }
        word = "exit code \(code)"
      case nil: word = "signal \(end.signal)"
      }
      attempt += 1
      let what = "\(kind) \(task.number): \(word)"
      guard attempt < Self.maximumAttempts else {
        throw StepResult.failure(end.lastLine, code: end.code ?? 0)
          ?? SpreadFailure(.inputOutput, "\(what), \(attempt) times")
      }
      note("\(what): trying again")
    }
  }

  private func run(_ task: Task, _ path: String) throws(SpreadFailure) -> ChildProcess.End {
    let child = try ChildProcess.start(program, task.arguments + ["--output", path, "--lease-stdin"])
    let isWanted = state.withLock { state in
      guard state.failure == nil else { return false }
      state.running[task.number] = child
      return true
    }
    if !isWanted { child.release() }
    let end = child.wait()
    let isHeld = state.withLock { $0.running.removeValue(forKey: task.number) != nil }
    if isHeld { child.release() }
    if let failure = state.withLock({ $0.failure }) { throw failure }
    return end
  }
}

extension SpreadFailure.Kind {
  /// Whether another attempt, or one elsewhere, may go well.
  package var mayPass: Bool {
    switch self {
    case .cannotWrite, .inputOutput, .gone: true
    default: false
    }
  }
}

/// The last line of a step's standard output: a JSON object, of what was made or why nothing was.
package enum StepResult {
  private struct Failure: Codable {
    var failure: String
    var message: String
    var tasks: [Int]
    var paths: [String]
    var files: [String]
  }

  /// A failure as a result line.
  package static func line(_ failure: SpreadFailure) -> String {
    line(
      Failure(
        failure: "\(failure.kind)", message: failure.message, tasks: failure.tasks, paths: failure.paths,
        files: failure.files))
  }

  /// What a step made as its result line, with what it took of time and memory.
  package static func line(of step: () throws -> some Encodable) rethrows -> String {
    let start = ContinuousClock.now
    return line(Made(made: try step(), start: start))
  }

  private struct Made<Value: Encodable>: Encodable {
    let made: Value
    let start: ContinuousClock.Instant

    private enum Keys: String, CodingKey {
      case peakBytes, seconds
    }

    func encode(to encoder: any Encoder) throws {
      try made.encode(to: encoder)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(ProcessMemory.peakBytes, forKey: .peakBytes)
      try container.encode((ContinuousClock.now - start) / .seconds(1), forKey: .seconds)
    }
  }

  private static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  static func made(_ line: String) -> ChosenFile? {
    try? JSONDecoder().decode(ChosenFile.self, from: Data(line.utf8))
  }

  static func failure(_ line: String, code: Int32) -> SpreadFailure? {
    guard let kind = SpreadFailure.Kind(rawValue: code) else { return nil }
    let said = try? JSONDecoder().decode(Failure.self, from: Data(line.utf8))
    return SpreadFailure(
      kind, said?.message ?? "exit code \(code)", tasks: said?.tasks ?? [], paths: said?.paths ?? [],
      files: said?.files ?? [])
  }
}
