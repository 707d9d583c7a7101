import Glibc

/// A system call that failed: its name and errno.
struct SystemCallError: Error, Equatable {
  let call: String
  let code: CInt
}

/// Runs one system call: again after EINTR, and with errno caught before anything else can change it.
///
/// Every call of this module that can fail goes through here. Traps on the errnos that only a bug of ours can cause.
///
/// - Parameters:
///   - call: the name of the call, for the message.
///   - body: makes the call and returns its result, -1 for a failure.
/// - Returns: what the call returned, never -1.
func systemCall<Result: SignedInteger>(
  _ call: String, _ body: () -> Result
) throws(SystemCallError) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    let code = errno
    switch code {
    case EINTR: continue
    case EBADF, EFAULT: fatalError("\(call): errno \(code): a descriptor or buffer of our own is wrong")
    default: throw SystemCallError(call: call, code: code)
    }
  }
}

/// A file descriptor that closes itself. Safe to use from several threads: the number never changes.
final class FileDescriptor: Sendable {
  let number: CInt

  /// Takes over `number`, which nobody else may close.
  init(owning number: CInt) {
    self.number = number
  }

  deinit {
    // Nothing was written through it, so a failure of close loses nothing; Linux frees the number even after EINTR.
    _ = close(number)
  }

  /// Opens what the NUL-terminated `path` names, relative to `directory` unless it is absolute.
  static func open(
    _ path: [UInt8], in directory: CInt = AT_FDCWD, flags: CInt
  ) throws(SystemCallError) -> FileDescriptor {
    let number = try systemCall("openat") {
      // SAFETY: `terminated` ends in NUL and lives through the call, which keeps no pointer to it.
      terminated(path).withUnsafeBufferPointer { openat(directory, $0.baseAddress.unsafelyUnwrapped, flags) }
    }
    return FileDescriptor(owning: number)
  }

  func status() throws(SystemCallError) -> stat {
    var status = stat()
    // SAFETY: fstat fills the one struct it is given.
    _ = try systemCall("fstat") { fstat(number, &status) }
    return status
  }
}

/// The bytes of a path as C wants them. A path with a NUL inside is cut there, as the kernel would.
func terminated(_ path: [UInt8]) -> [CChar] {
  path.map(CChar.init(bitPattern:)) + [0]
}
