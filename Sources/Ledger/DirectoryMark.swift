import Foundation
import Output

/// What the data directory says of the database that belongs to it: its identifier, and a run that it has committed.
///
/// A database that knows less was restored, or has lost its log: it would take the segments of later runs for leavings
/// of a run that did not commit (spec 4.1).
struct DirectoryMark: Equatable {
  var identifier: String
  /// At most the last one of the database: the mark is written after the run is committed.
  var lastRun: Int64
}

extension DataDirectory {
  private static let markName = "identity"

  var markPath: String { path + "/" + Self.markName }

  /// Nil if there is none.
  func readMark() -> DirectoryMark? {
    guard let text = try? String(contentsOfFile: markPath, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n")
    return DirectoryMark(
      identifier: lines.first.map(String.init) ?? "", lastRun: lines.dropFirst().first.flatMap { Int64($0) } ?? 0)
  }

  func write(_ mark: DirectoryMark) throws(LedgerFailure) {
    do throws(OutputFailure) {
      let file = try OutputFile(directory: path, name: Self.markName, isPrivate: true)
      let text = TextBuffer(capacity: 64)
      text.append("\(mark.identifier)\n\(mark.lastRun)\n")
      try file.append(text.bytes)
      try file.synchronise()
      try file.publish()
      try OutputFailure.synchronise(directory: path)
    } catch {
      throw LedgerFailure(path: error.path, expected: error.expected, found: error.found, remedy: error.remedy)
    }
  }
}
