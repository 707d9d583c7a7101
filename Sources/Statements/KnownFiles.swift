import CallModel
import Ledger

/// Files by the names a person gives.
package enum KnownFiles {
  package static func readings(_ ledger: Ledger, named name: String) throws -> [FileRow] {
    let files = try ledger.files(named: name)
    guard files.isEmpty else { return files }
    let similar = SimilarNames.of(name, Array(Set(try ledger.fileNames()))).map { DisplayText.of($0) }
    let remedy =
      similar.isEmpty ? "summit-cdr files lists those that were" : "similar ones are \(similar.joined(separator: ", "))"
    throw Problem("NAME", expected: "a file that was read", found: DisplayText.of(name), remedy: remedy)
  }

  /// What is told of a file, until it is released.
  package static func concerns(_ ledger: Ledger, named name: String) throws -> [FileConcern] {
    let concerns = try ledger.fileConcerns(present: nil).filter { $0.name == Array(name.utf8) }
    guard concerns.isEmpty else { return concerns }
    guard let last = try readings(ledger, named: name).last else { return [] }
    let found =
      last.isReleased ? "one that was released before" : "one that is \(last.state.rawValue), and nothing is told of it"
    throw Problem(
      DisplayText.of(name),
      expected: "a file that failed, of whose rows more than half were rejected or none is left, or that several runs "
        + "found too young",
      found: found)
  }

  /// Ends what is told of files: of all that are named, or of none.
  ///
  /// - Returns: what was told of each.
  package static func release(
    _ names: [String], in ledger: Ledger, by author: Author
  ) throws -> [(name: String, concerns: [FileConcern])] {
    let told = try names.map { (name: $0, concerns: try concerns(ledger, named: $0)) }
    try ledger.change(by: author) { change in
      for (name, concerns) in told { try change.release(concerns, name: name) }
    }
    return told
  }
}
