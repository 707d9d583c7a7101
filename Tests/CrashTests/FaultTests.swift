import Foundation
import ReferenceRating
import RunSupport
import Testing

/// If any operation on files fails, or ends the program: the next run leaves what one undisturbed run leaves (I4), and
/// no run claims what is not on the disk.
@Suite("Faults and kills at any operation on files (I4, I5, spec 4.2)", .enabled(if: Disturbance.isPossible))
struct FaultTests {
  /// SUMMIT_FAULTS=all tries every operation with every kind; a number so many.
  static let wanted = ProcessInfo.processInfo.environment["SUMMIT_FAULTS"] ?? "40"
  static let seed = ProcessInfo.processInfo.environment["SUMMIT_FIRST_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(arguments: [false, true])
  func `a fault at any operation leaves the state of an undisturbed run`(deletesFiles: Bool) throws {
    let stages = try Stage.all(deletesFiles: deletesFiles)
    for stage in stages { #expect(stage.changes.count > 20, "\(stage.name)") }
    var trials: [(stage: Stage, disturbance: Disturbance)] = []
    for stage in stages {
      for number in stage.changes.indices {
        for kind in Disturbance.Kind.allCases { trials.append((stage, Disturbance(kind: kind, operation: number + 1))) }
      }
      for number in stage.readings.indices {
        for kind in Disturbance.Kind.ofReading {
          trials.append((stage, Disturbance(kind: kind, operation: number + 1, ofClass: .read)))
        }
      }
    }
    if let count = Int(Self.wanted) {
      var random = SeededRandom(seed: Self.seed)
      trials = random.some(min(count, trials.count), of: trials)
    }
    var failures = 0
    for (stage, disturbance) in trials where failures < 20 {
      guard let fault = try stage.fault(disturbance) else { continue }
      Issue.record("\(fault)")
      failures += 1
    }
  }
}
