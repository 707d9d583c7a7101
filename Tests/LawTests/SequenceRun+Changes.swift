import Foundation
import ReferenceLedger

/// What a run's report says of services: what they came to before and after.
extension SequenceRun {
  /// Amounts of single calls, each rounded, are not what the report adds up.
  private var isPerCall: Bool {
    sequence.startsPerCall
      || sequence.steps.contains { step in
        if case .perCall(true) = step { true } else { false }
      }
  }

  /// - Parameters:
  ///   - report: of a command that takes the model from `before` to `after`; nothing is asked of one that has no services.
  ///   - isWhole: every service that changes must be there; not of an import, in which one that merely got new calls is
  ///     left out.
  func compareChanges(
    _ words: String, _ report: [String: Any], from before: LedgerModel, to after: LedgerModel, isWhole: Bool
  ) throws {
    guard !isPerCall, let changes = (report["service_changes"] ?? report["services"]) as? [[String: Any]] else {
      return
    }
    var found: [String: Int] = [:]
    for change in changes {
      func text(_ key: String) -> String { change[key] as? String ?? "" }
      let key = [text("contract"), text("line"), text("plan"), text("cycle_start"), text("kind")].joined(separator: " ")
      found[key, default: 0] += Self.centavos(text("after")) - Self.centavos(text("before"))
    }
    var expected: [String: Int] = [:]
    for (model, sign) in [(after, 1), (before, -1)] {
      for service in model.look().services {
        let key = [service.contract, service.line, service.plan, service.cycleStart, service.isLate ? "late" : "cycle"]
        expected[key.joined(separator: " "), default: 0] += sign * service.centavos
      }
    }
    for key in found.keys.sorted() where found[key] != expected[key, default: 0] {
      throw Finding(
        "\(words): service \(key): expected a change of \(expected[key, default: 0]) centavos, found \(found[key] ?? 0)"
      )
    }
    for key in expected.keys.sorted() where isWhole && expected[key] != 0 && found[key] == nil {
      throw Finding("\(words): service \(key): expected a change of \(expected[key] ?? 0) centavos, found none")
    }
  }
}
