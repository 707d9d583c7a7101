import CallModel
import Listing
import Registry

/// What new statuses of contracts come to, for people and programs.
package struct ContractStatusOutcome {
  private let changes: [ContractStatusChange]
  private let isDryRun: Bool

  package init(_ changes: [ContractStatusChange], isDryRun: Bool) {
    self.changes = changes
    self.isDryRun = isDryRun
  }

  package var lines: [String] {
    var lines: [String] = []
    for change in changes.prefix(FollowingText.maximumListed) { lines += Self.lines(change) }
    if changes.count > FollowingText.maximumListed {
      let more = changes.count - FollowingText.maximumListed
      lines.append("… and \(CountText.of(more, "more contract", "more contracts"))")
    }
    let requesting = changes.flatMap(\.lines).count { !($0.followed?.requests.isEmpty ?? true) }
    if isDryRun {
      lines.append("dry run: nothing was changed")
    } else if requesting > 0 {
      lines.append("send it with summit-cdr platform push; the next import does, too")
    }
    return lines
  }

  private static func lines(_ change: ContractStatusChange) -> [String] {
    let contract = DisplayText.of(change.contract)
    let head =
      change.was == change.now
      ? "\(contract) is \(change.now.rawValue) already: nothing is sent"
      : "\(contract): \(change.was.rawValue) → \(change.now.rawValue)"
    var lines = [head]
    if change.lines.isEmpty { lines.append("  no line") }
    for line in change.lines.prefix(FollowingText.maximumListed) { lines.append("  " + text(line)) }
    if change.lines.count > FollowingText.maximumListed {
      let more = change.lines.count - FollowingText.maximumListed
      lines.append("  … and \(CountText.of(more, "more line", "more lines"))")
    }
    return lines
  }

  private static func text(_ line: ContractStatusChange.Line) -> String {
    var parts = [line.followed.map(what) ?? "the integration has no summit_api: nothing is sent"]
    if line.ended { parts.append("the line ends today") }
    return "\(DisplayText.of(line.line))  \(line.number)  " + parts.joined(separator: "; ")
  }

  private static func what(_ line: FollowedLine) -> String {
    let ground = FollowingText.ground(line.outlook)
    return line.requests.isEmpty ? "nothing is sent: \(ground)" : "\(FollowingText.requests(line.requests)) (\(ground))"
  }

  /// The same as JSON.
  package var object: ListingValue {
    .object(["dry_run": .flag(isDryRun), "contracts": .array(changes.map(Self.object))])
  }

  private static func object(_ change: ContractStatusChange) -> ListingValue {
    let lines = change.lines.map { line in
      ListingValue.object([
        "line": .text(line.line), "number": .text(line.number), "ended": .flag(line.ended),
        "wishes": .array(line.followed?.requests.map(\.object) ?? []),
        "ground": .optional(line.followed.map { FollowingText.ground($0.outlook) }),
      ])
    }
    return .object([
      "contract": .text(change.contract), "was": .text(change.was.rawValue), "now": .text(change.now.rawValue),
      "lines": .array(lines),
    ])
  }
}
