import FileInput
import Foundation
import Ledger
import Output
import Pipeline
import Glibc

/// Where results may go: each `--output` of the program asks here.
///
/// A result is a new file, or takes the place of an ordinary file that this program wrote or that `--force` names; never
/// of a device, FIFO, symbolic link or directory. Nothing goes into a data directory, whose files only the ledger may
/// write, or into a directory of CDR files, where it would be read as one.
package struct OutputPlaces: Sendable {
  /// A directory that no result may go into, nor anything below it.
  package struct Closed: Sendable {
    package var path: String
    /// For messages: `the data directory`.
    package var what: String

    package init(_ path: String, _ what: String) {
      self.path = path
      self.what = what
    }
  }

  /// What the beginning of a file must be for it to be one of ours.
  package typealias Mark = @Sendable (_ head: String) -> Bool

  /// Read of a file to know it: more than the longest first line that we write.
  package static let headBytes = 4 << 10

  private let closed: [Closed]

  /// Data directories are known by their ledger and need not be named.
  package init(_ closed: [Closed] = []) { self.closed = closed }

  /// The places that the integrations leave.
  package init(_ integrations: [Integration]) {
    self.init(
      integrations.flatMap {
        [Closed($0.dataDirectory, "the data directory"), Closed($0.source.directory, "the directory of the CDR files")]
      })
  }

  /// Those outside of a directory of CDR files.
  package init(outsideCDRs directory: String) { self.init([Closed(directory, "the directory of the CDR files")]) }

  /// Checks that results may be written into a directory, in place of those of an earlier run.
  ///
  /// - Parameter isForced: whether they may replace any ordinary files of their names.
  package func check(
    _ results: [ResultKind] = ResultKind.all, in directory: String, isForced: Bool
  ) throws(OutputFailure) {
    try check(directory: directory)
    for result in results {
      for name in result.names {
        try check(file: directory + "/" + name, replacing: result.isOne, isForced: isForced)
      }
    }
  }

  /// Checks that a result may have the name `path`.
  ///
  /// - Parameters:
  ///   - mark: which files a result may replace; nil: none.
  ///   - isForced: whether it may replace any ordinary file.
  /// - Throws: `OutputFailure` if not. Nothing was changed.
  package func check(file path: String, replacing mark: Mark? = nil, isForced: Bool = false) throws(OutputFailure) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    guard !["", ".", ".."].contains(name) else {
      throw failure(path, mark, "the name of a directory", "name a file in it")
    }
    try check(directory: name == path ? "." : String(path.dropLast(name.count)), for: path)
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // A name that cannot be looked at is found so when the file is made, with what to do.
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw failure(path, mark, Self.kind(status.st_mode), "name another file: that one is left as it is")
    }
    if isForced { return }
    guard let mark else {
      throw failure(path, nil, "one that does", "it is left as it is: name another, or move it away")
    }
    guard let head = Self.head(of: path), mark(head) else {
      throw failure(path, mark, "another file", "name another, or replace it with --force")
    }
  }

  /// Checks that results may go into the directory at `path`, which need not be there yet.
  package func check(directory path: String) throws(OutputFailure) { try check(directory: path, for: path) }

  private func check(directory: String, for path: String) throws(OutputFailure) {
    var resolved = try Self.resolved(directory, path)
    let closedPlaces = closed.compactMap { closed in Place(closed.path).map { (closed: closed, place: $0) } }
    while true {
      if let place = Place(resolved), let found = closedPlaces.first(where: { $0.place == place }) {
        throw Self.inside(path, found.closed.what, found.closed.path)
      }
      var status = stat()
      if lstat(DataDirectory(path: resolved).databasePath, &status) == 0 {
        throw Self.inside(path, "a data directory", resolved)
      }
      guard resolved != "/" else { return }
      resolved = PathText.parent(resolved)
    }
  }

  /// What of `directory` is there, without links and dots.
  private static func resolved(_ directory: String, _ path: String) throws(OutputFailure) -> String {
    var existing = directory.isEmpty ? "." : directory
    var missing: [String] = []
    while true {
      if let real = realpath(existing, nil) {
        // SAFETY: realpath gave a string that ends in NUL and is ours to free.
        defer { free(real) }
        guard !missing.contains("..") else {
          throw OutputFailure(
            path: path, expected: "a path without .. behind a directory that is not there", found: "one",
            remedy: "name the directory itself")
        }
        return String(cString: real)
      }
      let parent = PathText.parent(existing)
      missing.append(PathText.name(existing))
      if existing == parent { return existing }
      existing = parent.isEmpty ? "." : parent
    }
  }

  /// A directory, told from others by what it is, not by its name.
  private struct Place: Equatable {
    var device: UInt64
    var inode: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  /// The beginning of a file, inflated if it is gzip; nil if it cannot be read.
  private static func head(of path: String) -> String? {
    guard let file = try? OpenFile(path: path), let isGzip = try? file.isGzip() else { return nil }
    var bytes = [UInt8](repeating: 0, count: headBytes)
    let count = bytes.withUnsafeMutableBytes { buffer in
      isGzip ? try? GzipStream(file: file).read(into: buffer) : try? file.read(into: buffer, at: 0)
    }
    return count.map { String(decoding: bytes[..<$0], as: UTF8.self) }
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a directory"
    case S_IFLNK: "a symbolic link"
    case S_IFIFO: "a FIFO"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }

  private func failure(_ path: String, _ mark: Mark?, _ found: String, _ remedy: String) -> OutputFailure {
    OutputFailure(
      path: SourceFile.displayable(path.utf8),
      expected: mark == nil
        ? "a file that does not exist yet" : "a new file, or an earlier result of this command in its place",
      found: found, remedy: remedy)
  }

  private static func inside(_ path: String, _ what: String, _ closed: String) -> OutputFailure {
    let reason = what.contains("CDR") ? "it would be read as one of them" : "only the ledger may write there"
    return OutputFailure(
      path: SourceFile.displayable(path.utf8),
      expected: "a place outside of \(what) \(SourceFile.displayable(closed.utf8))", found: "one in it",
      remedy: "name another directory: \(reason)")
  }
}
