import FileInput
import RecordLayouts
import Synchronization

/// What became of one file of the source directory.
package struct FileResult: Sendable {
  package var name: String
  package var sizeBytes: Int64
  package var isGzip = false
  package var digest: ContentDigest?
  /// Bytes after inflating; the size itself for a plain file.
  package var plainBytes: Int64 = 0
  package var tally = RowTally()
  /// The file failed as a whole: none of its rows counts (spec 2.3).
  package var failure: String?
}

/// The files of a run while workers read them.
final class SourceFiles: Sendable {
  private struct State {
    var result: FileResult
    var linesBefore = 0
    var openTasks = 0
    /// What the file was when its rows were read.
    var identity: FileIdentity?
    var blockDigests: [ContentDigest?] = []
  }

  let files: [SourceFile]
  private let states: Mutex<[State]>

  /// - Parameter failures: files that failed in an attempt before, with the reason; they are not read again.
  init(_ files: [SourceFile], failures: [Int: String] = [:]) {
    self.files = files
    states = Mutex(
      files.enumerated().map { index, file in
        var result = FileResult(name: file.displayName, sizeBytes: file.identity.sizeBytes)
        result.failure = failures[index]
        return State(result: result)
      })
  }

  /// Notes what is known once a file was opened; `tasks` pieces of it will be read.
  func opened(_ file: Int, _ open: OpenFile, isGzip: Bool, linesBefore: Int, tasks: Int, blocks: Int) {
    states.withLock {
      $0[file].identity = open.identity
      $0[file].result.isGzip = isGzip
      $0[file].linesBefore = linesBefore
      $0[file].openTasks = tasks
      $0[file].blockDigests = Array(repeating: nil, count: blocks)
    }
  }

  /// The file fails as a whole; only the first failure is kept. Returns whether it is the first.
  func fail(_ file: Int, _ failure: String) -> Bool {
    states.withLock {
      guard $0[file].result.failure == nil else { return false }
      $0[file].result.failure = failure
      return true
    }
  }

  func hasFailed(_ file: Int) -> Bool {
    states.withLock { $0[file].result.failure != nil }
  }

  func add(_ tally: RowTally, to file: Int) {
    states.withLock { $0[file].result.tally.add(tally) }
  }

  func setDigest(_ digest: ContentDigest, block: Int, of file: Int) {
    states.withLock { $0[file].blockDigests[block] = digest }
  }

  /// One of the file's pieces was read; returns whether it was the last.
  func finishTask(of file: Int) -> Bool {
    states.withLock {
      $0[file].openTasks -= 1
      return $0[file].openTasks == 0
    }
  }

  /// The whole file was read.
  func finish(_ file: Int, digest: ContentDigest?, plainBytes: Int64) {
    states.withLock {
      $0[file].result.plainBytes = plainBytes
      $0[file].result.digest = digest ?? ContentDigest.combine(blocks: $0[file].blockDigests.compactMap { $0 })
    }
  }

  /// Checks that a file opened again is the one whose rows were read.
  func checkIsSame(_ file: Int, as open: OpenFile) throws(FileFailure) {
    guard states.withLock({ $0[file].identity }) == open.identity else { throw Self.changed(path: open.path) }
  }

  static func changed(path: String) -> FileFailure {
    FileFailure(
      file: path, kind: .changedWhileRead, expected: "the file as it was when it was listed or read before",
      found: "another size, time or file",
      remedy: "let its writer finish, then run again")
  }

  /// Lines before the first chunk, of each file.
  var linesBefore: [Int] { states.withLock { $0.map(\.linesBefore) } }

  /// Of each file; a failed one has no rows.
  var results: [FileResult] {
    states.withLock {
      $0.map { state in
        var result = state.result
        if result.failure != nil { result.tally = RowTally() }
        return result
      }
    }
  }
}
