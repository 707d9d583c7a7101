import Foundation
import Synchronization

/// Runs many sequences side by side, and shrinks those in which the program differs from the law.
struct LawDriver: Sendable {
  struct Failure: Sendable {
    let seed: UInt64
    let finding: String
    let script: String
  }

  struct Result: Sendable {
    var sequences = 0
    var steps = 0
    var leniencies = 0
    var failures: [Failure] = []
  }

  /// The first words of a finding: what differs.
  static func kind(_ finding: String) -> String { String(finding.prefix { $0 != ":" && $0 != "\n" && $0 != "(" }) }

  /// Sequences side by side: one a processor of a small machine.
  static let workers = 2

  var options = LawOptions()
  /// No more runs of the program than this are spent on making a failure smaller.
  var shrinkRuns = 100

  /// On threads of its own: it takes long, and servers of other tests need those of tasks.
  ///
  /// - Parameter report: a line a failure, as it is found.
  func run(seeds: ClosedRange<UInt64>, report: @Sendable @escaping (Failure) -> Void) async -> Result {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: runHere(seeds: seeds, report: report)) }
    }
  }

  private func runHere(seeds: ClosedRange<UInt64>, report: @Sendable @escaping (Failure) -> Void) -> Result {
    let next = Mutex(seeds.lowerBound)
    let result = Mutex(Result())
    DispatchQueue.concurrentPerform(iterations: Self.workers) { _ in
      while true {
        let seed = next.withLock { next in
          defer { next += 1 }
          return next
        }
        if seed > seeds.upperBound { return }
        let sequence = SequenceMaker.sequence(seed: seed)
        let (failure, leniencies) = check(sequence)
        result.withLock {
          $0.sequences += 1
          $0.steps += sequence.steps.count
          $0.leniencies += leniencies
          if let failure { $0.failures.append(failure) }
        }
        if let failure { report(failure) }
      }
    }
    return result.withLock { $0 }
  }

  private func check(_ sequence: LawSequence) -> (Failure?, leniencies: Int) {
    let (finding, leniencies) = run(sequence, options, isKept: shrinkRuns == 0)
    guard let finding else { return (nil, leniencies) }
    let small = shrinkRuns == 0 ? sequence : shrunk(sequence)
    var always = options
    always.looksAlways = true
    let last = shrinkRuns == 0 ? finding : run(small, always, isKept: true).finding ?? finding
    return (Failure(seed: sequence.seed, finding: last, script: small.words), leniencies)
  }

  private func run(_ sequence: LawSequence, _ options: LawOptions, isKept: Bool) -> (finding: String?, leniencies: Int)
  {
    do {
      let run = try SequenceRun(sequence, options)
      do {
        try run.run()
        return (nil, run.leniencies)
      } catch {
        if !isKept { try? FileManager.default.removeItem(at: run.site.directory) }
        return ("\(error)", run.leniencies)
      }
    } catch {
      return ("\(error)", 0)
    }
  }

  private func shrunk(_ sequence: LawSequence) -> LawSequence {
    var always = options
    always.looksAlways = true
    var shrinker = Shrinker(runsLeft: shrinkRuns) { self.run($0, always, isKept: false).finding != nil }
    return shrinker.shrunk(sequence)
  }
}
