import Output
import Glibc

/// Held by the one who reads segments for longer than a moment: runs that commit meanwhile leave the segments they no longer
/// need, and the next run removes them. Any number of readers hold it at once; it goes with the process.
///
/// A run under way is not held up, and a reader waits only while one removes files.
package final class ReadHold: Sendable {
  private let descriptor: CInt

  package init(_ directory: DataDirectory) throws(LedgerFailure) {
    descriptor = open(directory.readersPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.failure(directory, errno) }
    FileOwner.keep(descriptor, in: directory.path)
    while flock(descriptor, LOCK_SH) != 0 {
      if errno == EINTR { continue }
      let code = errno
      close(descriptor)
      throw Self.failure(directory, code)
    }
  }

  deinit { close(descriptor) }

  private static func failure(_ directory: DataDirectory, _ code: CInt) -> LedgerFailure {
    LedgerFailure(
      path: directory.readersPath, expected: "to open it", found: String(cString: strerror(code)),
      remedy: "run as the user who owns the data directory")
  }

  /// Runs `body` if nobody reads; otherwise it is left for the next run.
  static func ifNobodyReads(_ directory: DataDirectory, _ body: () -> Void) {
    let descriptor = open(directory.readersPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    FileOwner.keep(descriptor, in: directory.path)
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { body() }
  }
}

extension DataDirectory {
  var readersPath: String { path + "/readers" }
}
