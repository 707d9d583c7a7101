import Foundation
import Testing

/// The program against the law (spec 4.3) on seeded sequences of all operations. A failure prints its seed and the
/// sequence made small.
///
/// `LAW_SEEDS=a..b` or `LAW_SEQUENCES=n`: which, or how many; `BIN`: another program; `LAW_LENIENT=1` or `hard`:
/// for a program from before the law; `LAW_SHRINK=n`: runs spent on making a failure smaller.
struct RandomSequenceTests {
  @Test("A ledger says what the law says after any sequence of operations (spec 4.3)")
  func sequences() async {
    var driver = LawDriver()
    driver.options.isLenient = LawSwitch.variable("LAW_LENIENT") != nil
    driver.options.isHard = LawSwitch.variable("LAW_LENIENT") == "hard"
    if let runs = LawSwitch.variable("LAW_SHRINK").flatMap({ Int($0) }) { driver.shrinkRuns = runs }
    let result = await driver.run(seeds: LawSwitch.seeds) { failure in
      print("LAW seed \(failure.seed): \(failure.finding)\n\(failure.script)\n")
    }
    for failure in result.failures { Issue.record("seed \(failure.seed): \(failure.finding)\n\(failure.script)") }
    let kinds = Dictionary(grouping: result.failures) { LawDriver.kind($0.finding) }
    for (kind, failures) in kinds.sorted(by: { $0.value.count > $1.value.count }) {
      print("LAW \(failures.count) \(kind): seeds \(failures.map { String($0.seed) }.sorted().joined(separator: " "))")
    }
    print(
      "LAW \(result.sequences) sequences, \(result.steps) steps, \(result.failures.count) differ, "
        + "\(result.leniencies) commands passed over")
  }

  @Test("Sequences of greater seeds that went wrong once go right", arguments: [374, 384, 399, 484] as [UInt64])
  func found(seed: UInt64) async {
    let result = await LawDriver().run(seeds: seed...seed) { _ in }
    for failure in result.failures { Issue.record("seed \(failure.seed): \(failure.finding)\n\(failure.script)") }
  }
}

/// The environment of the suite.
enum LawSwitch {
  static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  static let usualSequences: UInt64 = 300

  static var seeds: ClosedRange<UInt64> {
    let ends = (variable("LAW_SEEDS") ?? "").split(separator: "..", omittingEmptySubsequences: true).compactMap {
      UInt64($0)
    }
    if ends.count == 2 { return ends[0]...max(ends[0], ends[1]) }
    if ends.count == 1 { return ends[0]...ends[0] }
    let first = variable("SUMMIT_FIRST_SEED").flatMap { UInt64($0) } ?? 1
    return first...(first + max(1, variable("LAW_SEQUENCES").flatMap { UInt64($0) } ?? usualSequences) - 1)
  }
}
