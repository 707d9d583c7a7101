import CallModel
import Ledger

/// What to say when a line has no calls: that it has none in these days, or that no line is called so.
package enum LineHint {
  /// - Returns: nil: the line has recorded calls.
  package static func text(_ ledger: Ledger, line: String) throws -> String? {
    guard try ledger.cycleAccounts(ofLine: line).isEmpty else { return nil }
    let similar = SimilarNames.of(line, try ledger.recordedLines()).map { DisplayText.of($0) }
    let found = similar.isEmpty ? "" : "; similar lines have: \(similar.joined(separator: ", "))"
    return "line \(DisplayText.of(line)) has no recorded call\(found)"
  }
}
