import Foundation
import Synchronization
import Glibc

/// Why an output could not be written.
package struct OutputFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package let path: String
  package let expected: String
  package let found: String
  package let remedy: String

  package init(path: String, expected: String, found: String, remedy: String) {
    self.path = path
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  init(path: String, call: String, code: CInt) {
    let remedy =
      switch code {
      case ENOSPC, EDQUOT: "free some space and run again; what was there before is unchanged"
      case EMFILE, ENFILE: "raise the limit of open files (ulimit -n), or use fewer workers"
      case EFBIG: "raise the limit on the size of files (ulimit -f); what was there before is unchanged"
      case EACCES, EPERM, EROFS: "choose a directory that you may write to"
      case ENOTDIR, EEXIST: "choose a directory, or a name that is free"
      default: "see the error; what was there before is unchanged"
      }
    self.init(
      path: path, expected: "to write it", found: "\(String(cString: strerror(code))) (\(call))", remedy: remedy)
  }

  package var description: String { "\(path): expected \(expected), found \(found): \(remedy)" }
}

/// A file that appears under its name when it is whole: it is written under a temporary name beside it, locked, and
/// renamed. `write` may be called by several threads, each for its own span.
package final class OutputFile: Sendable {
  package let finalPath: String
  private let temporaryPath: String
  private let descriptor: CInt
  private let size = Atomic<Int64>(0)
  private let isDurable: Bool
  /// Up to where the bytes were sent on their way to the disk.
  private let sent = Atomic<Int64>(0)

  /// Bytes sent to the disk at a time: few enough that it is never idle for long, many enough to be one request.
  private static let sendBytes: Int64 = 1 << 23

  /// Temporary files begin so; those no process holds a lock on are left over from one that was killed.
  package static let temporaryPrefix = ".summit-cdr-"
  package static let temporarySuffix = ".partial"

  /// - Parameters:
  ///   - directory: exists.
  ///   - isPrivate: whether only its owner may read it; made by root it belongs to the owner of the directory.
  ///   - isDurable: whether `synchronise` will be called: what is appended then goes to the disk at once, while more is
  ///     being made.
  package init(
    directory: String, name: String, isPrivate: Bool = false, isDurable: Bool = false
  ) throws(OutputFailure) {
    self.isDurable = isDurable
    finalPath = directory + "/" + name
    temporaryPath = "\(directory)/\(Self.temporaryPrefix)\(getpid())-\(name)\(Self.temporarySuffix)"
    descriptor = open(temporaryPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, isPrivate ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw OutputFailure(path: temporaryPath, call: "open", code: errno) }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    if isPrivate { FileOwner.keep(descriptor, in: directory) }
  }

  deinit {
    close(descriptor)
    // Gone already if it was published.
    unlink(temporaryPath)
  }

  /// Takes the next `count` bytes of the file; returns where they begin.
  package func claim(_ count: Int) -> Int64 {
    size.add(Int64(count), ordering: .relaxed).oldValue
  }

  /// Bytes claimed so far.
  package var sizeBytes: Int64 { size.load(ordering: .relaxed) }

  /// Writes `bytes` at `offset`, a span that was claimed.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(OutputFailure) {
    var done = 0
    while done < bytes.count {
      // SAFETY: `done` is below `bytes.count`.
      let from = bytes.baseAddress.unsafelyUnwrapped + done
      let written = pwrite(descriptor, from, bytes.count - done, off_t(offset) + done)
      if written < 0 {
        if errno == EINTR { continue }
        throw OutputFailure(path: finalPath, call: "pwrite", code: errno)
      }
      done += written
    }
  }

  /// Appends `bytes`; for one thread.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(OutputFailure) {
    try write(bytes, at: claim(bytes.count))
    if isDurable { send() }
  }

  /// Has the disk begin with what it has not been sent.
  private func send() {
    let start = sent.load(ordering: .relaxed)
    let count = sizeBytes - start
    guard count >= Self.sendBytes else { return }
    sent.store(start + count, ordering: .relaxed)
    // A hint, upon which Linux begins to write what is dirty and keeps it; `synchronise` tells whether it went well.
    _ = posix_fadvise(descriptor, off_t(start), off_t(count), POSIX_FADV_DONTNEED)
  }

  /// Reads back what was written, from `offset` on; returns how many bytes there were.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(OutputFailure) -> Int {
    var done = 0
    while done < buffer.count {
      // SAFETY: `done` is below `buffer.count`.
      let count = pread(
        descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done, off_t(offset) + off_t(done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw OutputFailure(path: finalPath, call: "pread", code: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Waits until what was written is on the disk.
  package func synchronise() throws(OutputFailure) {
    guard fsync(descriptor) == 0 else { throw OutputFailure(path: finalPath, call: "fsync", code: errno) }
  }

  /// Checks that `publish` can give the file its name: no directory has it.
  package func checkCanPublish() throws(OutputFailure) {
    var status = stat()
    if lstat(finalPath, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw OutputFailure(
        path: finalPath, expected: "a file or nothing of that name", found: "a directory",
        remedy: "move it away; the earlier results are unchanged")
    }
  }

  /// Gives the file its name, in place of what had it.
  package func publish() throws(OutputFailure) {
    guard rename(temporaryPath, finalPath) == 0 else {
      throw OutputFailure(
        path: finalPath, expected: "to rename the result", found: String(cString: strerror(errno)),
        remedy: "repair that and run again: some results are new and some old")
    }
  }
}

extension OutputFailure {
  /// Waits until the names of a directory are on the disk.
  package static func synchronise(directory: String) throws(OutputFailure) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputFailure(path: directory, call: "open", code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw OutputFailure(path: directory, call: "fsync", code: errno) }
  }
}

/// The directory the results go to.
package enum OutputDirectory {
  /// Creates `path` if need be and removes what a killed run left there.
  package static func prepare(_ path: String) throws(OutputFailure) {
    if mkdir(path, 0o755) != 0 {
      let code = errno
      if code == ENOENT {
        try createWithParents(path)
      } else if code != EEXIST {
        throw OutputFailure(path: path, call: "mkdir", code: code)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw OutputFailure(path: path, call: "stat", code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw OutputFailure(path: path, call: "mkdir", code: ENOTDIR) }
    removeLeftovers(in: path)
  }

  private static func createWithParents(_ path: String) throws(OutputFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFailure(
        path: path, expected: "to create the directory", found: error.localizedDescription,
        remedy: "choose a directory that you may write to")
    }
  }

  /// Removes temporary files that no running process holds.
  private static func removeLeftovers(in path: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return }
    for name in names
    where name.hasPrefix(OutputFile.temporaryPrefix) && name.hasSuffix(OutputFile.temporarySuffix) {
      let file = open(path + "/" + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path + "/" + name) }
      close(file)
    }
  }

  /// Removes a result of an earlier run that this one does not write (`.csv` beside `.csv.gz`).
  package static func removeStale(_ path: String) {
    unlink(path)
  }
}
