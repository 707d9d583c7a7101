import Glibc

/// Files without a name: they take disk while they are open and leave nothing behind, however the process ends.
package enum TemporaryFile {
  /// A new one on the file system of `directory`.
  package static func open(in directory: String) throws(OutputFailure) -> CInt {
    // The name is that of a leftover, should the process end before `unlink`: the next run into the directory then
    // removes it.
    let suffix = OutputFile.temporarySuffix
    var template = Array("\(directory)/\(OutputFile.temporaryPrefix)spool-\(replaced)\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, CInt(suffix.utf8.count))
    guard descriptor >= 0 else { throw OutputFailure(path: directory, call: "mkstemps", code: errno) }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  /// What mkstemps replaces by letters that make the name a new one: six X, by its contract.
  private static let replaced = String(repeating: "X", count: 6)

  /// Writes all of `bytes`.
  ///
  /// - Parameter directory: the one of `open`, for the error.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: CInt, at offset: Int, directory: String
  ) throws(OutputFailure) {
    var done = 0
    while done < bytes.count {
      // SAFETY: `done` is below `bytes.count`.
      let from = bytes.baseAddress.unsafelyUnwrapped + done
      let written = pwrite(descriptor, from, bytes.count - done, off_t(offset + done))
      if written < 0 {
        if errno == EINTR { continue }
        throw OutputFailure(path: directory, call: "pwrite", code: errno)
      }
      done += written
    }
  }

  /// Fills `buffer`; the file must be that long.
  package static func read(
    into buffer: UnsafeMutableRawBufferPointer, from descriptor: CInt, at offset: Int, directory: String
  ) throws(OutputFailure) {
    var done = 0
    while done < buffer.count {
      // SAFETY: `done` is below `buffer.count`.
      let into = buffer.baseAddress.unsafelyUnwrapped + done
      let count = pread(descriptor, into, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputFailure(path: directory, call: "pread", code: count < 0 ? errno : EIO) }
      done += count
    }
  }
}
