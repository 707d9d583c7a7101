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
  /// Counted while its rows were read.
  package var scan = ScanTally()
  /// The file failed as a whole: none of its rows counts (spec 2.3).
  package var failure: String?
  /// That lies in its bytes: it will not pass before the file changes.
  package var failsByContent = false
  /// Why it failed, if it did in this run.
  package var failureKind: FileFailure.Kind?
  /// The header line; empty if there is none.
  package var header: [UInt8] = []
  /// Lines in all, the header's too; those of earlier runs included.
  package var lineCount = 0
  /// Where the last row begins, in inflated bytes, if it has no line end.
  package var openRowStart: Int64?

  package init(name: String, sizeBytes: Int64) {
    self.name = name
    self.sizeBytes = sizeBytes
  }
}

/// Which part of a file's inflated bytes a run reads (spec 4.2): a file that grew, or whose last row may be half written.
package struct ReadWindow: Sendable {
  /// The rows begin here; 0 for behind the header.
  package var startBytes: Int64 = 0
  /// Lines before `startBytes`.
  package var linesBefore = 0
  /// The rows end here, at a row's beginning; for plain files.
  package var endBytes: Int64?
  /// Of a gzip file: a last row with no line end is left for later.
  package var leavesOpenRow = false
  /// Where a last row with no line end begins, if the caller knows it.
  package var openRowStart: Int64?
  /// Of all bytes up to `endBytes`, if the caller knows it.
  package var digest: ContentDigest?

  package init() {}
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
    var places: [GzipPlaces.Place] = []
  }

  let files: [SourceFile]
  /// Regular files of the directory that the selection leaves out (spec 7.1).
  let leftOut: Int
  /// By file; the others are read whole.
  let windows: [Int: ReadWindow]
  /// By plain file: of the rows, those that begin in this part of its bytes are this run's; others read the rest (spec
  /// 10.1). What comes of a file that grows meanwhile is for the one who puts the parts together.
  let parts: [Int: Range<Int64>]
  private let states: Mutex<[State]>
  /// Of all files: some 13 MB.
  private static let maximumPlaces = 128

  /// - Parameter failures: files that failed in an attempt before, with the reason; they are not read again.
  init(
    _ files: [SourceFile], leftOut: Int = 0, failures: [Int: String] = [:], windows: [Int: ReadWindow] = [:],
    parts: [Int: Range<Int64>] = [:]
  ) {
    self.parts = parts
    self.files = files
    self.leftOut = leftOut
    self.windows = windows
    states = Mutex(
      files.enumerated().map { index, file in
        var result = FileResult(name: file.displayName, sizeBytes: file.identity.sizeBytes)
        result.failure = failures[index]
        return State(result: result)
      })
  }

  /// Notes what is known once a file was opened; `tasks` pieces of it will be read.
  func opened(_ file: Int, _ open: OpenFile, isGzip: Bool, head: FileHead, tasks: Int, blocks: Int) {
    let window = windows[file]
    states.withLock {
      $0[file].result.header = head.header
      $0[file].identity = open.identity
      $0[file].result.isGzip = isGzip
      $0[file].linesBefore = window.map { $0.startBytes > 0 ? $0.linesBefore : head.lineCount } ?? head.lineCount
      $0[file].openTasks = tasks
      $0[file].blockDigests = Array(repeating: nil, count: blocks)
    }
  }

  /// The file fails as a whole; only the first failure is kept. Returns whether it is the first.
  func fail(_ file: Int, _ failure: String, isOfContent: Bool, kind: FileFailure.Kind? = nil) -> Bool {
    states.withLock {
      guard $0[file].result.failure == nil else { return false }
      $0[file].result.failure = failure
      $0[file].result.failureKind = kind
      $0[file].result.failsByContent = isOfContent
      return true
    }
  }

  func hasFailed(_ file: Int) -> Bool {
    states.withLock { $0[file].result.failure != nil }
  }

  func add(_ tally: RowTally, _ scan: ScanTally, to file: Int) {
    states.withLock {
      $0[file].result.tally.add(tally)
      $0[file].result.scan.add(scan)
    }
  }

  /// Fails each file whose clock contradicts the layout's time zone, once all of it was read (spec 7.3).
  func failWrongClocks(_ judge: ClockJudge) {
    let found = states.withLock { states in
      states.enumerated().compactMap { index, state in
        state.result.failure == nil && state.result.scan.checks.clockFails ? (index, state.result) : nil
      }
    }
    for (index, result) in found {
      _ = fail(index, judge.failure(of: result.name, result.scan.checks).description, isOfContent: true)
    }
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
  func finish(_ file: Int, digest: ContentDigest?, plainBytes: Int64, openRowStart: Int64? = nil) {
    states.withLock {
      $0[file].result.openRowStart = openRowStart
      $0[file].result.plainBytes = plainBytes
      $0[file].result.digest = digest ?? ContentDigest.combine(blocks: $0[file].blockDigests.compactMap { $0 })
    }
  }

  /// Keeps places in a gzip file for those who read it again, as far as there is room for them.
  func keep(_ places: [GzipPlaces.Place], of file: Int) {
    if places.isEmpty { return }
    states.withLock { states in
      guard states.reduce(0, { $0 + $1.places.count }) + places.count <= Self.maximumPlaces else { return }
      states[file].places = places
    }
  }

  func places(of file: Int) -> [GzipPlaces.Place] { states.withLock { $0[file].places } }

  /// The digest of all of a file whose blocks have been read.
  func blocksDigest(of file: Int) -> ContentDigest {
    states.withLock { ContentDigest.combine(blocks: $0[file].blockDigests.compactMap { $0 }) }
  }

  /// The digests of the blocks of a plain file that have been read, by their numbers.
  func blockDigests(of file: Int) -> [(block: Int, digest: ContentDigest)] {
    states.withLock { states in
      states[file].blockDigests.enumerated().compactMap { block, digest in digest.map { (block, $0) } }
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
        if result.failure != nil { (result.tally, result.scan) = (RowTally(), ScanTally()) }
        return result
      }
    }
  }
}
