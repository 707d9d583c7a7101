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
    try ledger.fileConcerns(present: nil).filter { $0.name == Array(name.utf8) }
  }

  /// Ends what is told of files, of all or of none.
  ///
  /// - Returns: what was told of each.
  /// - Throws: `Problem` if nothing is told of one.
  @discardableResult
  package static func release(
    _ names: [String], _ ledger: Ledger, by author: Author
  ) throws -> [(name: String, concerns: [FileConcern])] {
    let files = try names.map { name in
      let concerns = try concerns(ledger, named: name)
      if concerns.isEmpty { throw try nothingTold(of: name, ledger) }
      return (name: name, concerns: concerns)
    }
    try ledger.change(by: author) { change in
      for file in files { try change.release(file.concerns, name: file.name) }
    }
    return files
  }

  private static func nothingTold(of name: String, _ ledger: Ledger) throws -> Problem {
    let last = try readings(ledger, named: name).last
    let state =
      last?.isReleased == true
      ? "was released before" : "is \(last?.state.rawValue ?? "unknown"), and nothing is told of it"
    return Problem(
      DisplayText.of(name),
      expected: "a file that failed, of whose rows more than half were rejected or none is left, or that several runs "
        + "found too young",
      found: "one that \(state)")
  }
}
