import Glibc

/// From errno to advice.
extension FileFailure {
  /// The failure of `error` on `file`, where `expected` says what should have been there.
  init(_ error: SystemCallError, file: String, expected: String) {
    let (kind, found, remedy) = Self.advice(for: error)
    self.init(file: file, kind: kind, expected: expected, found: found, remedy: remedy)
  }

  /// Kind, what was found, and what to do. ELOOP comes from O_NOFOLLOW here, ENXIO from opening a socket.
  private static func advice(for error: SystemCallError) -> (Kind, String, String) {
    switch error.code {
    case ENOENT:
      (.notFound, "nothing of that name", "check the path, and that the file has not been moved or deleted")
    case EACCES, EPERM:
      (.permissionDenied, "no permission to read it", "let this user read it, and enter the directories above it")
    case ENOTDIR:
      (.notADirectory, "a file where the path needs a directory", "give the directory that holds the files")
    case EISDIR:
      (.isADirectory, "a directory", "give the file itself")
    case ELOOP:
      (.symbolicLink, "a symbolic link", "put the file itself there: links are not followed")
    case ENXIO, ENODEV:
      (.notARegularFile, "a socket or device", "put a regular file there")
    case ENAMETOOLONG:
      (.invalidName, "a name that is too long for the file system", "use a shorter path")
    case EMFILE, ENFILE:
      (.tooManyOpenFiles, "no free file descriptor", "raise the limit of open files (ulimit -n), or use fewer workers")
    case EIO:
      (.io(errno: EIO), "an input/output error", "check the disk or the network mount, then run again")
    case ESTALE:
      (.io(errno: ESTALE), "a stale network file handle", "check the network mount, then run again")
    case ENOMEM:
      (.io(errno: ENOMEM), "not enough memory", "free some memory, or use fewer workers")
    default:
      (.io(errno: error.code), "\(error.call): \(text(of: error.code))", "check the disk and the system log")
    }
  }

  /// `errno 28 (No space left on device)`
  private static func text(of code: CInt) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    // SAFETY: strerror_r writes at most the count given, a NUL included.
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "errno \(code)" }
    let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    return bytes.isEmpty ? "errno \(code)" : "errno \(code) (\(String(decoding: bytes, as: UTF8.self)))"
  }
}
