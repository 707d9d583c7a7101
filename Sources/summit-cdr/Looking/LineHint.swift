import Ledger
import Statements

/// What to say when a line has no calls: that it has none in these days, or that no line is called so.
enum LineHint {
  static func print(_ ledger: Ledger, line: String) throws {
    guard try ledger.books(ofLine: line).isEmpty else { return }
    let similar = SimilarNames.of(line, try ledger.recordedLines()).map(Terminal.displayable)
    let found = similar.isEmpty ? "" : "; similar lines have: \(similar.joined(separator: ", "))"
    Terminal.message("line \(Terminal.displayable(line)) has no recorded call\(found)\n")
  }
}
