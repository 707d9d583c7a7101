import CallModel
import Listing

/// What `platform compare` found, and what it repaired.
package struct ComparisonOutcome: Sendable {
  package var comparison: PlatformComparison
  /// Whether a repair was asked for.
  package var isRepair: Bool
  package var repaired: [FollowedLine]
  package var left: [PlatformDifference]

  package init(
    comparison: PlatformComparison, isRepair: Bool = false, repaired: [FollowedLine] = [], left: [PlatformDifference]
  ) {
    self.comparison = comparison
    self.isRepair = isRepair
    self.repaired = repaired
    self.left = left
  }

  package var lines: [String] {
    let differences = comparison.differences
    let looked = CountText.of(comparison.lines, "line", "lines")
    if differences.isEmpty { return ["\(looked): the platform is as the registers say"] }
    var lines = DifferenceListing.columns.table(differences)
    lines.append("\(looked), \(CountText.of(differences.count, "difference", "differences"))")
    guard isRepair else { return lines }
    for line in repaired.prefix(FollowingText.maximumListed) where !line.requests.isEmpty {
      lines.append("platform: \(DisplayText.of(line.line)) \(FollowingText.requests(line.requests))")
    }
    lines.append(
      "\(CountText.of(repaired.count, "line is", "lines are")) repaired by the next platform push; "
        + "\(CountText.of(left.count, "difference is", "differences are")) left")
    return lines
  }

  /// The same as JSON.
  package var object: ListingValue {
    func objects(_ differences: [PlatformDifference]) -> ListingValue {
      .array(differences.map(DifferenceListing.columns.object))
    }
    return .object([
      "lines": .integer(comparison.lines), "differences": objects(comparison.differences), "left": objects(left),
      "repaired": .array(
        repaired.map { .object(["line": .text($0.line), "wishes": .array($0.requests.map(\.object))]) }),
    ])
  }
}
