import Ledger
import Statements

/// Files by the names a person gives.
enum KnownFiles {
  static func readings(_ ledger: Ledger, named name: String) throws -> [FileRow] {
    let files = try ledger.files(named: name)
    guard files.isEmpty else { return files }
    let similar = SimilarNames.of(name, Array(Set(try ledger.fileNames()))).map(Terminal.displayable)
    let remedy =
      similar.isEmpty ? "summit-cdr files lists those that were" : "similar ones are \(similar.joined(separator: ", "))"
    throw LookFailure("NAME: expected a file that was read, found \(Terminal.displayable(name)): \(remedy)")
  }

  /// The readings of a file that keep it from being deleted.
  static func heldBack(_ ledger: Ledger, named name: String) throws -> [FileRow] {
    let files = try readings(ledger, named: name)
    let held = files.filter(\.isHeldBack)
    guard held.isEmpty, let last = files.last else { return held }
    let found =
      if last.isReleased {
        "one that was released before"
      } else if last.state == .failed {
        "one that failed: none of its rows was imported, so it stays until it is repaired or you remove it"
      } else {
        "one that is \(last.state.rawValue), and nothing holds it back"
      }
    throw LookFailure(
      "\(Terminal.displayable(name)): expected a file of whose rows more than half were rejected, found \(found)")
  }
}
