import CallModel
import Ledger

/// What `billing.additional_service` was and since when (spec 2.1, 4.4): one service a cycle, or one a call.
///
/// A change holds for cycles that begin after the day of the first import that sees it. So the mode of a cycle is fixed
/// by its first day alone, whichever of its calls comes first (I3).
package struct ServiceModes: Equatable, Sendable {
  private struct Change: Equatable {
    /// Cycles that begin after this day have the mode.
    var seenOn: CivilDate
    var isPerCall: Bool
  }

  private var changes: [Change] = []

  /// Where the ledger keeps it.
  package static let settingKey = "service-modes"

  /// - Parameter text: what the ledger keeps; nil if nothing was imported yet.
  package init(_ text: String?) {
    for line in (text ?? "").split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { continue }
      let day = parts[0] == Self.always ? CivilDate.distantPast : CivilDate(text: String(parts[0]))
      if let day { changes.append(Change(seenOn: day, isPerCall: parts[1] == Self.perCall)) }
    }
  }

  /// As the ledger keeps it.
  package var text: String {
    changes.map {
      "\($0.seenOn == .distantPast ? Self.always : $0.seenOn.description) \($0.isPerCall ? Self.perCall : Self.aggregated)"
    }.joined(separator: "\n")
  }

  /// Whether each call of a cycle is a service of its own.
  package func isPerCall(cycleStart: CivilDate) -> Bool {
    changes.last { $0.seenOn < cycleStart }?.isPerCall ?? false
  }

  /// Takes note of what an import finds in the integration; the first one's mode holds for all cycles before, too.
  ///
  /// - Parameter today: a clock that was set back counts as the day of the last change.
  package mutating func note(isPerCall: Bool, on today: CivilDate) {
    guard let last = changes.last else {
      changes = [Change(seenOn: .distantPast, isPerCall: isPerCall)]
      return
    }
    guard last.isPerCall != isPerCall else { return }
    let day = max(today, last.seenOn)
    // A change that was taken back the same day was none.
    if last.seenOn == day, changes.count > 1 { changes.removeLast() }
    if changes.last?.isPerCall != isPerCall { changes.append(Change(seenOn: day, isPerCall: isPerCall)) }
  }

  private static let always = "always"
  private static let perCall = "per-call"
  private static let aggregated = "aggregated"
}
